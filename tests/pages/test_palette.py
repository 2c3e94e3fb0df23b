"""Figures have the colours that the site's style sheet gives them on light paper."""

from __future__ import annotations

import re

from pages import palette


def test_colours_are_those_of_light_paper_whoever_they_are_named_after() -> None:
    tokens = ":root {\n  --light-second: #000002;\n}\n"
    tokens += "".join(f"  --figure-{name}: #00000{i};\n" for i, name in enumerate(palette.COLOURS))
    tokens += "  --second: var(--light-second);\n  --figure-second: var(--second);\n"
    tokens += '[data-md-color-scheme="slate"] {\n  --figure-ink: #ffffff;\n}\n'
    assert palette.palette(tokens)["second"] == "#000002"
    assert palette.palette(tokens)["ink"] == "#000000"


def test_every_colour_of_a_figure_is_told_apart() -> None:
    """Else one would take the other's place in the dark."""
    assert len(set(palette.PALETTE.values())) == len(palette.COLOURS)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for value in palette.PALETTE.values())
