"""What a page shows of a text, by the site's own Markdown and an independent parser."""

from __future__ import annotations

import lxml.html
from markdown import Markdown
from mkdocs.config import load_config
from site_shell import ROOT

CONFIG = load_config(str(ROOT / "mkdocs.yml"))


def page(text: str) -> lxml.html.HtmlElement:
    site = Markdown(extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs)
    return lxml.html.fragment_fromstring(site.convert(text), create_parent="div")


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
