"""Mistakes in a note stop the build, all at once, each with a message that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import feedparser
import lxml.html
import pytest
from mkdocs.exceptions import Abort, BuildError
from site_shell import note


def messages(make_site: Callable[..., Path], files: dict[str, str | bytes]) -> str:
    with pytest.raises((BuildError, Abort, AssertionError)) as caught:
        make_site(files)
    log = "\n".join(getattr(caught.value, "__notes__", []))
    return f"{log}\n{caught.value}"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("公式 $\\nosuchcommand x$。", "formula: expected TeX"),
        (
            "$$\n\\frac{a}{b}\n\n没有结束。",
            "ERROR docs/basics/one/index.md:11: formula: expected a $ or $$ that closes it",
        ),
        ("[断链](../none/index.md)", "none/index.md"),
        ("[断锚](#nowhere)", "nowhere"),
        ("![图](missing.png)", "missing.png"),
        ("<script>alert(1)</script>", "HTML: expected no script in a note"),
        ("<p onclick='x()'>点我</p>", "HTML: expected no event handler in a note, found onclick"),
        (
            '<img/onerror=x() src=x alt="x">',
            "HTML: expected no event handler in a note, found onerror",
        ),
        ("[点](javascript:x())", "HTML: expected no event handler in a note, found href"),
        ("", "text: expected a note, found nothing after the front matter"),
        (
            "说法[@nobody2020]。",
            "index.md:11: citation: expected a key of docs/references.bib, found nobody2020",
        ),
        (
            "[3](checks.py#three)",
            "index.md:11: checked number: expected one of the functions (there is no checks",
        ),
    ],
)
def test_a_mistake_in_the_text_is_told(
    make_site: Callable[..., Path], body: str, message: str
) -> None:
    assert message in messages(make_site, {"basics/one/index.md": note(body=body)})


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"basics/one/index.md": "正文，没有元数据。"}, "front matter: expected a block between"),
        ({"basics/one/index.md": b"---\nid: one\n---\n\xb8\xd0"}, "encoding: expected UTF-8"),
        ({"basics/one/index.md": note(body="控制\x0b字符")}, "found the control character U+000B"),
        ({"cooking/one/index.md": note()}, "topic folder: expected one of basics"),
        (
            {"basics/one/index.md": note(), "basics/two/index.md": note()},
            "basics/two/index.md:2: id: expected an id of its own, found one, as in basics/one/index.md",
        ),
        (
            {
                "basics/one/index.md": note(requires="[two]"),
                "basics/two/index.md": note("two", requires="[one]"),
            },
            "expected notes that do not require each other in a circle",
        ),
        ({"basics/one/index.md": note().replace("2026", "2999")}, "expected no day after today"),
    ],
    ids=["no front matter", "not UTF-8", "control", "topic", "duplicate", "circle", "future"],
)
def test_a_mistake_in_a_file_is_told(
    make_site: Callable[..., Path], files: dict[str, str | bytes], message: str
) -> None:
    assert message in messages(make_site, files)


def test_mistakes_in_several_notes_are_told_in_one_run_and_nothing_is_written(
    make_site: Callable[..., Path], tmp_path: Path
) -> None:
    log = messages(
        make_site,
        {
            "basics/one/index.md": note(body="$\\nosuchcommand$"),
            "peft/two/index.md": note("two").replace("tags: [测试]", "tags: 测试"),
            "llama/three/index.md": note("three", body="<script>1</script>"),
        },
    )
    for place in ("basics/one/index.md:11", "peft/two/index.md:6: tags", "llama/three/index.md"):
        assert place in log
    assert not list((tmp_path / "site").glob("**/*.html"))


@pytest.mark.parametrize("title", ["R&D", "a < b", "结束 ]]> 了", "火箭 🚀"])
def test_a_title_may_hold_any_character(make_site: Callable[..., Path], title: str) -> None:
    site = make_site({"basics/one/index.md": note(title=f'"{title}"')})
    for feed in ("feeds/new.xml", "feed_rss_created.xml"):
        assert feedparser.parse(site / feed).entries[0].title == title


def test_a_description_stands_in_the_page_as_it_was_written(make_site: Callable[..., Path]) -> None:
    described = note().replace("一句话", """'什么是 "注意力" <b> & 为什么'""")
    page = lxml.html.parse(make_site({"basics/one/index.md": described}) / "basics/one/index.html")
    assert page.xpath("//meta[@name='description']/@content") == ['什么是 "注意力" <b> & 为什么']
    assert not page.xpath("//head/b | //body/b")


def test_a_title_with_a_colon_names_the_page_of_its_numbers(make_site: Callable[..., Path]) -> None:
    files = {
        "basics/one/index.md": note(title="'LoRA: #1'", body="[3](checks.py#three)"),
        "basics/one/checks.py": "def three():\n    return 3\n",
    }
    page = lxml.html.parse(make_site(files) / "basics/one/checks/index.html")
    assert page.xpath("string(//title)").startswith("LoRA: #1：数字的来历")
    assert "search" not in page.xpath("string(//article)")


def test_a_note_is_not_missed_because_it_is_wrong(make_site: Callable[..., Path]) -> None:
    wrong = note().replace("tags: [测试]", "tags: 测试")
    told = messages(
        make_site,
        {"basics/one/index.md": wrong, "basics/two/index.md": note("two", requires="[one]")},
    )
    assert "1 problem(s)" in told


def test_mistakes_in_one_front_matter_are_told_at_their_lines(
    make_site: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    wrong = note(requires="[none]").replace("tags: [测试]", "tags: 测试\nauthor: 我")
    told = messages(make_site, {"basics/one/index.md": wrong})
    for place in (":6: tags: ", ":7: author: ", ":9: requires: "):
        assert f"ERROR docs/basics/one/index.md{place}" in told
    assert "::error file=docs/basics/one/index.md,line=6::" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["glossary.yml", "notation.yml", "references.bib", "authors.yml"])
def test_a_file_that_all_notes_share_is_named_when_it_is_wrong(
    make_site: Callable[..., Path], name: str
) -> None:
    told = messages(make_site, {"basics/one/index.md": note(), name: "@x{[: y"})
    assert f"docs/{name}: " in told


def test_a_topic_has_a_page(make_site: Callable[..., Path]) -> None:
    topics = {"extra": {"topics": {"nlp": "语言"}}}
    with pytest.raises((BuildError, Abort)) as caught:
        make_site({"nlp/one/index.md": note()}, **topics)
    assert "nlp/index.md: topic: expected a page" in "\n".join(caught.value.__notes__)


def test_without_notes_the_site_builds_and_its_feeds_are_valid_and_empty(
    make_site: Callable[..., Path],
) -> None:
    site = make_site({})
    assert "INCOMING TRANSMISSION" in (site / "index.html").read_text("utf-8").upper()
    for name in ("feeds/new.xml", "feeds/updates.xml", "feed_rss_created.xml"):
        feed = feedparser.parse(site / name)
        assert not feed.bozo, name
        assert feed.entries == []
