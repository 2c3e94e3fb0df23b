"""Mistakes in a note stop the build, all at once, each with a message that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import feedparser
import lxml.html
import pytest
from conftest import build_small
from mkdocs.exceptions import Abort, BuildError
from site_shell import SETTINGS, note


def messages(make_site: Callable[..., Path], files: dict[str, str | bytes]) -> str:
    with pytest.raises((BuildError, Abort, AssertionError)) as caught:
        make_site(files)
    log = "\n".join(getattr(caught.value, "__notes__", []))
    return f"{log}\n{caught.value}"


IN_TEXTS = [
    (
        "公式 $\\nosuchcommand x$。",
        'index.md:11:5 公式 画不出 \\nosuchcommand x：没有 "\\nosuchcommand" 这个命令（第 1 个字符） → ',
    ),
    (
        "$$\n\\begin{aligned}\na &= b \\\\\nc &= \\nosuchcommand\n\\end{aligned}\n$$",
        r"index.md:14:6 公式 画不出 \begin{aligned} a &= b \\ c &= \nosuchcommand \end{aligned}：没有",
    ),
    ("准确率 $95%$。", r"index.md:11:8 公式 画不出 95%：% 和它后面的字都不算公式，百分号写 \%"),
    (
        r"见 $\eqref{eq:none}$。",
        r"index.md:11:4 公式 画不出 \eqref{eq:none}：没有 \label{eq:none}",
    ),
    (
        "$$\n\\frac{a}{b}\n\n没有结束。",
        r"ERROR docs/basics/one/index.md:11:1 公式 没有结束，或者没有独占一段：$$ \frac{a}{b} → ",
    ),
    ("一、设 $ x $。", "index.md:11:5 公式 两端有空格：$ x $。 → 去掉 $ 里侧的空格"),
    ("!!! note\n    得\n    $$\n    x\n\n    其中", "index.md:13:5 公式 没有结束，或者"),
    (
        "一。\n\n> 列表：\n> 2. 乙 $x$",
        "index.md:14:3 正文 没有成为列表项：2. 乙 $x$ → 列表前空一行",
    ),
    (
        "> [!NOTE] **小心**",
        "index.md:11:3 正文 不是这里的写法：[!NOTE] **小心** → 方框写成 !!! note",
    ),
    (
        "| 甲 | 乙 |\n|---|---|\n| $|x|$ | 这句话会丢 |",
        "index.md:13:1 正文 表格这一行的格数比表头多，多出来的不显示：| $|x|$ | 这句话会丢 | → 格里的 | 写作 \\|",
    ),
    (
        "| 甲 |\n|---|\n| `x|y` |",
        r"index.md:13:5 正文 代码里的 | 在别处会当成分格：|y` | → 写作 \|",
    ),
    ("文<details>甲", "index.md:11:2 HTML <details> 没有结束 → 补上 </details>"),
    ("> 一\n>\n> $$\n> a + \\nosuch\n> $$", "index.md:14:7 公式 画不出 a + \\nosuch"),
    ("1. 一\n\n   ```python\n  x\n   ```", "index.md:13:4 正文 代码块没有结束："),
    ("句子 $`x^2`$ 里", "index.md:11:4 公式 里面是代码：$`x^2`$ 里 → 公式写成 $x$"),
    (
        '!!! excercise "题"\n    字',
        'index.md:11:1 正文 没有这种方框：!!! excercise "题" → 写 misconception、',
    ),
    ("首段\n\n一段 <hr> 后面", "index.md:13:9 HTML </p> 没有开头 → 段落里不能有 <div> 这样的块"),
    ("一段 <div>里面</div>", "index.md:11:9 HTML </p> 没有开头"),
    ("[断链](../none/index.md)", "index.md:11:6 链接 没有 ../none/index.md → 改正地址，或删去链接"),
    ("[断锚](#nowhere)", "index.md:11:6 链接 这一页没有 #nowhere → 改成有的标题的地址"),
    ("[夹](../n0/)", "index.md:11:5 链接 链接到文件夹：../n0/ → 写到文件，如 ../two/index.md"),
    ("[夹](../n0#a)", "index.md:11:5 链接 链接到文件夹：../n0#a → 写到文件，如 ../two/index.md"),
    ('文 <a href="../nope/">甲</a>', "index.md:11:12 链接 没有 ../nope/ → 改正地址"),
    (
        '文 <a href="../n0/index.md">甲</a>',
        "index.md:11:12 链接 HTML 里的 ../n0/index.md 不是页面的地址 → 写成 Markdown 的链接 [文字](../n0/index.md)",
    ),
    ('<img src="nope.svg" alt="图">', "index.md:11:11 链接 没有 nope.svg → 改正地址"),
    ('文 <a href="#nope">甲</a>', "index.md:11:12 链接 这一页没有 #nope → 改成"),
    ('文 <a href="/basics/">甲</a>', "index.md:11:12 链接 /basics/ 从服务器的根目录算起"),
    ("![图](missing.png)", "missing.png"),
    ("<script>alert(1)</script>", "index.md:11:1 HTML 笔记里不能有 <script> → 删去它"),
    ("<p onclick='x()'>点我</p>", "index.md:11:4 HTML <p> 不能有属性 onclick → 删去 onclick"),
    (
        '<img/onerror=x() src=x alt="x">',
        "index.md:11:6 HTML <img> 不能有属性 onerror → 删去 onerror",
    ),
    ("[点](javascript:x())", "index.md:11:5 HTML <a> 不能有地址 'javascript:x()' → 写 https:"),
    ("", "index.md 正文 文件开头之后什么也没有 → 写正文"),
    (
        "说法[@nobody2020]。",
        "index.md:11:3 引用 docs/references.bib 里没有 nobody2020 → 写里面有的键",
    ),
    ("说法 [ @nobody ]。", "index.md:11:4 引用 [ @nobody ] 不是引文的写法 → 写成 [@key]"),
    (
        "[3](checks.py#three)",
        "index.md:11:5 R9 checks.py 里没有函数 three → 旁边写一个 checks.py",
    ),
    (
        "[3](../two/checks.py#three)",
        "index.md:11:5 R9 ../two/checks.py 不是这篇自己的 → 链接到自己的 checks.py",
    ),
    ("[三](checks.py#three)", "index.md:11:5 R9 “三”不是数 → 写成 393,216"),
    (
        "![图](figure_a.svg){ element=no-such }",
        "index.md:11:21 图 没有 docs/assets/elements/no-such.js → 写这个文件，或改正 element=no-such",
    ),
]


@pytest.fixture(scope="module")
def told_of_texts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Of notes with one of these mistakes each, in one build."""
    files: dict[str, str | bytes] = {}
    for number, (body, _) in enumerate(IN_TEXTS):
        files[f"basics/n{number}/index.md"] = note(f"n{number}", body=body)
        files[f"basics/n{number}/figure_a.svg"] = "<svg/>"
    return messages(partial(build_small, tmp_path_factory.mktemp("texts")), files)


@pytest.mark.parametrize("number", range(len(IN_TEXTS)), ids=[message for _, message in IN_TEXTS])
def test_a_mistake_in_the_text_is_told(told_of_texts: str, number: int) -> None:
    about = [line for line in told_of_texts.splitlines() if f"basics/n{number}/index.md" in line]
    _, message = IN_TEXTS[number]
    assert any(message in line.replace(f"n{number}/", "one/") for line in about), about


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"basics/one/index.md": "正文，没有元数据。"},
            "index.md:1 文件开头 第一行是 正文，没有元数据。 → 写成 ---",
        ),
        (
            {"basics/one/index.md": b"---\nid: one\n---\n\xb8\xd0"},
            "index.md:4 编码 字节 0xB8 不是 UTF-8 → 把",
        ),
        (
            {"basics/one/index.md": note(body="控制\x0b字符")},
            "index.md:11 字符 有控制字符 U+000B → 删去",
        ),
        ({"cooking/one/index.md": note()}, "index.md 主题 没有主题 cooking → 放进 basics、"),
        (
            {"basics/one/index.md": note(), "basics/two/index.md": note()},
            "basics/two/index.md:2 id one 已经是 docs/basics/one/index.md 的 id → 换一个",
        ),
        (
            {
                "basics/one/index.md": note(requires="[two]"),
                "basics/two/index.md": note("two", requires="[one]"),
            },
            "requires 绕成了一圈：two 要先读 one，one 要先读 two → 去掉其中一个",
        ),
        (
            {"basics/one/index.md": note().replace("2026", "2999")},
            "index.md:5 date 2999-11-24 还没有到，今天是 ",
        ),
        (
            {"basics/one/index.md": note().replace("tags:", "asks: {没有的节: [怎么省]}\ntags:")},
            "index.md:6:8 asks 没有这一节：没有的节 → 写成这篇笔记的一个标题",
        ),
    ],
    ids=[
        "no front matter",
        "not UTF-8",
        "control",
        "topic",
        "duplicate",
        "circle",
        "future",
        "section",
    ],
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
    for place in (
        "basics/one/index.md:11:2 公式",
        "peft/two/index.md:6 tags",
        "llama/three/index.md:11:1 HTML",
    ):
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


def test_the_front_matter_of_a_page_that_is_no_note_is_looked_at_too(
    make_site: Callable[..., Path],
) -> None:
    page = "---\ntitle: 基础 #1\ntemplate: topic.html\ntitle: 再来\n---\n\n文。\n"
    told = messages(make_site, {"basics/one/index.md": note(), "basics/index.md": page})
    assert "ERROR docs/basics/index.md:2 YAML # 前面有空格" in told
    assert "ERROR docs/basics/index.md:4 YAML title 写了两次" in told


def test_a_note_in_the_wrong_place_is_told_where_it_belongs(
    make_site: Callable[..., Path],
) -> None:
    places = {
        "basics/two.md": "basics/two/index.md",
        "basics/one/README.md": "basics/one/index.md",
        "basics/one/more.md": "basics/more/index.md",
        "basics/three/index.markdown": "basics/three/index.md",
        "basics/four/Index.md": "basics/four/index.md",
        "basics/five/INDEX.MD": "basics/five/index.md",
        "basics/deep/six/index.md": "basics/six/index.md",
        "seven.md": "<主题>/seven/index.md",
    }
    told = messages(
        make_site, {"basics/one/index.md": note(), **dict.fromkeys(places, note("other"))}
    )
    for source, place in places.items():
        assert f"ERROR docs/{source} 位置 " in told
        assert f" → 移到 docs/{place}；那里已经有了，就并进去" in told
    assert f"共 {len(places)} 处要改" in told


def test_a_note_is_not_missed_because_it_is_wrong(make_site: Callable[..., Path]) -> None:
    wrong = note().replace("tags: [测试]", "tags: 测试")
    told = messages(
        make_site,
        {"basics/one/index.md": wrong, "basics/two/index.md": note("two", requires="[one]")},
    )
    assert "共 1 处要改" in told


def test_mistakes_in_one_front_matter_are_told_at_their_lines(
    make_site: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    wrong = note(requires="[none]").replace("tags: [测试]", "tags: 测试\nauthor: 我")
    told = messages(make_site, {"basics/one/index.md": wrong})
    for place in (":6 tags ", ":7 author ", ":9 requires "):
        assert f"ERROR docs/basics/one/index.md{place}" in told
    assert "::error file=docs/basics/one/index.md,line=6::" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["glossary.yml", "notation.yml", "references.bib", "authors.yml"])
def test_a_file_that_all_notes_share_is_named_when_it_is_wrong(
    make_site: Callable[..., Path], name: str
) -> None:
    told = messages(make_site, {"basics/one/index.md": note(), name: "@x{[: y"})
    assert f"ERROR docs/{name}" in told
    assert "YAML 值以 YAML 的记号开头" in told or "BibTeX 读不懂：" in told


def test_a_key_that_stands_twice_and_a_value_that_is_cut_are_told_with_all_the_rest(
    make_site: Callable[..., Path],
) -> None:
    wrong = note(title="LoRA #1 问").replace("tags: [测试]", "tags: 测试")
    wrong = wrong.replace("requires: []", CHANGED + CHANGED)
    told = messages(make_site, {"basics/one/index.md": wrong})
    for place in (
        ":3 YAML # 前面有空格，值到这里就断了：#1 问 → 把值整个放进引号",
        ":6 tags 写的是 测试 → 写成一列文字",
        ":10 YAML changes 写了两次，前一个会丢掉 → 合成一个",
    ):
        assert f"ERROR docs/basics/one/index.md{place}" in told


CHANGED = "changes:\n  - {date: 2026-11-25, kind: addition, what: 补充}\n"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (
            "authors.yml",
            "editors: {name: 甲, kind: person}\neditors: {name: 乙, kind: person}\n",
            2,
        ),
        ("glossary.yml", "- term: 甲\n  english: a\n  meaning: 乙\n  note: one\n  term: 丙\n", 5),
        ("notation.yml", "common:\n  - {symbol: $a$, meaning: 甲, meaning: 乙}\nnotes: {}\n", 2),
    ],
)
def test_a_key_that_stands_twice_is_told_in_files_that_all_notes_share(
    make_site: Callable[..., Path], name: str, text: str, line: int
) -> None:
    told = messages(make_site, {"basics/one/index.md": note(), name: text})
    assert f"ERROR docs/{name}:{line} YAML " in told
    assert "写了两次，前一个会丢掉 → 合成一个" in told


def test_every_mistake_in_the_references_is_told_with_those_of_notes(
    make_site: Callable[..., Path],
) -> None:
    entry = "@misc{{{key}, author = {{A, B}}, title = {{T}}, year = 2020, {link}}}\n"
    references = entry.format(key="one", link="url = {a.b/x}") + entry.format(key="two", link="")
    told = messages(
        make_site,
        {"basics/one/index.md": note(body="见 [@one; @no]。"), "references.bib": references},
    )
    for place in (
        "docs/references.bib:1 one url 写的是 a.b/x → 写成 https:// 开头",
        "docs/references.bib:2 two 没有写 eprint、doi、url 中的任何一个 → ",
        "docs/basics/one/index.md:11:3 引用 docs/references.bib 里没有 no → ",
    ):
        assert f"ERROR {place}" in told


def test_a_file_that_could_run_is_told_shown_or_not(make_site: Callable[..., Path]) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
    page = b"<script>x()</script>"
    beside = {"a.svg": svg, "figure_a.svg": svg, "a.html": page, "more/a.HTM": page, "a.csv": b"1"}
    files = {f"basics/one/{name}": content for name, content in beside.items()}
    told = messages(make_site, {"basics/one/index.md": note(), **files})
    for name in ("a.svg", "figure_a.svg"):
        assert f"ERROR docs/basics/one/{name} 图 SVG 里不能有 <script> → " in told
    for name in ("a.html", "more/a.HTM"):
        assert f"ERROR docs/basics/one/{name} 文件 笔记旁边不能放这样的文件 → " in told
    assert "a.csv 文件" not in told


def test_a_topic_has_a_page(make_site: Callable[..., Path]) -> None:
    topics = {"extra": SETTINGS["extra"] | {"topics": {"nlp": "语言"}}}
    with pytest.raises((BuildError, Abort)) as caught:
        make_site({"nlp/one/index.md": note()}, **topics)
    assert "docs/nlp/index.md 主题 没有这个文件 → 写上 --- / title: 语言" in "\n".join(
        caught.value.__notes__
    )


def test_without_notes_the_site_builds_and_its_feeds_are_valid_and_empty(
    make_site: Callable[..., Path],
) -> None:
    site = make_site({})
    assert "INCOMING TRANSMISSION" in (site / "index.html").read_text("utf-8").upper()
    for name in ("feeds/new.xml", "feeds/updates.xml", "feed_rss_created.xml"):
        feed = feedparser.parse(site / name)
        assert not feed.bozo, name
        assert feed.entries == []


def test_an_excerpt_is_searched_for_markup_that_became_nothing(
    make_site: Callable[..., Path],
) -> None:
    text = note().replace("tags:", "excerpt: 见 **没有结束，<u>线。\ntags:")
    told = messages(make_site, {"basics/one/index.md": text})
    assert "ERROR docs/basics/one/index.md:6 excerpt 没有成为粗体：**没有结束" in told
    assert "ERROR docs/basics/one/index.md:6 excerpt <u> 没有结束 → 补上 </u>" in told


@pytest.mark.parametrize("link", ["[二](../two/index.md#没有)", "<a href='../two/#没有'>二</a>"])
def test_a_section_that_another_note_lacks_is_told_at_its_line(
    make_site: Callable[..., Path], link: str
) -> None:
    text = note(body=f"#没有，[三](../three/index.md#没有)\n\n见 {link}。")
    told = messages(
        make_site,
        {
            "basics/one/index.md": text,
            "basics/two/index.md": note("two"),
            "basics/three/index.md": note("three", body="## 没有\n\n文。"),
        },
    )
    line = text.count("\n", 0, text.index(link)) + 1
    assert f"docs/basics/one/index.md:{line}:" in told
    assert "链接 那一页没有 #没有 → 改成有的标题的地址" in told
