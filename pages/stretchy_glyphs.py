"""Glyphs of the math font made to suit how browsers lay formulas out.

Chromium gives every stretched sign the width of its widest form, so a bracket of two lines stands
in the room of one that fills a page, and a short root is followed by a hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

FENCES = "()[]{}⌊⌋⌈⌉⟨⟩⟦⟧"
TALLEST, TALLEST_BRACE = 2200, 3400
"""Thousandths of an em: taller fences are put together from pieces (a brace needs 3500 for that)."""
OUTSIDE, INSIDE = 100, 70
"""Room beside a tall fence, towards what stands around it and towards what it holds."""
BARS, BAR_SIZES = "|‖∥", range(1050, 3450, 150)
"""Chromium puts bars together from pieces, but to the right of their room; of given sizes it does not."""
PRIMES = "′″‴⁗‵‶‷"
WIDE_ACCENTS = "\u20d0\u20d1\u20d6\u20d7\u20db\u20dc"
"""They hang over what is before them, which Chromium sets to the left once more."""
ROOT_WIDTH = 850
CONSTANTS = {
    # What the font asks for would leave an empty line below the text on an arrow.
    "StretchStackTopShiftUp": 560,
    # Browsers apply these to single letters too, TeX to larger things only: p_i was lower than x_i.
    "SubscriptBaselineDropMin": 50,
    "SuperscriptBaselineDropMax": 386,
    # As TeX has them: α/r in a line of text was as tall as a display.
    "FractionNumeratorShiftUp": 420,
    "FractionDenominatorShiftDown": 360,
    # One pixel in running text. Chromium rounds to whole ones, and some bars were twice as thick.
    "FractionRuleThickness": 53,
    "RadicalRuleThickness": 53,
    "RadicalVerticalGap": 120,
    "RadicalDisplayStyleVerticalGap": 210,
    "SpaceAfterScript": 56,
}


def suit_browsers(font: TTFont) -> None:
    """Even widths of fences and roots, arrows that stretch, primes in script size; nothing unread."""
    sizes, pieces = font["MATH"].table.MathVariants, font.getBestCmap()
    coverage = sizes.VertGlyphCoverage.glyphs
    for number, character in enumerate(FENCES):
        construction = sizes.VertGlyphConstruction[coverage.index(pieces[ord(character)])]
        _equal_widths(font, construction, opening=number % 2 == 0)
    _narrow_roots(font, sizes.VertGlyphConstruction[coverage.index(pieces[ord("√")])])
    for bar in BARS:
        _grow(font, sizes.VertGlyphConstruction[coverage.index(pieces[ord(bar)])])
    for accent in WIDE_ACCENTS:
        _stand_alone(font, pieces[ord(accent)])
    for construction in sizes.HorizGlyphConstruction:
        _join_arrow_heads(construction)
    for name, value in CONSTANTS.items():
        getattr(font["MATH"].table.MathConstants, name).Value = value
    _italic_corrections(font)
    _script_primes(font)
    _bound_anew(font)
    font["MATH"].table.MathGlyphInfo.MathKernInfo = None  # no browser reads it


def _equal_widths(font: TTFont, construction: Any, *, opening: bool) -> None:
    """Centre each size of a fence, its base apart, in the room of the widest one that is kept."""
    base, *larger = construction.MathGlyphVariantRecord
    tallest = TALLEST_BRACE if "brace" in base.VariantGlyph else TALLEST
    larger = [record for record in larger if record.AdvanceMeasurement <= tallest]
    construction.MathGlyphVariantRecord = [base, *larger]
    glyphs = [[record.VariantGlyph] for record in larger]
    widest = max(_width(font, names) for names in glyphs)
    if construction.GlyphAssembly:
        glyphs.append(sorted({part.glyph for part in construction.GlyphAssembly.PartRecords}))
    for names in glyphs:
        scale = min(1, widest / _width(font, names))
        for name in names:
            _place(font, name, scale=scale)
        left, right = _edges(font, names)
        room = widest + OUTSIDE + INSIDE
        before = OUTSIDE if opening else INSIDE
        for name in names:
            _place(font, name, shift=before + (widest - right - left) // 2, advance=room)


def _narrow_roots(font: TTFont, construction: Any) -> None:
    """Squeeze each size of the root to one width; the bar starts where the glyph ends."""
    parts = construction.GlyphAssembly.PartRecords
    names = {record.VariantGlyph for record in construction.MathGlyphVariantRecord}
    for name in sorted(names | {part.glyph for part in parts}):
        advance = font["hmtx"][name][0]
        _place(font, name, scale=ROOT_WIDTH / advance, advance=ROOT_WIDTH)


def _join_arrow_heads(construction: Any) -> None:
    """Let the last piece of an arrow overlap the one before it; the font says it overlaps the next."""
    if construction.GlyphAssembly:
        last = construction.GlyphAssembly.PartRecords[-1]
        if not last.StartConnectorLength:
            last.StartConnectorLength = last.EndConnectorLength
            last.EndConnectorLength = 0


def _italic_corrections(font: TTFont) -> None:
    """Give letters half the room that they lean into, as a compromise of exponents and indices.

    Chromium knows none of it: W ran into its exponent, V into a parenthesis.
    """
    lean = font["MATH"].table.MathGlyphInfo.MathItalicsCorrectionInfo
    letters = {name for code, name in font.getBestCmap().items() if 0x1D400 <= code < 0x1D7CC}
    for name, correction in zip(lean.Coverage.glyphs, lean.ItalicsCorrection, strict=True):
        if name in letters | {"uni210E"}:
            advance, bearing = font["hmtx"][name]
            font["hmtx"][name] = (advance + correction.Value // 2, bearing)


def _grow(font: TTFont, construction: Any) -> None:
    """Give a bar sizes of its own."""
    (base,) = construction.MathGlyphVariantRecord
    bar = DecomposingRecordingPen(font.getGlyphSet())
    bar.glyphSet[base.VariantGlyph].draw(bar)
    metrics = font["hmtx"][base.VariantGlyph]
    for size in BAR_SIZES:
        pen = TTGlyphPen(None)
        bar.replay(TransformPen(pen, (1, 0, 0, size / base.AdvanceMeasurement, 0, 0)))
        record = otTables.MathGlyphVariantRecord()
        record.VariantGlyph, record.AdvanceMeasurement = f"{base.VariantGlyph}.{size}", size
        font["glyf"][record.VariantGlyph] = glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][record.VariantGlyph] = metrics
        construction.MathGlyphVariantRecord.append(record)
    construction.VariantCount = len(construction.MathGlyphVariantRecord)
    font.setGlyphOrder(font["glyf"].glyphOrder)


def _stand_alone(font: TTFont, name: str) -> None:
    """Let a glyph begin where its room begins, and end there."""
    left, right = _edges(font, [name])
    _place(font, name, shift=-left, advance=right - left)


def _script_primes(font: TTFont) -> None:
    """A prime is always a script: show the form that the font keeps for that."""
    for alternates in _alternates(font, "ssty"):
        for table in font["cmap"].tables:
            for code in map(ord, PRIMES):
                if (prime := table.cmap.get(code)) in alternates:
                    table.cmap[code] = alternates[prime][0]


def _bound_anew(font: TTFont) -> None:
    """Glyphs that are put together from squeezed ones take less room."""
    for name in font.getGlyphOrder():
        if font["glyf"].glyphs[name].isComposite():
            glyph, (advance, _) = font["glyf"][name], font["hmtx"][name]
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (advance, glyph.xMin)


def _alternates(font: TTFont, feature: str) -> Iterator[dict[str, list[str]]]:
    substitutions = font["GSUB"].table
    for record in substitutions.FeatureList.FeatureRecord:
        if record.FeatureTag == feature:
            for index in record.Feature.LookupListIndex:
                for table in substitutions.LookupList.Lookup[index].SubTable:
                    yield getattr(getattr(table, "ExtSubTable", table), "alternates", {})


def _edges(font: TTFont, names: list[str]) -> tuple[int, int]:
    """Leftmost and rightmost coordinate of glyphs that stand above one another."""
    glyphs = [font["glyf"][name] for name in names]
    return min(glyph.xMin for glyph in glyphs), max(glyph.xMax for glyph in glyphs)


def _width(font: TTFont, names: list[str]) -> int:
    left, right = _edges(font, names)
    return right - left


def _place(
    font: TTFont, name: str, *, advance: int = 0, shift: float = 0, scale: float = 1
) -> None:
    """Squeeze and move a glyph sideways; without `advance` it keeps its own."""
    glyph = font["glyf"][name]
    glyph.coordinates.scale((scale, 1))
    glyph.coordinates.translate((shift, 0))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance or font["hmtx"][name][0], glyph.xMin)
