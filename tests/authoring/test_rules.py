"""The rules for writing: what breaks one is told, what keeps it is not, what is mended keeps it."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import markdown_strategies
import pytest
import rendered
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from site_shell import ROOT, note

from authoring import lint
from authoring.same_page import is_kept
from notes import all_of, front_matter

GLOSSARY = """
- {term: ReLU, english: rectified linear unit, note: one, meaning: 一}
- {term: LN, english: layer normalization, note: one, meaning: 三}
- {term: MI, english: mutual information, note: one, meaning: 四}
- {term: FLOPs, english: floating-point operations, note: one, meaning: 五}
- {term: 感受野, english: receptive field, avoid: [接受域], note: one, meaning: 二}
"""
Repository = Callable[[str], tuple[Path, Path]]


def written(root: Path, body: str, name: str = "one") -> Path:
    """A note with this text, beside a glossary."""
    folder = root / "docs" / "basics" / name
    folder.mkdir(parents=True)
    (root / "docs" / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (root / "docs" / "references.bib").touch()
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (folder / "index.md").write_text(note(body=body), encoding="utf-8")
    return folder / "index.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return lambda body: (tmp_path, written(tmp_path, body))


BREACHES = [
    pytest.param("## 损失 $L$", "11:7 R1 标题里有公式 → 改用文字，公式放到正文", None, id="R1"),
    pytest.param(
        "熵是 $-p log p$。", "11:8 R2 公式里的函数名 log 没有用命令 → \\log", "熵是 $-p \\log p$。", id="R2"
    ),
    pytest.param("用 Relu 激活，ReLU 好算。", "11:3 R3 术语表写作 ReLU，这里是 Relu → ReLU", "用 ReLU 激活，ReLU 好算。",
                 id="R3 case"),
    pytest.param("由 RELU 公司做。", "11:3 R3 术语表写作 ReLU，这里是 RELU → ReLU；是别的东西的名字，就写成代码", None, id="R3 name"),
    pytest.param("用 relu 激活。", "11:3 R3 术语表写作 ReLU，这里是 relu → ReLU；是别的东西的名字，就写成代码", None,
                 id="R3 lower case"),
    pytest.param("接受域变大，感受野也是。", "11:1 R3 术语表里叫 感受野，不叫 接受域 → 感受野；是别的意思，就换一个说法",
                 None, id="R3 other name"),
    pytest.param("人⼯智能。", "11:2 R4 U+2F2F 是兼容字符或看不见的字符 → 工", "人工智能。", id="R4 radical"),
    pytest.param("零\u200b宽。", "11:2 R4 U+200B 是兼容字符或看不见的字符 → 删去", "零宽。", id="R4 invisible"),
    pytest.param("⻓度与⻆。", "11:1 R4 U+2ED3 是兼容字符或看不见的字符 → 长", "长度与角。", id="R4 radical of a PDF"),
    pytest.param("⺀点。", "11:1 R4 U+2E80 是部首，不是字 → 改成普通的字", None, id="R4 radical that is no character"),
    pytest.param("ﬁt 与 a\u202eb。", "11:1 R4 U+FB01 是兼容字符", "fit 与 ab。", id="R4 ligature"),
    pytest.param("trans\u00adformer", "11:6 R4 U+00AD 是兼容字符或看不见的字符 → 删去", "transformer", id="R4 soft hyphen"),
    pytest.param("Ho\u0308lder 不等式", "11:2 R4 U+006F、U+0308 是分开写的字母和重音 → ö", "Hölder 不等式", id="R4 decomposed"),
    pytest.param("设 $-inf$。", "11:4 R2 公式里的无穷写成了 -inf → -\\infty", None, id="R2 infinity"),
    pytest.param("设 $\\lambda＞0$，$\\text{是，否}$。", "11:11 R4 公式里的 ＞ 是全角的 → >", None, id="R4 full width"),
    pytest.param("见 https://a.org/?q=过拟合", "11:3 R12 网址没有放进尖括号 → <整个网址>", None, id="R12 address in Chinese"),
    pytest.param("一个 mоdel。", "11:5 R4 U+043E 是形似拉丁字母的西里尔字母 → o", "一个 model。", id="R4 Cyrillic"),
    pytest.param("![图](https://example.org/a.png)", "11:6 R5 图在别人的网站上", None, id="R5"),
    pytest.param("![图](//example.org/a.png)", "11:6 R5 图在别人的网站上", None, id="R5 without a scheme"),
    pytest.param("![图](Loss曲线.png)", "11:6 R6 文件名 Loss曲线.png 不是小写英文", None, id="R6"),
    pytest.param('<img src="https://example.org/a.png" alt="图">', "11:11 R5 图在别人的网站上", None, id="R5 in HTML"),
    pytest.param("![图][r]\n\n[r]: https://example.org/a.png", "13:6 R5 图在别人的网站上", None, id="R5 by reference"),
    pytest.param("![图](<Loss 曲线.png>)", "11:7 R6 文件名 Loss 曲线.png 不是小写英文", None, id="R6 with a space"),
    pytest.param("![][r]\n\n[r]: figure_loss.svg", "11:1 R8 图没有替代文字", None, id="R8 by reference"),
    pytest.param('<img src="figure_loss.svg" alt="">', "11:1 R8 图没有替代文字", None, id="R8 in HTML"),
    pytest.param("![](figure_loss.svg)", "11:1 R8 图没有替代文字", None, id="R8"),
    pytest.param(
        "共 393,216 个。再说一次：[393,216](checks.py#count) 个。",
        "11:3 R9 393,216 算得出来，却没有链接到算它的函数 → [393,216](checks.py#count)",
        "共 [393,216](checks.py#count) 个。再说一次：[393,216](checks.py#count) 个。",
        id="R9",
    ),
    pytest.param("## 一\n\n#### 二", "13:1 R10 标题跳了一级 → 逐级写，## 下面是 ###", None, id="R10"),
    pytest.param("## 一\n\n段。\n\n## 一", "15:4 R10 标题同前面的重复：一 → 换一个", None, id="R10 twice"),
    pytest.param("[上文](#算一边)。", "11:6 链接 这一页没有 #算一边 → 改成有的标题的地址", None, id="link"),
    pytest.param("[甲](#节-1)\n\n## 节\n\n### 节", "11:5 链接 这一页没有 #节-1", None, id="link to the second of a name"),
    pytest.param("## 一 ##", "11:1 R12 标题的写法不对", "## 一", id="R12 closed heading"),
    pytest.param("甲。\n\n- 乙\n - 丙", "14:1 R12 同一级的列表项没有对齐", "甲。\n\n- 乙\n- 丙", id="R12 unaligned"),
    pytest.param("1. 甲\n3. 乙", "12:1 R12 编号没有接着数 → 接着上一项写", None, id="R12 number"),
    pytest.param("见 [这里](https://a.org) 与 [link](https://a.org)。", "11:25 R12 链接的文字没有说通向哪里", None, id="R12 text of a link"),
    pytest.param("见 [ 甲 ](https://a.org)。", "11:3 R12 链接的文字里侧有空格", "见 [甲](https://a.org)。", id="R12 spaces in a link"),
    pytest.param("甲\n\n***\n\n乙\n\n---", "13:1 R12 分隔线的写法不一致", "甲\n\n---\n\n乙\n\n---", id="R12 rule"),
    pytest.param("句[^a]。", "11:2 R12 脚注没有写内容：[^a] → 引文写 [@键]", None, id="R12 footnote"),
    pytest.param("一段。\n\n\n一段。", "13:1 R12 空行连着空行 → 只留一行", "一段。\n\n一段。", id="R12 blank lines"),
    pytest.param("##一", "11:3 R12 标题的 # 后面没有空格 → 空一格", "## 一", id="R12 heading"),
    pytest.param(">  引。", "11:3 R12 引用的 > 后面不止一个空格 → 只空一格", "> 引。", id="R12 quote"),
    pytest.param("句。\n\n[^b]: 没有引用。", "13:1 R12 脚注写了，正文里没有用到：[^b] → 在正文里写上", None, id="R12 unused footnote"),
    pytest.param("甲。\n\n* 乙\n- 丙", "13:1 R12 列表的记号不一致：* → 用 -", "甲。\n\n- 乙\n- 丙", id="R12 list"),
    pytest.param("共  三个。", "11:4 R12 连着几个空格 → 只留一个", "共 三个。", id="R12 spaces"),
    pytest.param("| a | b |\n|---|---|\n| 1 |", "13:1 R12 表格这一行的格数同表头不一样 → 补上", None, id="R12 table"),
    pytest.param("[甲]()", "11:1 R12 链接没有文字或地址 → [文字](地址)", None, id="R12 empty link"),
    pytest.param("文 ** 粗 ** 文", "11:3 R12 强调的记号里侧有空格 → 写成 **字**", None, id="R12 emphasis"),
    pytest.param("甲。\n\n- 乙\n\n  丙", "15:1 R12 列表项里的段落缩进不对 → 缩进 4 格", None, id="R12 continued"),
    pytest.param("```pytohn\n1\n```", "11:1 R12 没有 pytohn 这种语言，不上色，也不运行 → 改正它", None, id="R12 no such language"),
    pytest.param("```{ .small .python }\n1\n```", "11:1 R12 没有 small 这种语言", None, id="R12 a class first"),
    pytest.param("```\n1\n```", "11:1 R12 代码块没有写语言 → ```python、```output 或 ```text", None, id="R12 language"),
    pytest.param("用Python写。", "11:2 R11 空格或标点：用Python写。 → 用 Python 写。", "用 Python 写。", id="R11 space"),
    pytest.param("设$x$是`f(x)`的值。", "11:2 R11 空格或标点：设$x$是`f(x → 设 $x$ 是", "设 $x$ 是 `f(x)` 的值。", id="R11 formula"),
    pytest.param("你好,世界。", "11:3 R11 空格或标点：你好,世界。 → 你好，世界。", "你好，世界。", id="R11 comma"),
    pytest.param("用Relu做，ReLU 好。", "11:2 R3 术语表写作 ReLU，这里是 Relu → ReLU", "用 ReLU 做，ReLU 好。", id="R3 beside Chinese"),
    pytest.param(
        '!!! exercise "练习 1"\n\n    用Python写,很快吗？\n\n    ??? solution "解答"\n        很快,真的。',
        "13:6 R11", '!!! exercise "练习 1"\n\n    用 Python 写，很快吗？\n\n    ??? solution "解答"\n        很快，真的。',
        id="R11 in boxes",
    ),
    pytest.param(
        "见 https://arxiv.org/abs/2106.09685，好。", "11:3 R12 网址没有放进尖括号 → <https://arxiv.org/abs/2106.09685>",
        "见 <https://arxiv.org/abs/2106.09685>，好。", id="R12 address",
    ),
    pytest.param("（见 https://a.org/x.）Relu，ReLU", "11:21 R3", "（见 <https://a.org/x>.）ReLU，ReLU",
                 id="R12 address in brackets"),
    pytest.param("一段。\n- 甲\n- 乙", "12:1 R12 列表前后没有空行 → 空一行", "一段。\n\n- 甲\n- 乙", id="R12"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "message", "mended"), BREACHES)
def test_a_breach_is_told_with_its_place_and_what_to_write(
    repository: Repository, body: str, message: str, mended: str | None
) -> None:
    root, path = repository(body)
    found = [str(finding) for finding in lint.findings([path], root)]
    assert any(one.startswith(f"docs/basics/one/index.md:{message}") for one in found), found


@pytest.mark.parametrize(
    ("body", "mended"),
    [pytest.param(one.values[0], one.values[2], id=one.id) for one in BREACHES if one.values[2]],
)
def test_what_is_mended_breaks_no_rule_and_is_not_mended_again(
    repository: Repository, body: str, mended: str
) -> None:
    root, path = repository(body)
    assert lint.fix([path], root) == [path]
    assert path.read_text("utf-8") == note(body=mended)
    assert lint.findings([path], root) == []
    assert lint.fix([path], root) == []


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("化学家 👩\u200d🔬 与 ❤️\u200d🔥。", id="what joins emoji"),
        pytest.param("`用Python写`，代码不是正文。", id="code keeps its spaces"),
        pytest.param("```text\nrelu = max(0,x)  # 用Relu\n```", id="nor is a block of code prose"),
        pytest.param(r"$\log p$、$\max_i x_i$、$x_{\text{max}}$、$\mathrm{exp}$、$\mathbf{max}$。", id="commands"),
        pytest.param("见 [ReLU](https://example.org/Relu,x)。", id="an address is no prose"),
        pytest.param("[393,216](checks.py#count) 个，393,216 个。", id="linked once is enough"),
        pytest.param("上下文 8,192，另见 [8,192](checks.py#gpus) 张卡。", id="powers of two are met by chance"),
        pytest.param("!!! example \"例：393,216\"\n    [393,216](checks.py#count) 个。", id="a title holds no link"),
        pytest.param("![曲线](figure_loss.svg)", id="a picture as it should be"),
        pytest.param('<img src="figure_loss.svg" alt="“曲线”">', id="a picture in HTML"),
        pytest.param("一句。<!-- 用 Relu 还是接受域？ -->", id="a comment is no prose"),
        pytest.param("（$x$），$d$-维，`f`。一句<!-- 注 -->两句，[`g`](https://a.org)，**$y$** 和 $a$、$b$。", id="formulas and code beside punctuation"),
        pytest.param("<!--7-->\n\n一句。", id="a comment that is a number"),
        pytest.param("共 12,000 个，另见 [12,000](checks.py#count) 个。", id="round numbers too"),
        pytest.param("## 算一遍\n\n见 [上文](#算一遍)、[改动](#changes)和[来源](#sources)。", id="links to headings"),
        pytest.param("见 <https://a.org/用Relu,x>、[https://a.org](https://a.org/x) 和 <a href='https://a.org'>https://a.org</a>。", id="marked-up addresses"),
        pytest.param("[甲][a]\n\n[a]: https://a.org/x,y", id="an address by reference"),
        pytest.param('<img alt="甲"\n  data-from="https://a.org/x"\n  src="figure_loss.svg">', id="an address in a tag"),
        pytest.param("$\\href{https://a.org}{x}$ 与 `https://a.org`。", id="addresses in formulas and code"),
        pytest.param('!!! example "例"\n    $a,b$ 与 `a,b`。\n\n    ```text\n    f(a,b)  # 用Python,写\n    ```', id="formulas and code in boxes"),
        pytest.param("``` { .python }\nprint(1)\n```\n\n```output\n1\n```", id="a program by attributes"),
        pytest.param('```{.py title="a.py"}\nprint(1)\n```\n\n```output\n1\n```', id="one with a title"),
        pytest.param("设 $a  b$、`a  b`、$x * y *$ 与 $z$。\n\n$$\na\n* b\n---\n$$", id="signs of Markdown in formulas and code"),
        pytest.param("见（上文）[1] 与 f(x)[0]。", id="brackets that are no link"),
        pytest.param("作者 Rémi Durand 和 Relu Stein、Dr. Relu，多项式 ln，每秒 10 次 FLOPS。", id="names of others"),
        pytest.param("$\\mathtt{max}$、$\\mathit{inf}$、$\\href{https://a.org/log}{x}$。", id="names in formulas"),
        pytest.param("某作者. 书名(第二版)[M]. 北京: 某出版社, 2011.\n\n1. 某作者. 文章[J/OL]. 某刊, 2020.", id="references by the national standard"),
        pytest.param("共 25088 * 4096 个和 512 * 7 个。", id="products"),
        pytest.param('!!! note "题"\n    $$\n    a\n    =\n    b\n    $$\n\n    $$\n    a\n    -\n    b\n    $$', id="signs below a line of a formula"),
        pytest.param("[甲](#x) 与 [乙](#%E8%8A%82)。\n\n## 节\n\n### 丙 { #x }", id="addresses of headings"),
        pytest.param("希腊字母 α 与西里尔词 мир 不混在一起。", id="a word in Cyrillic"),
    ],
)  # fmt: skip
def test_what_keeps_the_rules_is_not_told(repository: Repository, body: str) -> None:
    root, path = repository(body)
    assert lint.findings([path], root) == []


SHOWN = """---
id: one
title: "{0}，为什么？"  # 注释里的Relu,不管
description: {0}
excerpt: |
  {0}，`f(a,b)`。
  {0}
aliases: [接受域]
changes:
  - {{date: 2026-11-24, kind: addition, what: "{0}"}}
---

正文。
"""


def test_what_readers_see_of_the_front_matter_keeps_the_rules(repository: Repository) -> None:
    root, path = repository("")
    path.write_text(SHOWN.format("用Relu、ReLU"), encoding="utf-8")
    found = [
        str(one).removeprefix("docs/basics/one/index.md:") for one in lint.findings([path], root)
    ]
    assert "4:15 R3 术语表写作 ReLU，这里是 Relu → ReLU" in found
    assert {one.split()[0].split(":")[0] for one in found} == {"3", "4", "6", "7", "10"}
    assert len([one for one in found if " R11 " in one]) == 5
    lint.fix([path], root)
    assert path.read_text("utf-8") == SHOWN.format("用 ReLU、ReLU")
    assert lint.findings([path], root) == []


@pytest.mark.parametrize(
    "entry",
    [
        "{{what: {0}, date: 2026-11-24, kind: addition}}",
        "{{date: 2026-11-24, what: {0}, kind: addition}}",
        "{{date: 2026-11-24, kind: addition, what: {0}}}",
    ],
)
def test_what_changed_is_mended_wherever_it_stands(repository: Repository, entry: str) -> None:
    root, path = repository("")
    before = SHOWN.format("好").split("  - {")[0] + f"  - {entry}\n---\n\n正文。\n"
    path.write_text(before.format("用Relu，ReLU"), encoding="utf-8")
    lint.fix([path], root)
    assert path.read_text("utf-8") == before.format("用 ReLU，ReLU")


def test_the_level_of_a_heading_is_left_to_its_author(repository: Repository) -> None:
    root, path = repository("## 一\n\n#### 二")
    assert lint.fix([path], root) == []


PIECES = (
    *("用Python写", "Relu", "接受域", "⼈工", "\u200b", "$log x$", "$$\nmax x\n$$", "`Relu,x`", "$", "`"),
    *("https://arxiv.org/abs/2106.09685", "（见https://a.org/x）", "<https://a.org/用>", "<b>粗</b>"),
    *("**粗体Text**", "*", "，", ",", "。", ".", "!", " ", "  ", "\n", "\n\n", "\t", "...", "\\$5", "100%"),
    *("\n- 甲", "\n1. 乙", "\n## 标题Title", "\n#### 四", '\n!!! exercise "练习1"\n    ', "\n        ", "***"),
    *("[链接Link](../a/index.md)", "[上文](#标题title)", "![图](figure_a.svg)", "[@hu2021lora]", "\n> 引Quote"),
    *("[393,216](checks.py#count)", "393,216", "<!-- 注Relu -->", "\n```python\nx=1 # 用Relu\n```\n"),
    *("[^1]", "\n[^1]: 脚注note", "\n| a | b |\n|---|---|\n| 用b | 2|\n", "\n---\n", "\n===\n"),
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


@settings(max_examples=3, deadline=None, phases=[Phase.generate], derandomize=True)
@given(st.lists(texts, min_size=100, max_size=100))
def test_whatever_is_written_is_not_mended_twice(bodies: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = [written(root, body, f"n{number}") for number, body in enumerate(bodies)]
        lint.fix(paths, root)
        once = {path: path.read_text("utf-8") for path in paths}
        assert [once[path] for path in lint.fix(paths, root)] == []


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(markdown_strategies.notes, min_size=6, max_size=6))
def test_what_is_mended_shows_the_same_code_formulas_and_addresses(bodies: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = [written(root, body, f"n{number}") for number, body in enumerate(bodies)]
        lint.fix(paths, root)
        for path, before in zip(paths, bodies, strict=True):
            _, after, _ = front_matter.parse(path.name, path.read_bytes())
            assert rendered.code_and_formulas(after) == rendered.code_and_formulas(before)
            assert addresses(before) <= addresses(after)
            assert outline(after) == outline(before)


def outline(text: str) -> list[tuple[str, str]]:
    """Headings, items, cells, quotes and boxes, with the letters that are in them."""
    page = rendered.page(text)
    parts = page.xpath("//h1|//h2|//h3|//h4|//li|//td|//th|//blockquote|//details|//div[@class]")
    return [(one.tag, re.sub(r"[\W_]", "", one.text_content())) for one in parts]


def addresses(text: str) -> Counter[str]:
    return Counter(rendered.page(text).xpath("//a[not(@class='headerlink')]/@href | //@src"))


@pytest.mark.parametrize(
    "body",
    [
        "> ```python\n> x=Relu(a,b)  # 用Python写,快\n> ```",
        "文。\n\n    x = Relu(a,b)  # 用Python写,快",
        "<pre>\nRelu(a,b)用Python\n</pre>",
        "文 `Relu(a,b)\n用Python` 文。",
        "$f(中文,\nx)$",
        "````python\nRelu  # 用Python\n```\n````",
        "[甲](../接受域/index.md)",
        "见 https://zh.wikipedia.org/wiki/激活函数。",
        "`a\u00a0b` 与 $x\u00a0y$",
        "设 $ x $，用Python写。",
        "``` { .python }\nprint(1)\n```",
        "```\nf(x)\n```",
    ],
)
def test_code_formulas_addresses_and_what_is_open_are_left_alone(
    repository: Repository, body: str
) -> None:
    root, path = repository(body)
    lint.fix([path], root)
    assert path.read_text("utf-8") == note(body=body)


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("见(上文)[1]与f(x)[0]。", "见 (上文)[1]与 f(x)[0]。"),
        ("用Python写 [@hu2021lora, 第4节]。", "用 Python 写 [@hu2021lora, 第4节]。"),
        (
            "用Python写。\n\n句[^注a]。\n\n[^注a]: 注。",
            "用 Python 写。\n\n句[^注a]。\n\n[^注a]: 注。",
        ),
        ("设 $a  b$。\n\n* 甲\n- 乙", "设 $a  b$。\n\n- 甲\n- 乙"),
        ("用Python写 &lt;https://a.org/x&gt;。", "用 Python 写 &lt;https://a.org/x&gt;。"),
    ],
    ids=[
        "brackets",
        "a citation with a place",
        "the name of a footnote",
        "spaces in a formula",
        "brackets as entities",
    ],
)
def test_what_must_stay_does_not_keep_the_rest_from_being_mended(
    repository: Repository, body: str, mended: str
) -> None:
    root, path = repository(body)
    lint.fix([path], root)
    assert path.read_text("utf-8") == note(body=mended)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(上文)[1]", "[上文](1)"),
        ("![甲](a.svg)", "![甲](a.svg) ![乙](b.svg)"),
        ("```py\nx\n```", "```text\nx\n```"),
        ("-   甲\n\n    乙", "- 甲\n\n乙"),
        ("5. 甲", "1. 甲"),
        ("**甲**乙", "** 甲**乙"),
        ("## 甲\n\n见[上](#甲)。", "## 乙\n\n见[上](#甲)。"),
        ("- 甲\n    - 乙", "- 甲\n- 乙"),
        ("> 甲\n\n乙", "> 甲\n>\n> 乙"),
        ("!!! note\n    甲", "!!! note\n\n甲"),
    ],
)
def test_a_text_that_shows_something_else_is_another(before: str, after: str) -> None:
    assert not is_kept(before, after)
    assert is_kept(before, before + "\n\n共 [3](checks.py#count) 个。", words=False)


def test_a_large_picture_is_told_where_it_stands(repository: Repository) -> None:
    root, path = repository("![图](big.png)")
    path.with_name("big.png").write_bytes(bytes(250_000))
    (found,) = lint.findings([path], root)
    assert "index.md:11:6 R7 big.png 有 250 KB，超过 200 KB" in str(found)


def test_files_that_nothing_refers_to_are_published_too(tmp_path: Path) -> None:
    path = written(tmp_path, "正文。", "QLoRA")
    path.with_name("Big.png").write_bytes(bytes(250_000))
    path.with_name(".DS_Store").touch()
    path.with_name("Data").mkdir()
    path.with_name("Data").joinpath("Big.csv").touch()
    found = [str(one).partition("index.md:1:1 ")[2] for one in lint.findings([path], tmp_path)]
    assert sorted(one.split(" →")[0] for one in found) == [
        "R6 文件名 Big.csv 不是小写英文",
        "R6 文件名 Big.png 不是小写英文",
        "R6 文件夹名 Data 不是小写英文",
        "R6 文件夹名 QLoRA 不是小写英文",
        "R7 Big.png 有 250 KB，超过 200 KB",
    ]


def test_the_notes_keep_the_rules_and_none_would_be_mended() -> None:
    paths = all_of(ROOT)
    assert lint.findings(paths, ROOT) == []
    known = lint.names(ROOT)
    for path in paths:
        text = lint.source(path, ROOT)
        assert lint.corrected(text) == text.text
        assert lint.rules.mended(text, known) == text.text


def test_the_command_tells_all_and_fails(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, path = repository("用Python写 $log x$。")
    monkeypatch.setattr(lint, "ROOT", root)
    monkeypatch.setattr("sys.argv", ["lint"])
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert lint.main() == 1
    told = capsys.readouterr().out
    assert "::error file=docs/basics/one/index.md,line=11,col=2::" in told
    assert "2 处" in told
    monkeypatch.setattr("sys.argv", ["lint", "--fix"])
    assert lint.main() == 0
    assert path.read_text("utf-8") == note(body="用 Python 写 $\\log x$。")


def test_fix_says_what_it_mended_and_what_it_left_alone(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, _ = repository("用Python写ReLu,用Python写 Relu、ReLU。\n\n![](a.svg)")
    left = written(root, "设 $x，用Python写。", "two")
    monkeypatch.setattr(lint, "ROOT", root)
    monkeypatch.setattr("sys.argv", ["lint", "--fix"])
    assert lint.main() == 1
    told = capsys.readouterr().out
    assert "改好了 docs/basics/one/index.md：R11 1 处、R3 2 处\n" in told
    assert "没有改 docs/basics/two/index.md：" in told
    assert "docs/basics/two/index.md:11:3 公式" in told
    assert "docs/basics/one/index.md:13:1 R8" in told
    assert "这些要手工改" in told
    assert left.read_text("utf-8") == note(body="设 $x，用Python写。")


def test_what_autocorrect_gives_up_is_mended_in_parts(repository: Repository) -> None:
    links = "见[[1](#甲)]与[[2](#甲)]。\n" * 800
    root, path = repository(f"## 甲\n\n{links}\n用Python写。")
    lint.fix([path], root)
    assert path.read_text("utf-8").endswith("用 Python 写。\n")
