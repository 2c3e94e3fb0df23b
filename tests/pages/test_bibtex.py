"""An entry that programs can read and LaTeX prints as it was written."""

from __future__ import annotations

from datetime import date

import pytest
from pybtex.database import parse_string

from pages import bibtex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&D", r"R\&D"),
        ("100%", r"100\%"),
        ("C# 与 #1", r"C\# 与 \#1"),
        ("top_p", r"top\_p"),
        ("$5", r"\$5"),
        ("~", r"\textasciitilde{}"),
        ("x^2", r"x\textasciicircum{}2"),
        ("{a}", r"\textbraceleft{}a\textbraceright{}"),
        (r"C:\n", r"C:\textbackslash{}n"),
        ("中文：“引号”——<b>", "中文：“引号”——<b>"),
    ],
)
def test_signs_of_latex_are_text(text: str, expected: str) -> None:
    assert bibtex.escaped(text) == expected


def test_programs_read_every_field_whatever_it_holds() -> None:
    signs = '}{ R&D #1, "100%" = {a_b} \\ ~ ^ $'
    text = bibtex.entry(
        "site-one",
        authors=[signs, "鲁迅"],
        title=signs,
        published=date(2026, 11, 24),
        url="https://example.org/a_b/%7E/",
        site=signs,
        updated=date(2027, 1, 2),
    )
    (read,) = parse_string(text, "bibtex").entries.values()
    assert read.key == "site-one"
    assert read.type == "misc"
    assert [person.last_names for person in read.persons["author"]] == [
        [f"{{{bibtex.escaped(signs)}}}"], ["{鲁迅}"]
    ]  # fmt: skip
    assert dict(read.fields) == {
        "title": f"{{{bibtex.escaped(signs)}}}",
        "year": "2026",
        "url": "https://example.org/a_b/%7E/",
        "note": f"{bibtex.escaped(signs)}, 2027-01-02",
    }
