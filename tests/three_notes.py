"""Three notes as contributors write them, one more place for another, and a topic renamed, in a clone of this repository.

`python tests/three_notes.py CLONE` writes them; then everything must pass there: `make check test`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from authoring import move, new_note
from authoring.figures import drawn
from notes import settings

SHORT, STILL, LIVE = "tried-short", "tried-still", "tried-live"
DIAL = "square-dial"
SAID = (
    "把边长为 {n} 的正方形切成一行行的格子，每行 {n} 格，共 {n} 行，总数是 [{square}](checks.py#square:{n})，"
    "比边长少一时多出 [{odd}](checks.py#step:{n}) 格，正好是第 {n} 个奇数。这多出来的一圈，由右边一列和下面一行组成，"
    "两者在角上共用一格，所以要减去一。从这个角度看，平方数就是从一开始的连续奇数之和，不必背下来，画一张图就能看见。"
)
TERM = "平方数（square number）是整数自乘的结果，记作 $s_n=n^2$，其中 $n$ 是边长，单位是格。"
ENDING = """## 程序

```python
print(sum(2 * k - 1 for k in range(1, 6)))
```

```output
25
```

## 误区

!!! misconception "误区：平方数越大，相邻两个的差越小"
    差是奇数，一个比一个大。

## 练习

!!! exercise "练习 1"
    第七圈有几格？

    ??? solution "解答"
        有 [13](checks.py#step:7) 格。

## 接下来读什么

想知道别的数列，先把这一个画出来。
"""
CHECKS = '''"""Numbers of this note."""

from __future__ import annotations


def square(n: int) -> int:
    """Cells of a square."""
    return n * n


def step(n: int) -> int:
    """Cells that the n-th ring adds."""
    return 2 * n - 1
'''
FIGURE = '''"""Squares by their sides."""

from __future__ import annotations

from matplotlib.figure import Figure

from authoring.drawing import SIGNAL, figure


def draw() -> Figure:
    sheet = figure(2.6)
    axes = sheet.subplots()
    axes.plot(range(1, {most}), [n * n for n in range(1, {most})], "o-", color=SIGNAL)
    axes.set(xlabel="边长", ylabel="格数")
    return sheet
'''
SCRIPT = """// How many cells has a square?
import { LiveFigure } from "./live-figure.js";
import { Plot, show } from "./plots.js";

export const square = (n) => n * n;

class SquareDial extends LiveFigure {
  static controls = [{ name: "n", label: "边长", value: 3, min: 1, max: 20, whole: true }];
  static tries = { 看十乘十: { n: 10 }, 看最大的: { n: 20 } };

  render({ n }) {
    const plot = new Plot({ x: [0, 20], y: [0, 400], label: "边长" }).curve(square).dot(n, square(n));
    return { drawing: String(plot), reading: [`边长 ${show(n)} 的正方形有 ${show(square(n))} 格。`] };
  }
}

customElements.define("square-dial", SquareDial);
"""
CASES = '''"""The note that was tried."""

from __future__ import annotations

from collections.abc import Iterator

from element_cases import Case, note


def cases() -> Iterator[Case]:
    yield "square-dial", "square", [[n] for n in range(1, 201)], note("tried-live").square
'''
ROOM = (
    "square-dial {\n  --narrow: 8.6rem;\n  --rows: 8.6rem;\n  --shape: 0.555;\n"
    "  --wide: 21.98rem;\n  --beside: 14.6rem;\n}\n\n"
)
SYMBOLS = "  {id}:\n    - {{symbol: $s_n$, meaning: 第 n 个平方数, shape: 格}}\n"
GLOSSARY = (
    "- {term: 平方数, english: square number, note: tried-still, meaning: 整数自乘的结果。}\n"
)


def body(first: int, figure: str) -> str:
    """Some 3,500 Han signs, in which no heading and no sentence stands twice."""
    parts = []
    for n in range(first, first + 26):
        said = SAID.format(n=n, square=f"{n * n:,}", odd=2 * n - 1)
        parts += [f"## 边长是 {n} 的那一圈" if n % 5 == 0 else "", said]
        if n == first:
            parts[-1:] = [TERM, said, f"![格数随边长越升越快]({figure})"]
        if n == first + 7:
            parts.append("![边长更大时，曲线更陡](figure_more.svg)")
    return "\n\n".join(filter(None, parts)) + "\n\n" + ENDING


def write(root: Path) -> None:
    """The three notes with all that belongs to them; then one moves, and a topic gets another name."""
    topic, *_, other = settings.topics(root)
    _begin(root, topic, SHORT, "一句话够吗？", "一句话就够：先画图，再数格子。", tried=[])
    figures = ["figure_side.py", "figure_more.py"]
    _begin(root, topic, STILL, "正方形有几格？", body(3, "figure_side.svg"), tried=figures)
    live = body(103, "figure_side.svg").replace("side.svg)", f"side.svg){{ element={DIAL} }}")
    _begin(root, topic, LIVE, "边长一变，多几格？", live, tried=figures)
    _write(root / f"docs/assets/elements/{DIAL}.js", SCRIPT)
    _write(root / "tests/element_cases/tried.py", CASES)
    sheet = root / "docs/assets/styles/note.css"
    text = sheet.read_text("utf-8")
    _write(
        sheet,
        text.replace(
            "attention-weights {\n  --narrow", f"{ROOM}attention-weights {{\n  --narrow", 1
        ),
    )
    _list(root)
    move.move(root, f"{topic}/{SHORT}", f"{other}/{SHORT}")
    move.move(root, topic, f"{topic}-renamed")


def _begin(root: Path, topic: str, note: str, title: str, text: str, *, tried: list[str]) -> None:
    assert new_note.refusals(root, topic, note, title) == []
    folder = new_note.begin(root, topic, note, title)
    source = folder.joinpath("index.md").read_text("utf-8")
    header = source.partition("\n---\n")[0].replace(
        "一句话说清这篇回答什么问题，给搜索引擎和列表看。", f"{title}一张图说清。"
    )
    header = header.replace("tags: [示例]", "tags: [数列]")
    if tried:
        header += "\nfinished: true"
    _write(folder / "index.md", f"{header}\n---\n\n{text.rstrip()}\n")
    for left_over in ("figure_step.py", "figure_step.svg", "checks.py"):
        folder.joinpath(left_over).unlink()
    if tried:
        _write(folder / "checks.py", CHECKS)
    for most, name in enumerate(tried, start=20):
        _write(folder / name, FIGURE.replace("{most}", str(most)))
    for script, svg in drawn([folder / name for name in tried]):
        assert isinstance(svg, str), svg
        _write(script.with_suffix(".svg"), svg)


def _list(root: Path) -> None:
    """Terms and symbols, where they belong."""
    notation, glossary = root / "docs/notation.yml", root / "docs/glossary.yml"
    rows = "".join(SYMBOLS.format(id=one) for one in (STILL, LIVE)) + f"  {SHORT}: []\n"
    _write(notation, notation.read_text("utf-8").rstrip() + "\n" + rows)
    entries = re.split(r"(?m)^(?=- )", glossary.read_text("utf-8"))
    english = re.compile(r"\benglish: ([^\n,}]*)")
    after = [one for one in entries[1:] if english.search(one)[1].lower() > "square number"]  # type: ignore[index]
    before = entries[1 : len(entries) - len(after)]
    _write(glossary, "".join([entries[0], *before, GLOSSARY, *after]))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]).resolve())
