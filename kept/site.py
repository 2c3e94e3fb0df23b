"""A site that is built beside the one that stands, and takes its place when it is done."""

from __future__ import annotations

import contextlib
import filecmp
import os
import shutil
import tempfile
import weakref
from pathlib import Path


class Unfinished:
    """A folder to build into. Until `publish` nothing touches the site."""

    def __init__(self, site: Path, beside: Path) -> None:
        """`beside` holds the folder for as long as this is in use."""
        self.site = site
        beside.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(dir=beside, prefix="site-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def publish(self) -> None:
        """Files that are as they were are left alone; what was not built goes."""
        built = _files(self.folder)
        for name in sorted(_files(self.site) - built):
            _remove(self.site / name, self.site)
        for name in sorted(built):
            new, old = self.folder / name, self.site / name
            if not (old.is_file() and filecmp.cmp(new, old, shallow=False)):
                _move(new, old)


def _files(folder: Path) -> set[str]:
    """Paths below it, but for what lies hidden at its top: MkDocs leaves that alone too."""
    return {
        (Path(place) / name).relative_to(folder).as_posix()
        for place, _, names in os.walk(folder)
        for name in names
        if not Path(place, name).relative_to(folder).parts[0].startswith(".")
    }


def _remove(file: Path, site: Path) -> None:
    """With the folders that it leaves empty."""
    file.unlink()
    with contextlib.suppress(OSError):
        for folder in file.relative_to(site).parents:
            if folder.name:
                site.joinpath(folder).rmdir()


def _move(new: Path, old: Path) -> None:
    old.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.replace(old)
    except OSError:  # on another disk
        shutil.copyfile(new, old)
