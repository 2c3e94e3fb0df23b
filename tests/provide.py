"""What the tests need and pip does not bring."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

Command = list[str]


def provide(what: str, is_here: Callable[[], object], ways: list[Command]) -> None:
    """Try one way after another until it is here."""
    for way in ways:
        if is_here():
            return
        print(f"No {what} for the tests here; trying:", " ".join(way), flush=True)
        subprocess.run(way, check=False, timeout=900)
    if not is_here():
        print(f"No {what} could be had: tests with it will be skipped (with CI set they fail).")


def debian(package: str) -> list[Command]:
    """Commands that install it, where there is Debian and this may."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root and shutil.which("apt-get")):
        return []
    return [["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", package]]
