"""Changes of a note: what tells one from another for good."""

from __future__ import annotations

import hashlib
import unicodedata


def number_of(what: str) -> int:
    """The number that a change has by what it says, wherever it stands among others.

    Spaces and punctuation do not count.
    """
    said = filter(str.isalnum, unicodedata.normalize("NFKC", what).casefold())
    digest = hashlib.sha256("".join(said).encode()).digest()
    return 100_000 + int.from_bytes(digest) % 900_000
