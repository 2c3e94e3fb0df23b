"""The built site as a whole: the same bytes each time, under another builder, without a network."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
import site_shell
from conftest import ROOT, SITE_URL, build_site
from real_notes import NOTES, address, meta

from pages.headers import styles_in

RAW_TEX = re.compile(r"\\[a-zA-Z]{2,}|\\\(|\\\[|\$\$")


def contents(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def command_line_build(program: str, target: Path, source: Path = ROOT, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-m", program, "build", "--strict", "--site-dir", str(target)],
        cwd=source,
        env={**os.environ, "SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1", **environment},
        check=True,
        capture_output=True,
        text=True,
    )


def test_a_second_build_in_one_process_needs_no_network_and_gives_the_same_bytes(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the build opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert contents(build_site(ROOT / "docs", tmp_path / "again")) == contents(site)


def test_another_folder_day_time_zone_locale_and_hash_seed_give_the_same_bytes(
    site: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    for part in ("docs", "feeds", "hooks", "kept", "notes", "pages", "search"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, elsewhere / part, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", elsewhere)
    command_line_build(
        "mkdocs",
        tmp_path / "site",
        elsewhere,
        PYTHONPATH=str(elsewhere),
        TZ="America/New_York",
        PYTHONHASHSEED="7",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="1000000000",
    )
    assert contents(tmp_path / "site") == contents(site)


def test_properdocs_builds_the_same_bytes_but_for_its_name(site: Path, tmp_path: Path) -> None:
    command_line_build("properdocs", tmp_path / "site")
    generator = re.compile(rb'<meta name="generator" content="[^"]*">')
    expected = {name: generator.sub(b"", data) for name, data in contents(site).items()}
    built = {name: generator.sub(b"", data) for name, data in contents(tmp_path / "site").items()}
    assert built == expected


def test_no_raw_tex_is_seen_anywhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        root = lxml.html.document_fromstring(path.read_text("utf-8"))
        for element in root.xpath("//script | //style | //pre | //code"):
            element.drop_tree()
        text = "\n".join(root.itertext())
        assert not RAW_TEX.search(text), f"{path}: {RAW_TEX.search(text)}"
        sources = "".join(root.xpath("//*[@class='footnote']//li//text()"))
        assert "\\" not in sources, f"{path}: an accent as BibTeX writes it"
        assert 'class="arithmatex"' not in path.read_text("utf-8")


def test_the_search_index_has_readable_formulas_and_other_names(site: Path) -> None:
    found = [json.loads(path.read_text("utf-8")) for path in site.glob("search/files/pages/*.json")]
    pages = {page["url"]: page for page in found}
    for note in NOTES:
        page = pages[address(note)]
        assert page["aliases"] == meta(note).get("aliases", [])
        for section in page["sections"]:
            text = section["heading"] + section["text"]
            assert not RAW_TEX.search(text), (page["url"], RAW_TEX.search(text))


def test_files_of_the_search_are_named_by_their_content(site: Path) -> None:
    names = [path.name for path in site.glob("search/files/**/*.js*")]
    assert names
    assert all(re.fullmatch(r"\w+\.[0-9a-f]{6,8}\.(js|json)", name) for name in names)


@pytest.mark.parametrize("shown", ["note", "topic", "front", "feeds", "tags", "404"])
def test_every_kind_of_page_announces_the_feeds(site: Path, shown: str) -> None:
    path = {
        "note": f"{address(NOTES[0])}index.html",
        "topic": f"{address(NOTES[0]).split('/')[0]}/index.html",
        "front": "index.html",
        "feeds": "feeds/index.html",
        "tags": "tags/index.html",
        "404": "404.html",
    }[shown]
    root = lxml.html.document_fromstring((site / path).read_text("utf-8"))
    assert len(root.xpath("//link[@rel='alternate'][@type!='']")) >= 5


def test_a_front_matter_excerpt_wins(make_site: Callable[..., Path]) -> None:
    source = (
        "---\nid: one\ntitle: 一\ndescription: 二\ndate: 2026-11-24\ntags: [三]\nauthors: [editors]\n"
        "excerpt: 作者自己写的摘要，含 $x^2$。\n---\n\n正文第一句。\n"
    )
    front = (make_site({"basics/one/index.md": source}) / "index.html").read_text("utf-8")
    assert "作者自己写的摘要" in front
    assert "正文第一句" not in front


EQUATIONS = r"""
推导从式 $\eqref{eq:a_b}$ 开始，到式 $\eqref{end}$ 为止。

先看第一式。

$$
\begin{equation}
a = b \label{eq:a_b}
\end{equation}
$$

$$
\begin{align}
c &= d \\
e &= f \label{end}
\end{align}
$$
"""


def test_equations_have_one_count_in_the_page_the_feeds_and_the_search(
    make_site: Callable[..., Path],
) -> None:
    site = make_site({"basics/one/index.md": site_shell.note(body=EQUATIONS)})
    page = lxml.html.parse(site / "basics/one/index.html")
    numbers = page.xpath("//article//math//mtd[last()][starts-with(., '(')]")
    assert [number.text_content() for number in numbers] == ["(1)", "(2)", "(3)"]
    links = page.xpath("//article//p/a[starts-with(@href, '#equation-')]")
    assert [(link.text, page.xpath(f"//*[@id='{link.get('href')[1:]}']")) for link in links] == [
        ("(1)", [numbers[0]]),
        ("(3)", [numbers[2]]),
    ]
    styles = styles_in((site / "basics/one/index.html").read_text("utf-8"))
    assert styles
    assert all(one in (site / "_headers").read_text("utf-8") for one in styles)
    item = json.loads((site / "feeds/new.json").read_text("utf-8"))["items"][0]
    assert "推导从式 (1) 开始，到式 (3) 为止。" in item["summary"]
    assert re.findall(r"\\tag\{(\d)\}", item["content_html"]) == ["1", "2", "3"]
    found = [path.read_text("utf-8") for path in site.glob("search/files/pages/*.json")]
    assert sum("推导从式 (1) 开始，到式 (3) 为止。" in page for page in found) == 1
