"""What a page shows of a text, by the site's own Markdown and an independent parser."""

from __future__ import annotations

import lxml.html
from mkdocs.config import load_config
from site_shell import ROOT

from pages.parser import Parser

CONFIG = load_config(str(ROOT / "mkdocs.yml"))


def new_parser() -> Parser:
    return Parser(CONFIG.markdown_extensions, CONFIG.mdx_configs)


PARSER = new_parser()


def page(text: str) -> lxml.html.HtmlElement:
    html, _ = PARSER.parsed(text, lambda path: None)
    return lxml.html.fragment_fromstring(html, create_parent="div")


def code_and_formulas(text: str) -> tuple[list[str], list[str]]:
    """In the order of the page."""
    shown = page(text)
    for numbers in shown.xpath("//*[contains(@class, 'linenos')]"):
        numbers.drop_tree()
    code = shown.xpath("//*[self::pre or self::code][not(ancestor::pre or ancestor::code)]")
    formulas = shown.xpath("//*[contains(@class, 'arithmatex')]")
    return (
        [text for one in code if (text := squeezed(one.text_content()))],
        [squeezed(one.text_content().strip()[2:-2]) for one in formulas],
    )


def squeezed(text: str) -> str:
    return " ".join(text.split())
