"""The math font: subsets of STIX Two Math, made from the file that the package ziamath ships."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from pages import stretchy_glyphs

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
# Not `ssty`: script-size alternates would add 45 KB for a difference of hairlines.
FEATURES = ["dtls", "kern", "liga", "ccmp", "mark"]


@cache
def characters() -> frozenset[str]:
    """All that formulas of this site can be drawn with."""
    known = TTFont(source()).getBestCmap().keys()
    return frozenset(
        chr(code) for first, last in RANGES for code in range(first, last + 1) if code in known
    )


def cached(signs: frozenset[str], folder: Path, among: frozenset[str] = frozenset()) -> bytes:
    """`subset`, made once for each version of what it is made from and kept in `folder`."""
    place = kept_in(folder)
    for outdated in set(folder.glob("math-*")) - {place}:
        shutil.rmtree(outdated, ignore_errors=True)
    path = place / f"{sha256(''.join(sorted(signs)).encode()).hexdigest()[:16]}.woff2"
    if not path.exists():
        place.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")  # two builds may do this at once
        unfinished.write_bytes(subset(signs, among))
        unfinished.replace(path)
    return path.read_bytes()


def kept_in(folder: Path) -> Path:
    return folder / f"math-{_version()}"


@cache
def _version() -> str:
    recipe = b"".join(Path(one).read_bytes() for one in (__file__, stretchy_glyphs.__file__))
    return sha256(source().read_bytes() + recipe + fontTools.version.encode()).hexdigest()[:16]


def subset(signs: frozenset[str], among: frozenset[str] = frozenset()) -> bytes:
    """WOFF2 of these signs, with the sizes and pieces of those that grow; same bytes always.

    `among` are those of all subsets, if they are known: what none of them needs is read once.
    A browser lays formulas out by the font that has the space; no other needs the MATH table.
    """
    fitted = _fitted(among if signs <= among else characters())
    font = TTFont(io.BytesIO(fitted), recalcTimestamp=False)
    _reduce(font, signs, without=[] if " " in signs else ["MATH"])
    return _saved(font, "woff2")


@cache
def _fitted(signs: frozenset[str]) -> bytes:
    """Everything that a subset of these has, fitted to browsers."""
    # Glyphs that are not changed are not measured and compiled here: each subset does that for its own.
    font = TTFont(source(), recalcTimestamp=False, recalcBBoxes=False)
    stretchy_glyphs.suit_browsers(font)
    _reduce(font, signs)
    return _saved(font)


def _reduce(font: TTFont, signs: frozenset[str], without: Iterable[str] = ()) -> None:
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    options.recalc_timestamp = False
    options.drop_tables += without
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(signs))
    subsetter.subset(font)


def _saved(font: TTFont, flavor: str | None = None) -> bytes:
    font.flavor = flavor
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def source() -> Path:
    """The installed font file; the package is found, not imported: importing it loads the font."""
    package = find_spec("ziamath")
    assert package
    assert package.origin
    return Path(package.origin).with_name("fonts") / "STIXTwoMath-Regular.ttf"
