"""Numbers and programs of a note that do not say what is true are told where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_shell import ROOT, note

from authoring import computed, lint
from authoring.checked_numbers import as_shown
from notes import numbers as checked_numbers
from notes import programs
from notes.source import Source

CHECKS = """def loss(x, rate):
    return (x - rate * 2 * x) ** 2


def count():
    return 393216
"""
GLOSSARY = "- {term: 损失, english: loss, note: one, meaning: 一}"


def told(root: Path, body: str, checks: str = CHECKS) -> list[str]:
    return told_of_each(root, [body], checks)[body]


def told_of_each(root: Path, bodies: Sequence[str], checks: str = CHECKS) -> dict[str, list[str]]:
    """What is told of a note with this text, for each of them; all are looked at in one run."""
    folders = {body: f"docs/basics/n{number}/" for number, body in enumerate(bodies)}
    for body, folder in folders.items():
        root.joinpath(folder).mkdir(parents=True)
        root.joinpath(folder, "checks.py").write_text(checks, encoding="utf-8")
        root.joinpath(folder, "index.md").write_text(note(body=body), encoding="utf-8")
    root.joinpath("docs", "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    root.joinpath("docs", "references.bib").touch()
    root.joinpath("pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    paths = [root / folder / "index.md" for folder in folders.values()]
    found = list(map(str, lint.findings(paths, root)))
    return {
        body: [one.removeprefix(folder) for one in found if one.startswith(folder)]
        for body, folder in folders.items()
    }


def program(code: str, output: str) -> str:
    return f"```python\n{code}\n```\n\n```output\n{output}\n```"


FALSE = [
    pytest.param(
        "一。\n\n从 9 降到 [5.67](checks.py#loss:3,0.1)。",
        "index.md:13:9 R9 5.67 与函数不符，loss(3, 0.1) = 5.76 → 5.76",
        id="a number",
    ),
    pytest.param(
        "共 [**393,126**](checks.py#count) 个。",
        "index.md:11:4 R9 393,126 与函数不符，count() = 393216 → 393,216",
        id="a number in bold",
    ),
    pytest.param(
        "[5.76](checks.py#loss:3)",
        "index.md:11:2 R9 loss(3) 算不出来：TypeError: loss() missing 1 required",
        id="arguments",
    ),
    pytest.param(
        "[5.76](checks.py#los:3,0.1)",
        "index.md:11:2 R9 checks.py 里没有函数 los → 有 loss、count",
        id="a function",
    ),
    pytest.param(
        program("print(1 + 1)\nprint(3)", "2\n4"),
        "index.md:18:1 R9 程序的输出不是 4 → 3",
        id="an output",
    ),
    pytest.param(
        program("print(2)", "2\n4"), "index.md:17:1 R9 程序的输出不是 4 → 删去这一行", id="a line too many"
    ),
    pytest.param(
        program("print(2)\nprint(3)", "2"), "index.md:17:1 R9 程序的输出还有一行 → 3", id="a line too few"
    ),
    pytest.param(
        "```python\nprint(2)\n```", "index.md:12:1 R9 后面没有它的输出 → 加一个 ```output 块，写 2", id="no output"
    ),
    pytest.param(
        program("x = 1\nprint(y)", "1"), "index.md:13:1 R9 程序出错：NameError: name 'y'", id="an error"
    ),
    pytest.param(
        program("x = 1\nexit(2)", "1"), "index.md:13:1 R9 程序出错：SystemExit: 2", id="an exit"
    ),
    pytest.param(program("x = 1\nx =", "1"), "index.md:13:1 R9 程序出错：SyntaxError", id="a slip"),
]  # fmt: skip
TRUE = [
    "从 9 降到 [5.76](checks.py#loss:3,0.1)，共 [**393,216**](checks.py#count) 个。",
    "写成 `[5.67](checks.py#loss:3,0.1)`。",
    program("print(1 + 1)\n\nprint(3)", "2\n3"),
    '!!! example "例"\n    ' + indent(program("print(2)", "2"), "    ").strip(),
    program("def f(x: int): ...\nprint(f.__annotations__)", "{'x': <class 'int'>}"),
    "<!-- not run: 要 GPU -->\n\n```python\nimport nothing_of_this_name\n```",
    program("if __name__ == '__main__':\n    print(1)", "1"),
    program("import subprocess\nprint(1)\nsubprocess.run(['echo', '2'])", "1\n2"),
    program("import sys\nprint(1)\nsys.stdout = sys.__stdout__", "1"),
    program("print(1)\nprint('二', end='')", "1\n二"),
    program(
        "import threading, time\nthreading.Thread(target=time.sleep, args=[99]).start()\nprint(1)",
        "1",
    ),
]
OUTPUT = "\n\n```output\n2\n```"
FENCES = [
    "```python\n{}\n```",
    "~~~python\n{}\n~~~",
    "````python\n{}\n````",
    "``` python\n{}\n```",
    '```python title="a.py" linenums="1"\n{}\n```',
    "``` {{ .python .small }}\n{}\n```",
    "```py\n{}\n```",
    "```python3\n{}\n```",
    "```py3\n{}\n```",
    "```pyi\n{}\n```",
    "```sage\n{}\n```",
    "```numpy\n{}\n```",
]
WAYS = [
    f"{above}\n\n{indent(fence.format('print(1)') + OUTPUT, before, lambda line: True)}"
    for above in ('!!! example "例"', "- 项")
    for before in ("", "> ", "    ", "\t")
    for fence in FENCES
]
NO_PROGRAMS = [
    "````text\n```python\nnothing()\n```\n````",
    "<!--\n```python\nnothing()\n```\n-->",
    "    ```python\n    nothing()\n    ```",
    "<pre>\nprint(nothing)\n</pre>",
    "> <!-- not run: 要 GPU -->\n>\n> ```python\n> nothing()\n> ```",
]


@pytest.fixture(scope="module")
def told_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    false = [str(one.values[0]) for one in FALSE]
    return told_of_each(tmp_path_factory.mktemp("notes"), [*false, *TRUE, *WAYS, *NO_PROGRAMS])


@pytest.mark.parametrize(("body", "message"), FALSE)
def test_what_is_not_true_is_told(told_of: dict[str, list[str]], body: str, message: str) -> None:
    assert any(one.startswith(message) for one in told_of[body]), told_of[body]


@pytest.mark.parametrize(
    "body",
    TRUE,
    ids=[
        "numbers",
        "code",
        "a program",
        "a program in a box",
        "annotations",
        "not run",
        "main",
        "a child",
        "stdout",
        "no end of line",
        "a thread",
    ],
)
def test_what_is_true_is_not_told(told_of: dict[str, list[str]], body: str) -> None:
    assert told_of[body] == []


@pytest.mark.parametrize("body", WAYS)
def test_a_program_is_run_however_it_is_written(told_of: dict[str, list[str]], body: str) -> None:
    assert "index.md:18:1 R9 程序的输出不是 2 → 1" in told_of[body]


@pytest.mark.parametrize(
    "body",
    NO_PROGRAMS,
    ids=["in a block", "in a comment", "indented", "in HTML", "not run in a quote"],
)
def test_what_is_no_program_is_not_run(told_of: dict[str, list[str]], body: str) -> None:
    assert not [one for one in told_of[body] if " R9 " in one]


def test_programs_share_nothing(tmp_path: Path) -> None:
    first = (
        "import sys, numpy\nnumpy.random.seed(0)\nnumpy.left = sys.modules['left'] = 1\n"
        "open('left', 'w').close()\nprint(1)"
    )
    second = (
        "import os, sys, numpy\n"
        "print(hasattr(numpy, 'left'), 'left' in sys.modules, numpy.random.rand() == 0.5488135039273248)\n"
        "print(os.listdir())"
    )
    body = program(first, "1") + "\n\n" + program(second, "False False False\n[]")
    assert told(tmp_path, body) == []


def test_a_program_that_ends_its_process_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, program("import os\nos._exit(0)", "1"))
    assert any("R9 程序出错：" in one for one in found), found


def test_functions_that_end_their_process_hide_nothing_else(tmp_path: Path) -> None:
    body = "[5.76](checks.py#loss:3,0.1)\n\n" + program("print(2)", "1")
    found = told(tmp_path, body, "import os\nos._exit(0)\n")
    assert found[0].startswith("checks.py:1:1 R9 不能运行：没有运行完就退出了")
    assert found[1].startswith("index.md:18:1 R9 程序的输出不是 1 → 2")


def test_what_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "SECONDS", 0.2)
    folder = tmp_path / "docs" / "basics" / "one"
    folder.mkdir(parents=True)
    folder.joinpath("checks.py").write_text("while True:\n    pass\n", encoding="utf-8")
    text = note(body=program("while True:\n    pass", "1"))
    source = Source(folder / "index.md", "docs/basics/one/index.md", text)
    for (problem,) in (computed.values(source), list(computed.outputs(source))):
        assert "跑了 0.2 秒还没有结束" in problem.message


def test_what_was_right_runs_again_when_something_changes_that_it_may_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computed, "RIGHT", tmp_path / "right")
    folder, runs = tmp_path / "docs/basics/one", tmp_path / "runs"
    folder.mkdir(parents=True)
    code = f"open({str(runs)!r}, 'a').write('x')\nprint(1)"

    def told_of(output: str) -> int:
        text = note(body=program(code, output))
        folder.joinpath("index.md").write_text(text, encoding="utf-8")
        source = Source(folder / "index.md", "docs/basics/one/index.md", text)
        shared = computed.shared_by_all(tmp_path / "docs")
        return len(computed.unless_right_before(source, shared))

    assert [told_of("1"), told_of("1"), len(runs.read_text())] == [0, 0, 1]
    assert [told_of("2"), told_of("2"), len(runs.read_text())] == [1, 1, 3]
    tmp_path.joinpath("docs/shared.py").write_text("one = 1", encoding="utf-8")
    assert [told_of("1"), len(runs.read_text())] == [0, 4]


def test_a_console_session_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "```pycon\n>>> 1 + 1\n2\n```")
    assert found == [
        "index.md:11:1 R9 控制台的记录不能运行 → 程序写成 ```python，它的输出写成 ```output"
    ]


def test_functions_that_cannot_run_are_told_at_their_line(tmp_path: Path) -> None:
    found = told(tmp_path, "[5.76](checks.py#loss:3,0.1)", "import math\nmath.nothing\n")
    assert found[0].startswith("checks.py:2:1 R9 不能运行：AttributeError")


@pytest.mark.parametrize(
    ("shown", "value", "right"),
    [
        ("393,216", 393_217, "393,217"),
        ("5.8%", 0.0623, "6.2%"),
        ("1.4T", 1.54e12, "1.5T"),
        ("12 万", 134_000, "13 万"),
        ("-1.25", -2.5, "−2.50"),
        ("3.8 × 10⁻⁷", 4.12e-7, "4.1 × 10⁻⁷"),
        ("1,000", 12, "12"),
    ],
)
def test_a_number_is_given_in_the_style_of_the_one_that_is_wrong(
    shown: str, value: float, right: str
) -> None:
    assert as_shown(shown, value) == right


@given(
    st.sampled_from(["1", "1,000", "0.25", "5.8%", "1.4T", "12 万", "+3.8 × 10⁻⁷", "−3‰"]),
    st.floats(-1e15, 1e15) | st.integers(-(10**15), 10**15),
)
def test_what_is_to_be_written_is_then_accepted(shown: str, value: float) -> None:
    assert checked_numbers.agrees(as_shown(shown, value), value)
