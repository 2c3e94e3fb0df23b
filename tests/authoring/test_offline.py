"""Pages of site.zip lead to files, whatever it is that leads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from authoring import offline
from pages.markup import MarkupChangedError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("index.html", "a/index.html", "a/甲/index.html", "search/index.html"):
        tmp_path.joinpath(name).parent.mkdir(exist_ok=True, parents=True)
        tmp_path.joinpath(name).write_text("<p>", "utf-8")
    tmp_path.joinpath("search", "search_index.json").write_text("{}", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ('<a href="甲/">', '<a href="甲/index.html">'),
        ('<a class="x>y" href="../#b">', '<a class="x&gt;y" href="../index.html#b">'),
        ("<a href='./?q=1'>", '<a href="index.html?q=1">'),
        ("<a href=%E7%94%B2/>", '<a href="%E7%94%B2/index.html">'),
        ('<form action="../search/">', '<form action="../search/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=../../a/">',
            '<meta http-equiv="refresh" content="0; url=../../a/">',
        ),
        (
            '<meta http-equiv="refresh" content="0; url=../a/">',
            '<meta http-equiv="refresh" content="0; url=../a/index.html">',
        ),
    ],
)
def test_what_leads_to_a_folder_leads_to_its_index(site: Path, html: str, linked: str) -> None:
    page = f"<p>前\u2028\n后</p>\n  {html}<b a=1>尾</B>"
    written, _ = offline.for_files(page, "a", site)
    assert written == f"<p>前\u2028\n后</p>\n  {linked}<b a=1>尾</B>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#here">', '<a href="https://example.org/a/">', '<a href="//a/">', '<a href="/a/">',
        '<a href="missing/">', '<a href="mailto:a@b.c">', "<!-- <a href='甲/'> -->",
        "<script>'<a href=\"甲/\">'</script>", "<p title='<a href=\"甲/\">'>&lt;a href=&quot;甲/&quot;&gt;",
        '<svg viewBox="0 0 1 1"><path/></svg>',
    ],
)  # fmt: skip
def test_everything_else_stays_as_it_is(site: Path, html: str) -> None:
    assert offline.for_files(html, "a", site) == (html, False)


def test_the_stand_in_for_the_search_is_loaded_before_the_box(site: Path) -> None:
    html = '<script src="../assets/actions/everywhere.js"></script>'
    written, searches = offline.for_files(html, "a", site)
    assert searches
    assert written.startswith('<script src="../search/offline.js"></script>')
    assert written.endswith(html)


def test_a_site_without_the_box_is_told(site: Path) -> None:
    with pytest.raises(MarkupChangedError, match="everywhere"):
        list(offline.files(site))


def test_what_a_browser_would_fetch_from_a_server_is_left_out(site: Path) -> None:
    previews = site / "a/甲/preview"
    previews.mkdir()
    previews.joinpath("note.json").write_text("{}", "utf-8")
    site.joinpath("index.html").write_text(
        '<script src="assets/actions/everywhere.js"></script>', "utf-8"
    )
    packed = [name for name, _ in offline.files(site)]
    assert "a/甲/index.html" in packed
    assert not [name for name in packed if "preview" in name]
