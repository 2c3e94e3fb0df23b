"""The Markdown of a note elsewhere: complete, with links that work, nothing changed within code."""

from __future__ import annotations

import pytest

from notes import references
from notes.copy import Copy, absolute, copied

SITE = "https://example.org/notes/"
SOURCE = "basics/one/index.md"
ADDRESSES = {
    SOURCE: "basics/one/",
    "peft/lora/index.md": "peft/lora/",
    "glossary.md": "glossary/",
    "basics/one/figure_a.svg": "basics/one/figure_a.svg",
}
BIB = references.read(
    "references.bib", "@misc{key, author={Hu, A.}, title={T}, year=2021, eprint={2106.09685}}"
)[0]


def copy(body: str) -> Copy:
    return copied(body, BIB, lambda target: absolute(target, SOURCE, ADDRESSES.get, SITE))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("[5](checks.py#loss:3,0.1)", "[5](https://example.org/notes/basics/one/checks/#loss)"),
        ("[5](<./checks.py#loss> '题')", "[5](<https://example.org/notes/basics/one/checks/#loss> '题')"),
        ("[5](%63hecks.py#f%3A3)", "[5](https://example.org/notes/basics/one/checks/#f)"),
        ("[甲](../two/checks.py)", "[甲](https://example.org/notes/basics/two/checks/)"),
        ("[甲](../../peft/lora/index.md)", "[甲](https://example.org/notes/peft/lora/)"),
        ("[甲](../../glossary.md#lora)", "[甲](https://example.org/notes/glossary/#lora)"),
        ("[上](#算一遍)", "[上](https://example.org/notes/basics/one/#算一遍)"),
        ('见<a href="../../glossary.md#lora">甲</a>。', '见<a href="https://example.org/notes/glossary/#lora">甲</a>。'),
        ("<p><a\nhref='figure_a.svg'>图</a></p>", "<p><a\nhref='https://example.org/notes/basics/one/figure_a.svg'>图</a></p>"),
        ("[外](https://a.org/x)", "[外](https://a.org/x)"),
        ("[甲][x]\n\n[x]: ../../peft/lora/index.md", "[甲][x]\n\n[x]: https://example.org/notes/peft/lora/"),
        (
            "![图](figure_a.svg){ element=live }\n\n/// figure-caption\n说明。\n///\n\n文。",
            "![图](https://example.org/notes/basics/one/figure_a.svg)\n\n说明。\n\n文。",
        ),
        ("## 节 { #x .wide }\n\n文。", "## 节\n\n文。"),
        ("甲。\n\n<!-- more -->\n\n乙。<!-- 草稿 -->", "甲。\n\n乙。"),
        ("<!-- not run: 慢 -->\n\n```python\nx\n```", "```python\nx\n```"),
        ("见 [@key]。", "见[^key]。\n\n[^key]: Hu A. (2021). *T*. [arXiv:2106.09685](https://arxiv.org/abs/2106.09685)"),
    ],
)  # fmt: skip
def test_what_only_this_site_reads_is_written_for_others(body: str, text: str) -> None:
    assert copy(body).text == f"{text}\n"


def test_footnotes_of_notes_that_follow_each_other_keep_apart() -> None:
    text = copy("见 [@key]，`[^key]`。[^1]\n\n[^1]: 注。").apart("one")
    assert text.startswith(
        "见[^one-key]，`[^key]`。[^one-1]\n\n[^one-1]: 注。\n\n[^one-key]: Hu A."
    )


@pytest.mark.parametrize(
    "code", ["[5](checks.py#f)", "![a](b.svg){ element=x }", "<!-- not run: x -->", "[@key]", "/// figure-caption"]
)  # fmt: skip
@pytest.mark.parametrize("block", ["`{}`", "```text\n{}\n```", "    {}", "> ~~~\n> {}\n> ~~~"])
def test_code_is_copied_as_it_is(block: str, code: str) -> None:
    body = f"文。\n\n{block.format(code)}"
    assert copy(body).text == f"{body}\n"
