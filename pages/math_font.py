"""The math font: subsets of STIX Two Math, of the file that the package ziamath ships, kept from build to build."""

from __future__ import annotations

import os
import shutil
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x237, 0x237), (0x2C6, 0x2DD), (0x300, 0x338),
    (0x391, 0x3F6),  # Greek
    (0x2000, 0x20F0),  # spaces, marks, superscripts
    (0x2100, 0x23FF),  # letterlike signs, with letters that the alphabets leave out; arrows, operators
    (0x2400, 0x27FF), (0x2900, 0x2BFF),  # pieces of brackets, circled letters, shapes, check marks
    (0x1D400, 0x1D7FF),  # alphabets
)  # fmt: skip
"""First and last code points."""
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
"""Of powers in prose, which Han fonts have in part: 10⁻¹⁰ would come from three fonts."""


@cache
def characters() -> frozenset[str]:
    """All that formulas of this site can be drawn with."""
    return frozenset(chr(code) for first, last in RANGES for code in range(first, last + 1))


def cached(signs: frozenset[str], folder: Path) -> bytes:
    """Made once for each version of what it is made from and kept in `folder`."""
    place = kept_in(folder)
    for outdated in set(folder.glob("math-*")) - {place}:
        shutil.rmtree(outdated, ignore_errors=True)
    path = place / f"{sha256(''.join(sorted(signs)).encode()).hexdigest()[:16]}.woff"
    if not path.exists():
        from pages import (
            subset_font,
        )  # takes a tenth of a second to load, and most builds make none

        place.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")  # two builds may do this at once
        unfinished.write_bytes(subset_font.subset(signs))
        unfinished.replace(path)
    return path.read_bytes()


def kept_in(folder: Path) -> Path:
    return folder / f"math-{_version()}"


@cache
def _version() -> str:
    here = Path(__file__)
    recipe = source(), here, here.with_name("subset_font.py"), here.with_name("stretchy_glyphs.py")
    makers = "".join(map(version, ("fonttools", "uharfbuzz")))
    return sha256(b"".join(one.read_bytes() for one in recipe) + makers.encode()).hexdigest()[:16]


def source() -> Path:
    """The installed font file; the package is found, not imported: importing it loads the font."""
    package = find_spec("ziamath")
    assert package
    assert package.origin
    return Path(package.origin).with_name("fonts") / "STIXTwoMath-Regular.ttf"
