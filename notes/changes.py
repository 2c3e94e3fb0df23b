"""Changes of a note: what tells one from another for good."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from notes.kinds import NEW


def number_of(what: str) -> int:
    """The number that a change has by what it says, wherever it stands among others.

    Spaces and punctuation do not count.
    """
    said = filter(str.isalnum, unicodedata.normalize("NFKC", what).casefold())
    digest = hashlib.sha256("".join(said).encode()).digest()
    return 100_000 + int.from_bytes(digest) % 900_000


def came(meta: Mapping[str, Any]) -> Iterator[tuple[date, str]]:
    """Days and kinds of what a note had to say, oldest first: that it is there, and what changed later.

    A change on the day of publication is part of that.
    """
    yield meta["date"], NEW
    for change in reversed(meta.get("changes", ())):
        if change["date"] > meta["date"]:
            yield change["date"], change["kind"]
