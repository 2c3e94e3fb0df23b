"""Checked numbers: what a number in prose says, and whether a function says the same."""

import pytest

from notes import numbers as checked_numbers


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("6,738,415,616", 6738415616),
        ("212", 212),
        ("−4.595", -4.59512),
        ("-0.17", -0.169971),
        ("43.7%", 0.4368),
        ("0.0051 %", 0.00005093),
        ("6.7B", 6.738e9),
        ("1.4T", 1.4e12),
        ("820K", 819_999),
        ("4.04 × 10²²", 4.043e22),
        ("9.54×10⁻⁷", 0.25**10),
        ("131 万", 1_310_720),
        ("1.3 亿", 130_000_000),
        ("3‰", 0.003),
        ("0.6792", 36 / 53),
    ],
)
def test_a_number_agrees_with_a_value_that_rounds_to_it(shown: str, value: float) -> None:
    assert checked_numbers.agrees(shown, value)


@pytest.mark.parametrize(
    ("shown", "value"),
    [("212", 213), ("6.7B", 6.64e9), ("0.17", -0.17), ("43.7%", 43.7), ("0.680", 36 / 53)],
)
def test_a_number_disagrees_with_any_other_value(shown: str, value: float) -> None:
    assert not checked_numbers.agrees(shown, value)


@pytest.mark.parametrize("shown", ["", "many", "1e9", "3 GB", "1,2,"])
def test_what_is_no_number_is_refused(shown: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        checked_numbers.value_shown(shown)


def test_a_call_reads_numbers_and_words() -> None:
    call = checked_numbers.Call.parse("parameters:7B,8,0.5")
    assert str(call) == "parameters('7B', 8, 0.5)"
    assert checked_numbers.Call.parse("total") == checked_numbers.Call("total", ())


def test_the_page_of_a_note_shows_every_function_under_its_anchor() -> None:
    source = (
        '"""Numbers."""\nimport math\n\n\ndef tau() -> float:\n    return math.tau\n\n\nX = 1\n'
    )
    page = checked_numbers.read(source).shown
    assert "## tau { #tau }" in page
    assert page.count("```python") == 3
    assert "return math.tau" in page
    assert page.rstrip().endswith("X = 1\n````")
