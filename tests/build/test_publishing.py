"""What the site gives to hosts, programs and readers who come back."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import lxml.html
import published
import pytest
import server_settings
import serving
from conftest import SITE_URL
from mkdocs.exceptions import Abort, BuildError
from real_notes import NOTES, address, meta
from site_shell import ROOT, SETTINGS, note

from authoring import lint
from authoring.record import recorded
from kept.digest import version_of
from notes.edits import edited
from notes.source import Source
from notes.spans import Attributes, Citation, Comment, FootnoteMark, Link

NOTE = f"/{address(NOTES[0])}"
TOPIC = NOTE.split("/")[1]


def test_no_address_gets_a_header_twice(site: Path) -> None:
    rules = serving.rules_of(site)
    for path in site.rglob("*"):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        found = serving.headers_for(rules, address)
        assert all(len(values) == 1 for values in found.values()), (address, found)


@pytest.mark.parametrize(
    ("address", "header", "expected"),
    [
        ("/", "Cache-Control", "no-cache"),
        (NOTE, "Cache-Control", "no-cache"),
        ("/feeds/new.xml", "Cache-Control", "no-cache"),
        ("/search/search_index.json", "Cache-Control", "no-cache"),
        ("/search/files/core.123456.json", "Cache-Control", "immutable"),
        ("/assets/javascripts/bundle.min.js", "Cache-Control", "immutable"),
        ("/feeds/new.xml", "Content-Type", "application/atom+xml"),
        (f"/feeds/topic/{TOPIC}.xml", "Content-Type", "application/atom+xml"),
        ("/feeds/new.json", "Content-Type", "application/feed+json"),
        ("/feed_rss_created.xml", "Content-Type", "application/rss+xml"),
        (NOTE, "X-Content-Type-Options", "nosniff"),
        (NOTE, "Permissions-Policy", "camera=()"),
    ],
)
def test_headers(site: Path, address: str, header: str, expected: str) -> None:
    assert expected in serving.headers_for(serving.rules_of(site), address)[header][0]


def test_what_is_kept_for_ever_is_called_by_what_is_in_it(site: Path) -> None:
    scripts = [*site.glob("assets/javascripts/*"), *site.glob("search/files/worker.*")]
    assert len(scripts) == 2
    for script in scripts:
        assert version_of(script.read_text("utf-8")) in script.name


def test_no_script_runs_that_the_build_has_not_seen(site: Path) -> None:
    policy = serving.headers_for(serving.rules_of(site), "/")["Content-Security-Policy"][0]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts
    assert scripts[1].count("'sha256-") >= 3
    assert "'unsafe-inline'" not in policy
    assert "default-src 'none'" in policy


def test_nothing_has_a_style_of_its_own_that_the_policy_does_not_know(site: Path) -> None:
    policy = serving.headers_for(serving.rules_of(site), "/")["Content-Security-Policy"][0]
    used = {
        style
        for path in site.rglob("*.*")
        if path.suffix in (".html", ".svg") and ' style="' in (text := path.read_text("utf-8"))
        for style in lxml.html.fromstring(text.encode()).xpath("//@style")
    }
    for style in used:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy, style


def test_no_page_asks_browsers_to_fetch_another_that_the_policy_forbids(site: Path) -> None:
    for path in site.rglob("*.html"):
        hints = lxml.html.parse(path).xpath("//link/@rel")
        assert not {"next", "prefetch", "prerender"}.intersection(" ".join(hints).split()), path


def test_the_style_sheet_has_the_colours_of_drawings(site: Path) -> None:
    """Small ones have no others."""
    css = site.joinpath("assets/styles/all.css").read_text("utf-8")
    named = re.findall(r"var\((--figure-\w+)\)", site.joinpath("index.html").read_text("utf-8"))
    assert named
    assert not [one for one in set(named) if f"{one}:" not in css]


def test_the_policy_is_no_longer_than_hosts_read(site: Path) -> None:
    """Cloudflare Pages reads lines of up to 2,000 characters."""
    policy = serving.headers_for(serving.rules_of(site), "/")["Content-Security-Policy"][0]
    assert len(f"  Content-Security-Policy: {policy}") <= 2000


@pytest.mark.parametrize("server", [server_settings.nginx, server_settings.caddy])
def test_documented_settings_send_what_the_headers_file_says(
    site: Path, server: Callable[[str, str], dict[str, str]]
) -> None:
    text = published.ROOT.joinpath("docs/about/publishing.md").read_text("utf-8")
    block = re.search(rf"```{server.__name__}\n(.*?)```", text, re.DOTALL)
    assert block
    rules = serving.rules_of(site)
    for path in filter(Path.is_file, site.rglob("*")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        said = {name: value for name, (value,) in serving.headers_for(rules, address).items()}
        said["Content-Security-Policy"] = "…"  # to be taken from the file
        sent = server(block[1], address)
        for name in {"Cache-Control", "Content-Type"} - said.keys():  # left to the host
            sent.pop(name, None)
        assert without_charset_of_json(sent) == without_charset_of_json(said), address


@pytest.mark.skipif(not shutil.which("sed"), reason="sed is not installed")
@pytest.mark.parametrize("server", [server_settings.nginx, server_settings.caddy])
def test_settings_below_a_path_send_the_same(
    site: Path, server: Callable[[str, str], dict[str, str]]
) -> None:
    text = published.ROOT.joinpath("docs/about/publishing.md").read_text("utf-8")
    whole, below = (
        re.search(r"`(sed 's[^`]*) site/_headers`", text),
        re.search(r"^sed -E .*", text, re.M),
    )
    block = re.search(rf"```{server.__name__}\n(.*?)```", text, re.DOTALL)
    assert whole
    assert below
    assert block
    rules = site.joinpath("_headers").read_text("utf-8")
    moved = [line for line in piped(whole[1], rules).splitlines() if line.startswith("/")]
    assert moved == [f"/notes{line}" for line in rules.splitlines() if line.startswith("/")]
    settings = piped(below[0], block[1])
    assert "/notes/404.html" in settings
    for path in filter(Path.is_file, site.rglob("*")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        assert server(settings, f"/notes{address}") == server(block[1], address), address


def piped(command: str, text: str) -> str:
    done = subprocess.run(
        ["sh", "-c", command], input=text, capture_output=True, text=True, check=True
    )
    return done.stdout


def without_charset_of_json(headers: dict[str, str]) -> dict[str, str]:
    """JSON is UTF-8 whatever a server says."""
    kind, _, _ = headers.get("Content-Type", "").partition(";")
    return {**headers, "Content-Type": kind} if kind.endswith("json") else headers


def test_what_is_kept_for_ever_is_named_by_its_content(site: Path) -> None:
    rules = serving.rules_of(site)
    for path in site.rglob("*"):
        address = "/" + path.relative_to(site).as_posix()
        kept = serving.headers_for(rules, address).get("Cache-Control", [""])[0]
        if path.is_file() and "immutable" in kept:
            assert re.search(r"\.[0-9a-f]{6,8}\.", path.name), address


def test_an_old_address_leads_to_the_note(make_site: Callable[..., Path]) -> None:
    moved = note().replace("requires: []", "requires: []\nredirect_from: [old/place/, older/]")
    checks = "def three():\n    return 3\n"
    site = make_site({"basics/one/index.md": moved, "basics/one/checks.py": checks})
    for old, target in (
        ("old/place", "../../basics/one/"),
        ("older", "../basics/one/"),
        ("older/checks", "../../basics/one/checks/"),
    ):
        html = lxml.html.parse(site / old / "index.html")
        assert html.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert html.xpath("//a/@href") == [target]
        (canonical,) = html.xpath("//link[@rel='canonical']/@href")
        assert canonical.endswith(target.lstrip("./"))
    assert "old/place" not in (site / "sitemap.xml").read_text("utf-8")


def test_an_old_address_must_be_free(make_site: Callable[..., Path]) -> None:
    moved = note().replace("requires: []", "requires: []\nredirect_from: [basics/two/]")
    with pytest.raises((BuildError, Abort)) as caught:
        make_site({"basics/one/index.md": moved, "basics/two/index.md": note("two")})
    assert "redirect_from basics/two/ 是 docs/basics/two/index.md 的地址 → 删去" in (
        "\n".join(caught.value.__notes__)
    )


def test_downloads_are_linked_where_there_are_some(make_site: Callable[..., Path]) -> None:
    for files, of_notes in (("", ""), ("site.zip notes.epub notes.pdf", "pdf/")):
        settings = {"extra": SETTINGS["extra"] | {"downloads": f"{files} {of_notes}"}}
        site = make_site({"basics/one/index.md": note()}, **settings)
        page = lxml.html.parse(site / "feeds/index.html")
        links = page.xpath("//article//p[contains(., '没有网络')]/a/@href")
        assert links == [f"../{file}" for file in files.split()]
        own = lxml.html.parse(site / "basics/one/index.html").xpath("//a[contains(., 'PDF')]/@href")
        assert own == ([f"../../{of_notes}basics-one.pdf"] if of_notes else [])


def test_no_address_and_no_feed_id_was_lost(site: Path) -> None:
    lost = published.lost(recorded(ROOT), published.of(site))
    assert not lost, (
        f"{lost} were published. Give the note its id back, or list the old address in redirect_from."
    )


def test_everything_published_is_recorded(site: Path) -> None:
    now = published.of(site)
    assert not published.lost(now, recorded(ROOT)), "run `make published`"


def test_a_lost_address_is_noticed() -> None:
    before = {"addresses": ["a/", "b/"], "ids": {"a/": "tag:x:a"}}
    assert published.lost(before, {"addresses": ["a/"], "ids": {"a/": "tag:x:a"}}) == ["b/"]
    other = {"addresses": ["a/", "b/"], "ids": {"a/": "tag:x:other"}}
    assert published.lost(before, other) == ["tag:x:a"]


@pytest.mark.parametrize("source", NOTES, ids=lambda path: path.parent.name)
def test_a_note_says_what_it_is_to_programs(site: Path, source: Path) -> None:
    html = lxml.html.parse(site / address(source) / "index.html")
    data = json.loads(html.xpath("string(//script[@type='application/ld+json'])"))
    assert data["@type"] == "TechArticle"
    assert data["@id"].endswith(f":{meta(source)['id']}")
    assert data["url"].endswith(f"/{address(source)}")
    assert data["headline"] == html.xpath("string(//article//h1)")
    assert data["datePublished"] <= data["dateModified"]
    assert data["author"][0]["name"]
    assert html.xpath("//meta[@property='og:title']/@content") == [data["headline"]]
    assert html.xpath("//meta[@property='og:url']/@content") == [data["url"]]


@pytest.mark.parametrize("source", NOTES, ids=lambda path: path.parent.name)
def test_a_note_has_its_markdown_beside_it(site: Path, source: Path) -> None:
    text = (site / address(source) / "index.md").read_text("utf-8")
    assert text.startswith("# ")
    assert not text.startswith("---")
    assert f"/{address(source)}index.md)" in (site / "llms.txt").read_text("utf-8")
    copy = Source(source, source.name, text)
    names = [one.start + len("[^") for one in copy.of(FootnoteMark)]
    apart = edited(text, [(name, name, f"{meta(source)['id']}-") for name in names])
    assert apart in (site / "llms-full.txt").read_text("utf-8")
    assert not [*copy.of(Citation), *copy.of(Comment), *copy.of(Attributes)]
    for key in {one.key for cited in lint.source(source, ROOT).of(Citation) for one in cited.cited}:
        assert f"[^{key}]" in text
        assert f"\n[^{key}]: " in text
    for target in (link.target for link in copy.of(Link)):
        path = target.partition("#")[0].removeprefix(SITE_URL)
        assert target.startswith("https://"), target
        assert path.startswith("https://") or (site / path).exists(), target
