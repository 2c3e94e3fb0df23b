"""What a build would say of a note's text is said without one, in the same words and places."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_shell import ROOT, note

from authoring import as_page
from notes.source import Source


def told(text: str) -> list[str]:
    source = Source(Path("index.md"), "index.md", text)
    return [str(problem) for problem in as_page.problems([source], ROOT)]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("见 **没有结束。", "index.md:11:3 正文 没有成为粗体：**没有结束。 → 两头各写 **"),
        ("设 $ x $，又 $ y$。", "index.md:11:3 公式 两端有空格：$ x $"),
        ("设 $ x $，又 $ y$。", "index.md:11:11 公式 两端有空格：$ y$。"),
        ("> $$\n> a + \\nosuch\n> $$", "index.md:12:7 公式 画不出 a + \\nosuch：没有"),
        ("词元 <pad> 与 <s>。", "index.md:11:4 HTML 笔记里不能有 <pad> → 删去它"),
        ("词元 <pad> 与 <s>。", "index.md:11:12 HTML 笔记里不能有 <s> → 删去它"),
        ("| 甲 |\n|---|\n| $|x|$ |", "index.md:13:1 正文 表格这一行的格数比表头多"),
        ("[^a]: 短\n\n文[^a]。\n\n> [^a]: 又", "index.md:11:7 正文 页面上没有 短 → 看看"),
        ("- [ ] 要做", "index.md:11:3 正文 不是这里的写法：[ ] 要做 → 没有任务列表"),
        ("见 [@nobody2020]。", "index.md:11:3 引用 docs/references.bib 里没有 nobody2020"),
        ("```python\nx", "index.md:11:1 正文 代码块没有结束"),
        (
            "## DeepFM 原理\n\n[见](#DeepFM-原理)",
            "index.md:13:5 链接 这一页没有 #DeepFM-原理 → 改成 #deepfm-原理",
        ),
    ],
)
def test_what_the_page_would_not_show_is_told_where_it_stands(body: str, message: str) -> None:
    assert any(one.startswith(message) for one in told(note(body=body))), told(note(body=body))


def test_what_is_wrong_twice_is_told_at_both_places() -> None:
    body = "k，[甲](#无)，$\\no$，*x*{\\k}\n\n`$\\no$`，`{\\k}`\n\n[乙](#无)，$\\no$，*x*{\\k}"
    places = {"11:7 链接", "11:12 公式", "11:20 HTML", "15:5 链接", "15:10 公式", "15:18 HTML"}
    found = (" ".join(one.split(" ")[:2]) for one in told(note(body=body)))
    assert {one.removeprefix("index.md:") for one in found} == places


def test_so_is_what_an_excerpt_would_not_show() -> None:
    text = note().replace("tags:", "excerpt: 见 **没有结束，$\\nosuch$，$ x $。\ntags:")
    open_formula, formula, bold = told(text)
    assert open_formula.startswith("index.md:6 excerpt 两端有空格：$ x $。")
    assert bold.startswith("index.md:6 excerpt 没有成为粗体：")
    assert formula.startswith("index.md:6 excerpt 画不出 \\nosuch：")


def test_nothing_is_told_that_needs_other_files() -> None:
    body = "![图](figure_a.svg){ element=none } [甲](../none/) [3](checks.py#three) [@hu2021lora]"
    assert told(note(body=body)) == []


def test_links_to_sections_and_notes_that_there_are_not_are_told(tmp_path: Path) -> None:
    bodies = {
        "one": "[二](../two/index.md#有)，[二](../two/index.md#无)\n\n[三](../three/index.md#无)",
        "two": "## 有\n\n[一](../one/index.md)",
    }
    sources = []
    for name, body in bodies.items():
        path = tmp_path / name / "index.md"
        path.parent.mkdir()
        path.write_text(note(name, body=body), encoding="utf-8")
        sources.append(Source(path, f"{name}/index.md", note(name, body=body)))
    assert [str(one) for one in as_page.problems(sources, ROOT)] == [
        "one/index.md:11:28 链接 那一页没有 #无 → 改成有的标题的地址",
        "one/index.md:13:5 链接 没有 ../three/index.md#无 → 改正地址，或删去链接",
    ]
