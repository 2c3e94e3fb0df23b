"""The math font with all its signs, which takes seconds to make."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from pages import math_font, subset_font


@pytest.fixture(scope="session")
def whole_font() -> bytes:
    return subset_font.subset(math_font.characters())


@pytest.fixture(scope="session")
def font(whole_font: bytes) -> TTFont:
    return TTFont(io.BytesIO(whole_font))
