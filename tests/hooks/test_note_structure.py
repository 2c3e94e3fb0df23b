"""The site around the notes: order of the navigation, reading time, addresses, refused HTML."""

from datetime import date

import note_structure
import pytest

TOPICS = {"basics": "基础", "peft": "微调"}


def meta(identifier: str, *requires: str, day: int = 1) -> dict[str, object]:
    return {"id": identifier, "date": date(2026, 11, day), "requires": list(requires)}


def test_navigation_follows_topics_then_prerequisites_then_dates() -> None:
    metas = {
        "peft/lora/index.md": meta("lora", "bias"),
        "basics/activations/index.md": meta("activations", "bias"),
        "basics/bias/index.md": meta("bias", day=2),
        "basics/early/index.md": meta("early"),
    }
    pages = {"index.md", "basics/index.md", "tags.md", "feeds/index.md", "about/decisions.md"}
    assert note_structure.navigation(metas, TOPICS, pages) == [
        "index.md",
        {
            "基础": [
                "basics/index.md",
                "basics/early/index.md",
                "basics/bias/index.md",
                "basics/activations/index.md",
            ]
        },
        {"微调": ["peft/lora/index.md"]},
        "tags.md",
        "feeds/index.md",
        {"关于": ["about/decisions.md"]},
    ]


def test_a_topic_without_notes_is_not_shown() -> None:
    assert note_structure.navigation({}, TOPICS, {"index.md", "basics/index.md"}) == ["index.md"]


def test_reading_time_counts_han_and_words_and_leaves_out_code_and_formulas() -> None:
    html = (
        "<p>" + "字" * 350 + " two words</p><pre>not counted at all</pre>"
        '<span class="arithmatex">\\(not counted\\)</span>'
    )
    assert note_structure.reading_time(html) == {"han": 350, "words": 2, "minutes": 2}


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("basics/bias/", "", "basics/bias/"),
        ("basics/bias/", "basics/bias/", "./"),
        ("basics/bias/", "llama/llama-1/", "../../basics/bias/"),
        ("feeds/new.xml", "basics/bias/", "../../feeds/new.xml"),
        ("", "basics/bias/", "../../"),
    ],
)
def test_addresses_are_relative_to_the_page(target: str, page: str, expected: str) -> None:
    assert note_structure.relative(target, page) == expected


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>好</p><script>x()</script>", "<script>"),
        ('<p onclick="x()">好</p>', "onclick='x()'"),
    ],
)
def test_unsafe_html_is_a_problem(html: str, found: str) -> None:
    (problem,) = note_structure.problems_in_html("a.md", html)
    assert problem.found == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲 $a=b 乙", "$a=b 乙"),
        ("$$\na=b\n", "$$ a=b"),
        ("甲 $a$，$$b", "$$b"),
        ("价格 $5 起", "$5 起"),
    ],
)
def test_a_formula_left_open_is_told_with_its_line(text: str, found: str) -> None:
    (problem,) = note_structure.open_formulas("a.md", f"---\ntitle: $\n---\n\n{text}\n\n$x$\n")
    assert (problem.line, problem.found) == (5, found)


def test_dollars_that_open_nothing_are_no_problem() -> None:
    text = "`$` 和 \\$5，$x$，$$y$$\n\n```\n$$\n```\n\n$$\nz\n$$\n<!-- $ -->\n"
    text += "键 ` 是反引号。\n\n`$x` 和 <code>$x</code>，$i<p$、$j>p$。\n"
    assert list(note_structure.open_formulas("a.md", text)) == []


def test_code_about_scripts_is_no_problem() -> None:
    html = "<pre>&lt;script onclick=1&gt; $$</pre><p>on time = 3, <code>$$</code></p>"
    assert note_structure.problems_in_html("a.md", html) == []
