"""Where Markdown belongs that lies where no note is read."""

from __future__ import annotations

import pytest

from notes import belongs

TOPICS = ("basics", "peft")


@pytest.mark.parametrize(
    "source",
    [
        "index.md",
        "glossary.md",
        "sources.md",
        "feeds/index.md",
        "basics/index.md",
        "basics/one/index.md",
        "cooking/one/index.md",  # whose topic is told to be unknown
        "about/index.md",
        "about/decisions.md",
        "basics/one/checks.py",
        "basics/one/figure_a.svg",
        "robots.txt",
    ],
)
def test_what_lies_right_stays(source: str) -> None:
    assert belongs(source, TOPICS) == ""


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("one.md", "<主题>/one/index.md"),
        ("README.md", "index.md"),
        ("basics/one.md", "basics/one/index.md"),
        ("basics/One.markdown", "basics/one/index.md"),
        ("basics/README.md", "basics/index.md"),
        ("basics/Index.md", "basics/index.md"),
        ("basics/one/README.md", "basics/one/index.md"),
        ("basics/one/readme.MD", "basics/one/index.md"),
        ("basics/one/index.markdown", "basics/one/index.md"),
        ("basics/one/index.MD", "basics/one/index.md"),
        ("basics/one/Index.md", "basics/one/index.md"),
        ("basics/one/INDEX.MD", "basics/one/index.md"),
        ("basics/one/more.md", "basics/more/index.md"),
        ("basics/one/checks.md", "basics/checks/index.md"),
        ("basics/deep/one/index.md", "basics/one/index.md"),
        ("basics/deep/deeper/one.md", "basics/one/index.md"),
        ("cooking/one.md", "<主题>/one/index.md"),
        ("cooking/index.md", "<主题>/index.md"),
        ("feeds/one.md", "<主题>/one/index.md"),
        ("about/README.md", "about/index.md"),
        ("about/old/history.markdown", "about/history.md"),
    ],
)
def test_what_lies_elsewhere_is_told_its_place(source: str, place: str) -> None:
    assert belongs(source, TOPICS) == place
