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

EXTRA = (
    "\u00a0\u2002\u2003\u2004\u2005\u2006\u2009\u200aℎ¬°±·×÷ϵϑϕϖħℏℓℒℱℬℋℝ‐–—‖†‡•…′″‴⁄←↑→↓↔↦⇐⇒⇔⟵⟶⟸⟹⟺⇌"
    "∏∐∑−∓∗∘√∛∝∞∣∥∧∨∩∪∫∬∭∮∴∼≃≅≈≔⊂⊃⊆⊇⊕⊖⊗⊙⊤⊥⋀⋁⋂⋃⋅⋆⋮⋯⋰⋱⌈⌉⌊⌋⎴⎵⏞⏟⏜⏝⟦⟧⟨⟩⩽⩾"
    "\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030a\u030c\u0332\u0338\u20d7"  # accents
    "^¯˘˙¨˚ˆˇ˜‾"
    "∀∁∂∃∄∅∆∇∈∉∊∋≠≡≢≣≤≥≦≧≨≩≪≫"
    "𝟙≜⟂≺≻⪯⪰≲≳⊢⊨∙⊘⋄△□∤∵↪⇝⨀⨁⨂ℜℑ✓\u2061\u2063"
)
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
"""Of powers in prose, which Han fonts have in part: 10⁻¹⁰ would come from three fonts."""
ALPHABETS = {
    0x0020: 95,  # ASCII
    0x0391: 57,  # Greek
    0x1D400: 52,  # bold
    0x1D434: 52,  # italic
    0x1D468: 52,  # bold italic
    0x1D49C: 26,  # script capitals
    0x1D504: 52,  # fraktur
    0x1D538: 26,  # double-struck capitals
    0x1D5A0: 52,  # sans-serif
    0x1D670: 52,  # monospace
    0x1D6A8: 58,  # bold Greek
    0x1D6E2: 58,  # italic Greek
    0x1D71C: 58,  # bold italic Greek
    0x1D7CE: 10,  # bold digits
}
"""First code points and numbers of signs, the mathematical ones as far as machine learning uses them."""
# Not `ssty`: script-size alternates would add 45 KB for a difference of hairlines.
FEATURES = ["dtls", "kern", "liga", "ccmp", "mark"]


@cache
def characters() -> frozenset[str]:
    """All that formulas of this site can be drawn with."""
    return frozenset[str]().union(*groups())


def groups() -> list[frozenset[str]]:
    """The same by alphabet; what is in none comes last."""
    alphabets = [
        frozenset(map(chr, range(first, first + count))) for first, count in ALPHABETS.items()
    ]
    return [*alphabets, frozenset(EXTRA + SUPERSCRIPTS).difference(*alphabets)]


def cached(signs: frozenset[str], folder: Path) -> bytes:
    """`subset`, made once for each version of what it is made from and kept in `folder`."""
    place = folder / f"math-{_version()}"
    for outdated in set(folder.glob("math-*")) - {place}:
        shutil.rmtree(outdated, ignore_errors=True)
    path = place / f"{sha256(''.join(sorted(signs)).encode()).hexdigest()[:16]}.woff2"
    if not path.exists():
        place.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")  # two builds may do this at once
        unfinished.write_bytes(subset(signs))
        unfinished.replace(path)
    return path.read_bytes()


@cache
def _version() -> str:
    recipe = b"".join(Path(one).read_bytes() for one in (__file__, stretchy_glyphs.__file__))
    return sha256(source().read_bytes() + recipe + fontTools.version.encode()).hexdigest()[:16]


def subset(signs: frozenset[str]) -> bytes:
    """WOFF2 of these signs, with the sizes and pieces of those that grow; same bytes always.

    A browser lays formulas out by the font that has the space; no other needs the MATH table.
    """
    font = TTFont(io.BytesIO(_fitted()), recalcTimestamp=False)
    _reduce(font, signs, without=[] if " " in signs else ["MATH"])
    return _saved(font, "woff2")


@cache
def _fitted() -> bytes:
    """Everything that any subset has, fitted to browsers."""
    font = TTFont(source(), recalcTimestamp=False)
    stretchy_glyphs.suit_browsers(font)
    _reduce(font, characters())
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
