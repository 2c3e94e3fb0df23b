"""Subsets of the math font, fitted to browsers, each made in a millisecond or two."""

from __future__ import annotations

import io
from functools import cache

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

from pages import stretchy_glyphs
from pages.math_font import characters, source

# Not `ssty`: script-size alternates would add 45 KB for a difference of hairlines.
FEATURES = ["dtls", "kern", "liga", "ccmp", "mark"]

COPYRIGHT = 0
"""Of its names the one that a copy has to have."""


def subset(signs: frozenset[str]) -> bytes:
    """WOFF of these signs, with the sizes and pieces of those that grow; same bytes always."""
    asked = _asked(signs)
    # A browser lays formulas out by the font that has the space; no other needs how.
    if " " not in signs:
        asked.drop_table_tag_set.add(_tag("MATH"))
    font = SFNTReader(io.BytesIO(_bytes(hb.subset(_fitted(), asked))))
    target = io.BytesIO()
    packed = SFNTWriter(target, len(font.tables), font.sfntVersion, flavor="woff")
    for tag in font.tables:
        packed[tag] = font[tag]
    packed.close()
    return target.getvalue()


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
    asked.name_id_set.clear()
    asked.name_id_set.add(COPYRIGHT)
    asked.layout_feature_tag_set.clear()
    asked.layout_feature_tag_set.update(map(_tag, FEATURES))
    return asked


def _tag(name: str) -> int:
    return int.from_bytes(name.encode())


def _bytes(face: hb.Face) -> bytes:
    return bytes(face.blob.data)
