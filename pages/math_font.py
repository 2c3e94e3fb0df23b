"""The math font: a subset of STIX Two Math, made from the file that the package ziamath ships."""

from __future__ import annotations

import io
import os
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import fontTools
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from pages import stretchy_glyphs

BLOCKS = {
    0x0020: 0x007E,  # ASCII
    0x00A0: 0x00FF,  # Latin-1
    0x0131: 0x0131,  # dotless i
    0x0237: 0x0237,  # dotless j
    0x02C6: 0x02DD,  # accents
    0x0300: 0x0338,  # combining accents
    0x0391: 0x03F6,  # Greek
    0x2000: 0x206F,  # punctuation and spaces
    0x2070: 0x20CF,  # superscripts, subscripts, currencies
    0x20D0: 0x20F0,  # combining marks for signs
    0x2100: 0x218F,  # letterlike signs, with letters that the alphabets leave out
    0x2190: 0x21FF,  # arrows
    0x2200: 0x22FF,  # operators
    0x2300: 0x23FF,  # technical signs, with pieces of brackets
    0x2400: 0x24FF,  # circled numbers and letters
    0x2500: 0x25FF,  # lines and shapes
    0x2600: 0x27BF,  # suits, notes, check marks
    0x27C0: 0x27FF,  # more signs, long arrows
    0x2900: 0x297F,  # more arrows
    0x2980: 0x29FF,  # more brackets and shapes
    0x2A00: 0x2AFF,  # more operators
    0x2B00: 0x2BFF,  # and more arrows
    0x1D400: 0x1D7FF,  # alphabets
}
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
"""Of powers in prose, which Han fonts have in part: 10⁻¹⁰ would come from three fonts."""
# Not `ssty`: script-size alternates would add 45 KB for a difference of hairlines.
FEATURES = ["dtls", "kern", "liga", "ccmp", "mark"]


def characters() -> set[int]:
    """Code points that a formula can be drawn with."""
    blocks = {code for first, last in BLOCKS.items() for code in range(first, last + 1)}
    return blocks & set(TTFont(source()).getBestCmap())


def cached(folder: Path) -> bytes:
    """The font, made once for each version of what it is made from and kept in `folder`."""
    recipe = b"".join(Path(one).read_bytes() for one in (__file__, stretchy_glyphs.__file__))
    key = sha256(source().read_bytes() + recipe + fontTools.version.encode()).hexdigest()[:16]
    path = folder / f"math-{key}.woff2"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")  # two builds may do this at once
        unfinished.write_bytes(math_font())
        unfinished.replace(path)
    return path.read_bytes()


def math_font() -> bytes:
    """WOFF2 with the MATH table, its size variants and pieces of stretchy signs; same bytes always."""
    font = TTFont(source(), recalcTimestamp=False)
    stretchy_glyphs.suit_browsers(font)
    options = Options(
        flavor="woff2",
        layout_features=FEATURES,
        hinting=False,
        notdef_outline=True,
    )
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def source() -> Path:
    """The installed font file; the package is found, not imported: importing it loads the font."""
    package = find_spec("ziamath")
    assert package
    assert package.origin
    return Path(package.origin).with_name("fonts") / "STIXTwoMath-Regular.ttf"
