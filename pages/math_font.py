"""The math font: subsets of STIX Two Math, made from the file that the package ziamath ships."""

from __future__ import annotations

import io
import os
import shutil
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import brotli
import fontTools
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from pages import stretchy_glyphs, woff2

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
    known = _source().unicodes
    return frozenset(
        chr(code) for first, last in RANGES for code in range(first, last + 1) if code in known
    )


def cached(signs: frozenset[str], folder: Path) -> bytes:
    """`subset`, made once for each version of what it is made from and kept in `folder`."""
    place = kept_in(folder)
    for outdated in set(folder.glob("math-*")) - {place}:
        shutil.rmtree(outdated, ignore_errors=True)
    path = place / f"{sha256(''.join(sorted(signs)).encode()).hexdigest()[:16]}.woff2"
    if not path.exists():
        place.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")  # two builds may do this at once
        unfinished.write_bytes(subset(signs))
        unfinished.replace(path)
    return path.read_bytes()


def kept_in(folder: Path) -> Path:
    return folder / f"math-{_version()}"


@cache
def _version() -> str:
    recipe = (source(), __file__, stretchy_glyphs.__file__, woff2.__file__)
    versions = f"{fontTools.version} {hb.__version__} {brotli.__version__}"
    return sha256(
        b"".join(Path(one).read_bytes() for one in recipe) + versions.encode()
    ).hexdigest()[:16]


def subset(signs: frozenset[str]) -> bytes:
    """WOFF2 of these signs, with the sizes and pieces of those that grow; same bytes always."""
    return woff2.packed(truetype(signs))


def truetype(signs: frozenset[str]) -> bytes:
    asked = _asked(signs)
    # A browser lays formulas out by the font that has the space; no other needs how.
    if " " not in signs:
        asked.drop_table_tag_set.add(_tag("MATH"))
    return _bytes(hb.subset(_fitted(), asked))


@cache
def _fitted() -> hb.Face:
    """Everything that any subset has, fitted to browsers."""
    asked = _asked(characters())
    asked.flags |= hb.SubsetFlags.GLYPH_NAMES
    asked.layout_feature_tag_set.add(_tag("ssty"))  # primes take it
    reduced = io.BytesIO(_bytes(hb.subset(_source(), asked)))
    font = TTFont(reduced, recalcTimestamp=False, recalcBBoxes=False)
    stretchy_glyphs.suit_browsers(font)
    font["head"].flags |= 1 << 11  # it is no longer the file that somebody signed
    target = io.BytesIO()
    font.save(target)
    return hb.subset_preprocess(hb.Face(target.getvalue()))


def _source() -> hb.Face:
    return hb.Face(source().read_bytes())


def _asked(signs: frozenset[str]) -> hb.SubsetInput:
    asked = hb.SubsetInput()
    asked.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    asked.unicode_set.update(map(ord, signs))
    asked.layout_feature_tag_set.clear()
    asked.layout_feature_tag_set.update(map(_tag, FEATURES))
    return asked


def _tag(name: str) -> int:
    return int.from_bytes(name.encode())


def _bytes(face: hb.Face) -> bytes:
    return bytes(face.blob.data)


def source() -> Path:
    """The installed font file; the package is found, not imported: importing it loads the font."""
    package = find_spec("ziamath")
    assert package
    assert package.origin
    return Path(package.origin).with_name("fonts") / "STIXTwoMath-Regular.ttf"
