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

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x0391, 0x03C9),  # Greek
    (0x2200, 0x220B),  # ∀ ∂ ∃ ∅ ∇ ∈ ∉
    (0x2260, 0x226B),  # ≠ ≡ ≤ ≥ ≪ ≫
)
EXTRA = (
    "\u00a0\u2002\u2003\u2004\u2005\u2006\u2009\u200aℎ¬°±·×÷ϵϑϕϖħℏℓℒℱℬℋℝ‐–—‖†‡•…′″‴⁄←↑→↓↔↦⇐⇒⇔⟵⟶⟸⟹⟺⇌"
    "∏∐∑−∓∗∘√∛∝∞∣∥∧∨∩∪∫∬∭∮∴∼≃≅≈≔⊂⊃⊆⊇⊕⊖⊗⊙⊤⊥⋀⋁⋂⋃⋅⋆⋮⋯⋰⋱⌈⌉⌊⌋⎴⎵⏞⏟⏜⏝⟦⟧⟨⟩⩽⩾"
    "\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030a\u030c\u0332\u0338\u20d7"  # accents
    "^¯˘˙¨˚ˆˇ˜‾"
    "𝟙≜⟂≺≻⪯⪰≲≳⊢⊨∙⊘⋄△□∤∵↪⇝⨀⨁⨂ℜℑ✓\u2061\u2063"
)
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
"""Of powers in prose, which Han fonts have in part: 10⁻¹⁰ would come from three fonts."""
# First code points of the mathematical alphabets used in machine learning.
LETTERS = {
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
# Not `ssty`: script-size alternates would add 45 KB for a difference of hairlines.
FEATURES = ["dtls", "kern", "liga", "ccmp", "mark"]


def characters() -> set[int]:
    """Code points of the subset."""
    ranges = {code for first, last in RANGES for code in range(first, last + 1)}
    alphabets = {first + i for first, count in LETTERS.items() for i in range(count)}
    return ranges | alphabets | {ord(one) for one in EXTRA + SUPERSCRIPTS}


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
