"""A number is marked as computed only if that very number is compared: every way to point at checks.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from conftest import build_small
from mkdocs.exceptions import Abort, BuildError
from real_notes import NOTES
from site_shell import note

from authoring import checked_numbers
from notes import numbers
from notes.source import Source

CHECKS = "def three():\n    return 3\n\n\ndef twice(x):\n    return 2 * x\n"


COMPARED = {
    "with a class that Markdown gives": "[999](checks.py#three){.headerlink}",
    "HTML with a class that Markdown gives": '<a class="footnote-backref" href="checks.py#three">999</a>',
    "an inline link": "[999](checks.py#three)",
    "with arguments": "[999](checks.py#twice:7)",
    "a title": '[999](checks.py#three "三")',
    "an angled address": "[999](<checks.py#three>)",
    "an angled address and a title": "[999](<checks.py#three> '三')",
    "a reference": "[999][n]\n\n[n]: checks.py#three",
    "a short reference": "[999][]\n\n[999]: checks.py#three",
    "a shortest reference": "[999]\n\n[999]: checks.py#three '三'",
    "this folder": "[999](./checks.py#three)",
    "through another folder": "[999](../one/../{}/checks.py#three)",
    "percent signs": "[999](checks%2Epy#three)",
    "percent signs in the name": "[999](checks.py#%74hree)",
    "bold outside": "**[999](checks.py#three)**",
    "bold inside": "[**999**](checks.py#three)",
    "italic and bold inside": "[***999***](checks.py#three)",
    "code inside": "[`999`](checks.py#three)",
    "a class": "[999](checks.py#three){.big}",
    "an id and data": "[999](checks.py#three){#here data-x=1}",
    "a relation": "[999](checks.py#three){ rel=nofollow }",
    "HTML": '<a href="checks.py#three">999</a>',
    "HTML in quotes of another kind": "<A CLASS='z>w' HREF = 'checks.py#three' >999</A>",
    "HTML without quotes": "<a href=checks.py#three>999</a>",
    "HTML with entities": '<a href="checks&#46;py#&#x74;hree">&#57;99</a>',
    "bold in HTML": "<a href='checks.py#three'><b>9</b>99</a>",
    "a quote": "> [999](checks.py#three)",
    "a box in a list": '- 甲\n\n    !!! note "乙"\n        [999](checks.py#three)',
    "a table": "| a |\n|---|\n| [999](checks.py#three) |",
    "a heading": "## [999](checks.py#three)",
    "a footnote": "甲[^1]。\n\n[^1]: [999](checks.py#three)",
    "a caption": "![图](a.png)\n\n/// figure-caption\n[999](checks.py#three)\n///",
    "a block of HTML": '<div markdown="1">\n[999](checks.py#three)\n</div>',
    "an exclamation mark before it": "真的\\![999](checks.py#three)",
    "a tooltip inside": "[<abbr title='x'>999</abbr>](checks.py#three)",
    "twice, once right": "[3](checks.py#three)、[999](checks.py#three)",
}  # fmt: skip
TOLD = {
    "the page of checks": ("<a href='checks/#three'>999</a>", "不会核对"),
    "the page of checks, asked": ("<a href='checks/?x#three'>999</a>", "不会核对"),
    "the page of checks as a file": ("<a href='checks/index.html#three'>999</a>", "不会核对"),
    "the page of checks as a whole": ("<a href='checks/'>999</a>", "不会核对"),
    "the page of checks in Markdown": ("[999](checks.md#three)", "不会核对"),
    "no such function": ("[999](checks.py#nofn)", "没有函数 nofn"),
    "no such function, a title": ('[999](checks.py#nofn "三")', "没有函数 nofn"),
    "a private function": ("[999](checks.py#_three)", "没有函数 _three"),
    "no function": ("[999](checks.py)", "没有写函数"),
    "an empty function": ("[999](checks.py#)", "没有写函数"),
    "another note's": ("[999](../other/checks.py#three)", "不是这篇自己的"),
    "another note's in HTML": ("<a href='../other/checks.py#three'>999</a>", "不是这篇自己的"),
    "HTML that Markdown does not know": ('<a\nhref="checks.py#three"\n>999</a>', "</a> 没有开头"),
    "capitals": ("<a href='Checks.PY#three'>999</a>", "不是这篇自己的"),
    "a backslash": (r"<a href='.\checks.py#three'>999</a>", "不是这篇自己的"),
    "a question": ("<a href='checks.py?x#three'>999</a>", "不是这篇自己的"),
    "a tab": ("<a href='che&#9;cks.py#three'>999</a>", "不能有地址"),
    "from the root": ("<a href='/checks.py#three'>999</a>", "不是这篇自己的"),
    "words": ("[三](checks.py#three)", "“三”不是数"),
    "a formula": ("[$999$](checks.py#three)", "不是数"),
    "a picture of it": ("[![999](a.png)](checks.py#three)", "不是数"),
    "a raised digit": ("[10<sup>3</sup>](checks.py#three)", "不只是一个数"),
    "a digit struck out": ("[9~~9~~](checks.py#three)", "不只是一个数"),
    "an image of the file": ("![999](checks.py#three)", "checks.py#three 不是图"),
    "an autolink": ("<checks.py#three>", "不能有 <checks.py#three>"),
    "the mark itself": ("[999](#x){.checked-number}\n\n<p id=x>甲</p>", "checked-number"),
    "the mark itself in HTML": ("<a class='a checked-number'>999</a>", "checked-number"),
    "the mark on something else": ("<b class=checked-number>999</b>", "checked-number"),
    "a frame": ("<iframe src='checks.py#three'></iframe>", "不能有 <iframe>"),
}  # fmt: skip
NEITHER = {
    "code": "`[999](checks.py#three)`",
    "a block of code": "```markdown\n[999](checks.py#three)\n```",
    "a comment": "甲 <!-- [999](checks.py#three) -->",
    "an escape": r"\[999](checks.py#three)",
    "another site": "[999](https://example.org/checks.py#three)",
    "another site without its scheme": "<a href='//example.org/checks.py#three'>999</a>",
    "the page of checks, in words": "[算法](checks.md#three)",
    "the file itself": "[算法](checks.py)",
    "another file": "<a href='mychecks.py#three'>999</a>",
}


def identifier(number: int) -> str:
    return f"way-{number}"


def write(folder: dict[str, str]) -> dict[str, str | bytes]:
    """A note for each way, by its identifier, each with its own checks.py."""
    files: dict[str, str | bytes] = {"basics/other/index.md": note("other")}
    for name, body in folder.items():
        files[f"basics/{name}/index.md"] = note(name, body=body.replace("{}", name))
        files[f"basics/{name}/checks.py"] = CHECKS
        files[f"basics/{name}/mychecks.py"] = CHECKS
        files[f"basics/{name}/a.png"] = b""
    return files


def compared(path: Path) -> list[str]:
    """What `make check` and the suite find wrong with the numbers of a note."""
    source = Source(path, str(path), path.read_text("utf-8"))
    return list(map(str, checked_numbers.disagreeing(source)))


def marked(html: Path) -> list[str]:
    root = lxml.html.document_fromstring(html.read_text("utf-8"))
    return [link.text_content() for link in root.find_class("checked-number")]


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of everything that is not told, and beside it its sources."""
    ways = {**COMPARED, **NEITHER}
    bodies = {identifier(number): body for number, body in enumerate(ways.values())}
    return build_small(tmp_path_factory.mktemp("numbers"), write(bodies))


@pytest.mark.parametrize("way", COMPARED)
def test_what_is_marked_is_compared(accepted: Path, way: str) -> None:
    name = identifier(list(COMPARED).index(way))
    assert "999" in marked(accepted / "basics" / name / "index.html")
    assert len(marked(accepted / "basics" / name / "index.html")) == COMPARED[way].count("checks")
    (wrong,) = compared(accepted.parent / "docs" / "basics" / name / "index.md")
    assert "R9 999 与函数不符" in wrong


@pytest.mark.parametrize("way", NEITHER)
def test_what_is_not_a_link_to_checks_is_neither_marked_nor_compared(
    accepted: Path, way: str
) -> None:
    name = identifier(len(COMPARED) + list(NEITHER).index(way))
    assert marked(accepted / "basics" / name / "index.html") == []
    assert compared(accepted.parent / "docs" / "basics" / name / "index.md") == []


def test_every_other_way_is_told(make_site: Callable[..., Path]) -> None:
    bodies = {identifier(number): body for number, (body, _) in enumerate(TOLD.values())}
    with pytest.raises((BuildError, Abort)) as caught:
        make_site(write(bodies))
    log = "\n".join(caught.value.__notes__)
    for number, (way, (_, message)) in enumerate(TOLD.items()):
        about = [line for line in log.splitlines() if f"/{identifier(number)}/index.md" in line]
        assert any(message in line for line in about), (way, about)


@pytest.mark.parametrize("source", NOTES, ids=lambda path: path.parent.name)
def test_the_numbers_marked_in_a_note_are_those_compared(site: Path, source: Path) -> None:
    text = Source(source, source.name, source.read_text("utf-8"))
    checks = source.with_name("checks.py")
    functions = tuple(numbers.functions(checks.read_text("utf-8"))) if checks.exists() else ()
    facts = checked_numbers.marked(text, functions)
    folder = source.parent.relative_to(source.parents[2])
    assert [number.shown for number in facts.numbers] == [
        shown.strip() for shown in marked(site / folder / "index.html")
    ]
