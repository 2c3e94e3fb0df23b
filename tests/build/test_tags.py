"""Tags on the pages of a site and in its feeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from mkdocs.exceptions import Abort, BuildError
from site_shell import TOPICS, note


def shown(heading: lxml.html.HtmlElement) -> str:
    return str(heading.text_content()).strip().removesuffix("¶")


def test_a_tag_leads_to_its_own_notes(make_site: Callable[..., Path]) -> None:
    names = ["C", "C++", "C#", "R&D", "深度学习"]
    site = make_site(
        {
            f"basics/n{number}/index.md": note(f"n{number}", title=f"关于 {name}").replace(
                "[测试]", f'["{name}"]'
            )
            for number, name in enumerate(names)
        }
    )
    tags = lxml.html.parse(site / "tags/index.html")
    for number, name in enumerate(names):
        page = lxml.html.parse(site / f"basics/n{number}/index.html")
        (href,) = page.xpath("//a[@rel='tag']/@href")
        path, _, anchor = unquote(href).partition("#")
        assert path == "../../tags/"
        (heading,) = tags.xpath("//*[@id=$id]", id=anchor)
        assert shown(heading) == name
        (entry,) = heading.getnext().xpath(".//a")
        assert entry.text == f"关于 {name}"


def test_another_spelling_of_a_tag_is_told_at_its_line(make_site: Callable[..., Path]) -> None:
    files = {
        "basics/one/index.md": note().replace("[测试]", "[LoRA]"),
        "basics/two/index.md": note("two").replace("[测试]", "[lora]"),
    }
    with pytest.raises((BuildError, Abort)) as caught:
        make_site(files)
    assert "docs/basics/two/index.md:6 tags lora 同 docs/basics/one/index.md 的 LoRA" in (
        "\n".join(caught.value.__notes__)
    )


def test_a_tag_that_is_the_topic_too_is_listed_once(make_site: Callable[..., Path]) -> None:
    title = TOPICS["basics"]
    site = make_site({"basics/one/index.md": note().replace("[测试]", f"[{title}, 测试]")})
    (item,) = json.loads((site / "feeds/new.json").read_text("utf-8"))["items"]
    assert item["tags"] == [title, "测试"]
    atom = lxml.etree.parse(site / "feeds/new.xml")
    assert atom.xpath("//*[local-name()='category']/@label") == [title, "测试"]
    facts = lxml.html.parse(site / "basics/one/index.html").xpath("//article//p[@class='facts']/a")
    assert [link.text_content() for link in facts] == [title, "测试"]
    headings = lxml.html.parse(site / "tags/index.html").iter("h2")
    assert title in map(shown, headings)
