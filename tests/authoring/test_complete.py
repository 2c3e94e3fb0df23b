"""What belongs to the notes besides their text is told when it is missing: at its line, in seconds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from site_shell import ROOT, note

from authoring import complete, figures, text_room, vocabulary
from notes.source import Source
from notes.terms import Term

BODY = "归一化（normalization）除以 $r$。\n"
GLOSSARY = "- {term: 归一化, english: normalization, note: one, meaning: 除以均方根。}\n"
NOTATION = "common:\n  - {symbol: $d$, meaning: 宽度, shape: 整数}\nnotes:\n  one:\n"
ROW = "    - {symbol: $r$, meaning: 均方根, shape: 正数}\n"
DRAW = """from authoring.drawing import figure

def draw():
    sheet = figure(2)
    sheet.text(0.5, 0.5, "{words}")
    return sheet
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one note that lacks nothing."""
    for name, text in {
        "docs/basics/one/index.md": note(body=BODY),
        "docs/glossary.yml": GLOSSARY,
        "docs/notation.yml": NOTATION + ROW,
        "docs/references.bib": "",
        "docs/authors.yml": "editors: {name: 编辑部, kind: organization}\n",
        "docs/assets/styles/note.css": "",
        "tests/published.json": json.dumps({"addresses": ["basics/one/"], "ids": {}}),
    }.items():
        write(tmp_path, name, text)
    monkeypatch.setattr(figures, "CACHE", tmp_path / ".cache")
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def told(root: Path) -> list[str]:
    return list(map(str, complete.problems(root)))


def test_the_real_notes_lack_nothing() -> None:
    assert told(ROOT) == []


def test_a_note_that_has_all_is_left_alone(root: Path) -> None:
    assert told(root) == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("docs/notation.yml", NOTATION.replace("one:", "{}"),
                     "docs/basics/one/index.md:1 R15 符号表里没有这篇笔记 → 在 docs/notation.yml", id="note"),
        pytest.param("docs/notation.yml", NOTATION + ROW + "  two: []\n",
                     "docs/notation.yml:6 R15 没有 id 是 two 的笔记", id="no such note"),
        pytest.param("docs/notation.yml", NOTATION + ROW.replace("shape", "unit"),
                     "docs/notation.yml:5 R15 没有 unit 这个键", id="key"),
        pytest.param("docs/notation.yml", NOTATION + ROW.replace("$r$", "$q$"),
                     "docs/notation.yml:5 R15 docs/basics/one/index.md 的公式里没有 q", id="unused"),
        pytest.param("docs/notation.yml", NOTATION + ROW.replace("$r$", "$d$"),
                     "docs/notation.yml:5 R15 d 已经是各篇共用的符号", id="common"),
        pytest.param("docs/notation.yml", NOTATION + ROW + ROW,
                     "docs/notation.yml:6 R15 r 写了两次", id="twice"),
        pytest.param("docs/glossary.yml", GLOSSARY + GLOSSARY.replace("归一化, english: n", "norm, english: N"),
                     "docs/glossary.yml:2 R3 normalization 也是第 1 行那一条的名字", id="two meanings"),
        pytest.param("docs/glossary.yml", GLOSSARY + "- {term: r, english: root, note: one, meaning: 均方根的值。}\n"
                     "- {term: $, english: bias, note: one, meaning: 加上去的数。}\n",
                     "docs/glossary.yml:3 R3 $（bias）排在 root 后面", id="order"),
        pytest.param("docs/glossary.yml", GLOSSARY.replace("note: one", "note: two"),
                     "docs/glossary.yml:1 R3 归一化：没有 id 是 two 的笔记", id="explained nowhere"),
        pytest.param("docs/glossary.yml", GLOSSARY.replace("meaning", "means"),
                     "docs/glossary.yml:1 R3 没有 means 这个键", id="wrong key"),
        pytest.param("docs/glossary.yml", GLOSSARY.replace("均方根。", "均方根"),
                     "docs/glossary.yml:1 R3 归一化：meaning 有 5 个字", id="no sentence"),
        pytest.param("docs/basics/one/index.md", note(body=BODY.replace("（normalization）", "`[归一化](../)`")),
                     "docs/basics/one/index.md:11:1 R3 归一化 第一次出现，没有写英文 → 归一化（normalization）",
                     id="english"),
        pytest.param("docs/references.bib", "@misc{b, author={A, B}, title={T}, year=2021, doi={10.1000/1}}",
                     "docs/references.bib:1 R16 没有笔记引用 b", id="source"),
        pytest.param("docs/basics/one/checks.py", "", "docs/basics/one/index.md:1 地址 basics/one/checks/ 还没有记下",
                     id="address"),
        pytest.param("docs/basics/one/index.md", note(body=BODY).replace("tags: [", "tag: ["),
                     "docs/basics/one/index.md:6 tag 没有这个键", id="front matter"),
        pytest.param("docs/basics/two/index.md", note("one"), "docs/basics/two/index.md:2 id one 已经是", id="same id"),
        pytest.param("tests/published.json", json.dumps({"ids": {"basics/one/": "tag:a:one", "basics/two/": "tag:a:two"}}),
                     "tests/published.json 地址 basics/two/ 发布过，现在没有了", id="lost"),
        pytest.param("docs/basics/one/index.md", note(body=BODY + '\n![图](a.svg){ element="a-dial" }'),
                     "docs/basics/one/index.md:13:12 图 a-dial 在页上还没有留地方 → make rooms", id="room"),
        pytest.param("docs/basics/one/index.md", note(body=BODY + "\n![图](a.svg){ element=a-dial }"),
                     "docs/basics/one/index.md:13:12 图 没有测试比对 a-dial", id="cases"),
        pytest.param("docs/basics/one/figure_a.py", "def draw():\n    return 1 / 0\n",
                     "docs/basics/one/figure_a.py:2 图 画不出来：ZeroDivisionError", id="script"),
        pytest.param("docs/basics/one/figure_a.py", DRAW.format(words="一"),
                     "docs/basics/one/figure_a.svg:1 图 不是 figure_a.py 现在画的 → make figures", id="figure"),
    ],
)  # fmt: skip
def test_what_a_note_lacks_is_told_at_its_line(
    root: Path, name: str, text: str, message: str
) -> None:
    write(root, name, text)
    assert any(one.startswith(message) for one in told(root)), told(root)


def test_a_live_figure_has_settings_worth_seeing_and_room_in_all_sizes(root: Path) -> None:
    write(root, "docs/assets/elements/a-dial.js", "class Dial { static controls = []; }\n")
    write(root, "docs/assets/styles/note.css", "\na-dial {\n  --rows: 1rem;\n  --shape: 1;\n}\n")
    write(root, "docs/basics/one/index.md", note(body=BODY + "\n![图](a.svg){ element=a-dial }"))
    found = "\n".join(told(root))
    assert "index.md:13:12 图 docs/assets/elements/a-dial.js 没有给出值得看的设置" in found
    assert "index.md:13:12 图 a-dial 在页上还没有留地方" in found


def test_a_draft_need_not_have_it_yet(root: Path) -> None:
    draft = note("two", body="归一化。").replace("tags:", "draft: true\ntags:")
    write(root, "docs/basics/two/index.md", draft)
    assert told(root) == []


@pytest.mark.parametrize(
    "key", ["draft: true", "changes: [{date: 2026-11-25, kind: withdrawal, what: 不成立}]"]
)
def test_a_source_may_be_cited_by_what_is_not_listed(root: Path, key: str) -> None:
    text = note("two", body="正文。[@b]").replace("tags:", f"{key}\ntags:")
    write(root, "docs/basics/two/index.md", text)
    write(
        root,
        "docs/references.bib",
        "@misc{b, author={A, B}, title={T}, year=2021, doi={10.1000/1}}",
    )
    assert told(root) == []


@pytest.mark.parametrize(
    ("text", "within", "missing"),
    [
        ("然后归一化。", [], True),
        ("然后归一化。", ["然后"], False),
        ("然后归一化，后归一化（post-norm）也是。", ["然后归一化"], False),
        ("然后归一化，后归一化也是。", ["然后归一化"], True),
        ("然后归一化。\n\n后归一化也是。", ["然后归一化"], True),
    ],
)
def test_a_term_is_no_part_of_the_words_that_are_listed(
    tmp_path: Path, text: str, within: list[str], missing: bool
) -> None:
    term = Term(term="后归一化", english="post-norm", meaning="", note="", within=tuple(within))
    source = Source(tmp_path, "one", note(body=text))
    assert bool(list(vocabulary.unexplained(source, [term]))) == missing


def test_a_figure_is_drawn_once_and_again_when_what_it_draws_with_changes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = root / "docs/basics/one/figure_a.py"
    write(root, "docs/basics/one/figure_a.py", DRAW.format(words="一"))
    for expected in ("画好了 docs/basics/one/figure_a.svg\n", ""):
        assert figures.main(root) == 0
        assert capsys.readouterr().out == expected
    assert "一" in script.with_suffix(".svg").read_text("utf-8")
    assert told(root) == []
    write(root, "docs/basics/one/figure_a.py", DRAW.format(words="二"))
    figures.main(root)
    assert "二" in script.with_suffix(".svg").read_text("utf-8")


TEXT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 396 100"><text font-size="13px" text-anchor="{1}" x="{2}" y="50" transform="rotate({3} {2} 50)">{0}</text></svg>'


@pytest.mark.parametrize(
    ("words", "anchor", "x", "turn", "is_cut"),
    [
        ("一二三四", "start", 340, 0, False),
        ("一二三四五", "start", 340, 0, True),
        ("一二三四五", "end", 340, 0, False),
        ("一二三四五", "end", 60, 0, True),
        ("一二三四五", "middle", 40, 0, False),
        ("一二三四五六七", "middle", 40, 0, True),
        ("一二三四五六七", "middle", 40, -90, False),
        ("一二三四五六七八九", "middle", 40, -90, True),
        ("softmax", "start", 340, 0, False),
    ],
)
def test_a_text_that_reaches_over_the_edge_is_told(
    words: str, anchor: str, x: int, turn: int, is_cut: bool
) -> None:
    svg = TEXT.format(words, anchor, x, turn)
    assert bool(list(text_room.overflowing("a.svg", svg))) == is_cut
