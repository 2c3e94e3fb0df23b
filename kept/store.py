"""Values that a build need not work out again, in one file.

No build needs it: what cannot be read, or was written by another program, is worked out. It is written
once, when a build ends, so builds that run at once do no harm to each other.
"""

from __future__ import annotations

import contextlib
import pickle
import sqlite3
import weakref
import zlib
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kept.digest import digest, of_bytes

LARGE = 256_000_000
"""Bytes from which on it is rid of what the last build did not use."""
PATIENCE = 0.2
"""Seconds for another build to finish writing."""
NOTHING: Mapping[str, object] = {}
T = TypeVar("T")
Ask = Callable[[str], Any]


class Row(NamedTuple):
    """As it lies in the file."""

    asked: bytes
    value: bytes


class Store:
    """Values that were kept; what is new stays in memory until `save`."""

    def __init__(self, path: Path, recipe: bytes) -> None:
        """`recipe` tells what all values depend on."""
        self._path, self._recipe = path, recipe
        self._new: dict[bytes, Row] = {}
        self._unsaved: dict[bytes, Row] = {}
        """What is not new, nor in the file: it could not be written, or another process will do that."""
        self._used: set[bytes] = set()
        self._old = self._opened()

    def recall(self, work: Callable[..., T], *given: object) -> T:
        """What `work` makes of what is given, if that is all it depends on."""
        return self.under(digest(work, *given), lambda: work(*given))

    def under(self, key: bytes, work: Callable[[], T]) -> T:
        """What `work` makes, if the key tells all it depends on."""
        if kept := self._loaded(key, "value"):
            ((value,),) = kept
        else:
            value = work()
            self.put(key, value)
        return value  # type: ignore[no-any-return]

    def by_content(self, value: object) -> bytes:
        """Keep a value under a key that tells it from all others."""
        row = Row(UNASKED, _packed((value,)))
        key = of_bytes(row.value)
        self._new[self._key(key)] = row
        return key

    def goes_on(self, key: bytes) -> None:
        """What is kept is of use, although nobody has loaded it."""
        self._used.add(self._key(key))

    def holds_of(self, work: Callable[..., object], *given: object) -> bool:
        """Whether `recall` has nothing to do."""
        return bool(self._loaded(digest(work, *given), "asked"))

    def recall_asking(self, key: bytes, ask: Ask, work: Callable[[Ask], T]) -> T:
        """What `work` makes, if it depends on the key and on the answers to what it asks, and no more."""
        if (found := self.found_asking(key, ask)) is not None:
            return found  # type: ignore[no-any-return]
        asked: dict[str, object] = {}

        def noting(question: str) -> object:
            asked[question] = answer = ask(question)
            return answer

        value = work(noting)
        self.put(key, value, asked)
        return value

    def put(self, key: bytes, value: object, asked: Mapping[str, object] = NOTHING) -> None:
        self._new[self._key(key)] = Row(_packed(asked) if asked else UNASKED, _packed((value,)))

    def get(self, key: bytes) -> Any:
        """The value as it was put, None if there is none."""
        ((value,),) = self._loaded(key, "value") or ((None,),)
        return value

    def found_asking(self, key: bytes, ask: Ask) -> Any:
        """The value if all that was asked for it is answered as it was then; None if not."""
        asked, (value,) = self._loaded(key, "asked", "value") or ({}, (None,))
        return value if all(ask(one) == answer for one, answer in asked.items()) else None

    def _loaded(self, key: bytes, *columns: str) -> list[Any]:
        """What these columns hold; nothing if there is no row, or none that can be read."""
        key = self._key(key)
        self._used.add(key)
        try:
            if row := self._new.get(key) or self._unsaved.get(key):
                packed = [getattr(row, column) for column in columns]
            elif self._old:
                sought = f"SELECT {', '.join(columns)} FROM kept WHERE key = ?"
                packed = self._old.execute(sought, (key,)).fetchone() or []
            else:
                return []
            return [pickle.loads(zlib.decompress(one)) for one in packed]
        except Exception:  # whatever is cut, foreign or locked raises something else
            return []

    def _key(self, key: bytes) -> bytes:
        return blake2b(key, key=self._recipe, digest_size=16).digest()

    def apart(self) -> None:
        """In a process of its own, which must not use the file that another has opened."""
        self._inherited, self._old = self._old, self._opened()
        self._unsaved |= self._new
        self._new = {}

    def taken(self) -> dict[bytes, Row]:
        """What is new, to be given to the store of another process."""
        new, self._new = self._new, {}
        return new

    def give(self, new: Mapping[bytes, Row]) -> None:
        self._new.update(new)

    def save(self, *, is_all: bool = False) -> None:
        """Write what is new; if that is not possible, this build goes on with it.

        When it `is_all`, what nobody has used may go.
        """
        if self._old:
            self._old.close()
        if self._new:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                try:
                    self._write(is_all)
                except sqlite3.OperationalError:  # another build is writing
                    raise
                except sqlite3.DatabaseError:  # it is none of ours
                    self._path.unlink()
                    self._write(is_all)
            except (OSError, sqlite3.Error):
                self._unsaved |= self._new
        self._new, self._old = {}, self._opened()

    def _opened(self) -> sqlite3.Connection | None:
        if not self._path.exists():
            return None
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        try:
            file = sqlite3.connect(address, PATIENCE, uri=True, check_same_thread=False)
        except sqlite3.Error:
            return None
        weakref.finalize(self, file.close)  # a build may fail at any time
        return file

    def _write(self, is_all: bool) -> None:
        file = sqlite3.connect(self._path, timeout=PATIENCE)
        with contextlib.closing(file), file:
            file.execute("PRAGMA synchronous = OFF")
            file.execute(
                "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, asked BLOB, value BLOB)"
            )
            rows = ((key, *row) for key, row in self._new.items())
            file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
            if is_all and self._path.stat().st_size > LARGE:
                _rid(file, {*self._used, *self._new})


def _packed(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value), 1)


UNASKED = _packed({})


def _rid(file: sqlite3.Connection, used: Iterable[bytes]) -> None:
    file.execute("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
    file.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
    file.execute("DELETE FROM kept WHERE key NOT IN (SELECT key FROM used)")
