"""A site that is built beside the one that stands, and takes its place when it is done."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import tempfile
import time
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

PREFIX = "site-"
DAY = 86_400
"""Seconds after which a build is certainly over."""


class Standing(NamedTuple):
    """A file of the site, as a build left it."""

    key: bytes
    """Of all that it holds."""
    stamp: tuple[int, int]
    besides: Any
    """What else a build found out when it wrote a page."""


class Unfinished:
    """A folder to build into. Until `publish` nothing touches the site."""

    def __init__(self, site: Path, beside: Path, left: Mapping[str, Standing]) -> None:
        """`beside` holds the folder for as long as this is in use; `left` is what the last build left."""
        self.site, self.is_published = site, False
        self._left, self._keys = left, dict[str, bytes]()
        self._standing: dict[str, Standing] = {}
        beside.mkdir(parents=True, exist_ok=True)
        _rid_of_abandoned(beside)
        self.folder = Path(tempfile.mkdtemp(dir=beside, prefix=PREFIX))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def standing(self, name: str, key: bytes) -> Standing | None:
        """The file of that name if it holds what it is to hold: then it need not be written."""
        self._keys[name] = key
        file = self._left.get(name)
        if not file or file.key != key or file.stamp != _stamp(f"{self.site}/{name}"):
            return None
        self._standing[name] = file
        return file

    @property
    def names(self) -> set[str]:
        """Files of the site that is to be, as far as they are built."""
        return _files(self.folder) | self._standing.keys()

    def publish(self, besides: Mapping[str, Any]) -> dict[str, Standing]:
        """Files that are as they were are left alone; what was not built goes. What is left for the next."""
        built = _files(self.folder)
        for name in sorted(_files(self.site) - built - self._standing.keys()):
            _remove(self.site / name, self.site)
        _take_over(self.folder, self.site)
        written = {
            name: Standing(key, _stamp(f"{self.site}/{name}"), besides.get(name))
            for name, key in self._keys.items()
            if name in built
        }
        self.is_published = True
        return self._standing | written


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """By which a change of its files is noticed."""
    return {name: _stamp(f"{folder}/{name}") for name in sorted(_files(folder))}


def _rid_of_abandoned(beside: Path) -> None:
    """Folders of builds that were killed."""
    for folder in beside.glob(f"{PREFIX}*"):
        if time.time() - folder.stat().st_mtime > DAY:
            shutil.rmtree(folder, ignore_errors=True)


def _stamp(file: str) -> tuple[int, int]:
    try:
        status = os.stat(file)  # noqa: PTH116 - thousands of paths take time
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _files(folder: Path, below: str = "") -> set[str]:
    """Paths below it, but for what lies hidden at its top: MkDocs leaves that alone too."""
    found: set[str] = set()
    for entry in os.scandir(folder / below) if folder.is_dir() else ():
        if not below and entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            found |= _files(folder, f"{below}{entry.name}/")
        else:
            found.add(below + entry.name)
    return found


def _remove(file: Path, site: Path) -> None:
    """With the folders that it leaves empty."""
    file.unlink()
    with contextlib.suppress(OSError):
        for folder in file.relative_to(site).parents:
            if folder.name:
                site.joinpath(folder).rmdir()


def _take_over(new: Path, old: Path) -> None:
    """What lies in one folder goes into the other, at once if that has nothing there."""
    old.mkdir(parents=True, exist_ok=True)
    for entry in os.scandir(new):
        target = old / entry.name
        if entry.is_dir() and target.is_dir():
            _take_over(Path(entry), target)
        elif not (target.is_file() and filecmp.cmp(entry, target, shallow=False)):
            shutil.move(entry, target)
