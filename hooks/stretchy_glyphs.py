"""Glyphs of the math font made to suit how browsers lay formulas out.

Chromium gives every stretched sign the width of its widest form, so a bracket of two lines stands
in the room of one that fills a page, and a short root is followed by a hole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont

FENCES = "()[]{}⌊⌋⌈⌉⟨⟩⟦⟧"
TALLEST = 2200
"""Thousandths of an em: taller fences are put together from pieces."""
BEARING = 65
ROOT_WIDTH = 850
LABEL_RISE = 560
"""Height of the text on an arrow; what the font asks for would leave an empty line below it."""


def suit_browsers(font: TTFont) -> None:
    """Even widths of fences and roots, arrows that stretch, primes in script size."""
    sizes, pieces = font["MATH"].table.MathVariants, font.getBestCmap()
    coverage = sizes.VertGlyphCoverage.glyphs
    for character in FENCES:
        _equal_widths(font, sizes.VertGlyphConstruction[coverage.index(pieces[ord(character)])])
    _narrow_roots(font, sizes.VertGlyphConstruction[coverage.index(pieces[ord("√")])])
    for construction in sizes.HorizGlyphConstruction:
        _join_arrow_heads(construction)
    font["MATH"].table.MathConstants.StretchStackTopShiftUp.Value = LABEL_RISE
    _script_prime(font)


def _equal_widths(font: TTFont, construction: Any) -> None:
    """Centre each size of a fence, its base apart, in the room of the widest one that is kept."""
    base, *larger = construction.MathGlyphVariantRecord
    larger = [record for record in larger if record.AdvanceMeasurement <= TALLEST]
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
        room = widest + 2 * BEARING
        for name in names:
            _place(font, name, shift=(room - right - left) // 2, advance=room)


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


def _script_prime(font: TTFont) -> None:
    """A prime is always a script: show the form that the font keeps for that."""
    for alternates in _alternates(font, "ssty"):
        for table in font["cmap"].tables:
            prime = table.cmap.get(0x2032)
            if prime in alternates:
                table.cmap[0x2032] = alternates[prime][0]


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
