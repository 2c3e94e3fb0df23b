"""Say what a long build is doing. The clock shapes nothing that is published."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from hooks.build_state import Build

FIRST, LAST = 2000, -2000
"""Priorities: before all others, after all others."""


@event_priority(FIRST)
def on_pre_build(config: MkDocsConfig) -> None:
    Build.of(config).progress.begin("读源文件")


@event_priority(FIRST)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    Build.of(config).progress.begin("排版正文", len(files.documentation_pages()))


@event_priority(LAST)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    Build.of(config).progress.go_on()


@event_priority(FIRST)
def _rendered(env: Any, config: MkDocsConfig, files: Files) -> None:
    Build.of(config).progress.begin("汇总")


@event_priority(LAST)
def _gathered(env: Any, config: MkDocsConfig, files: Files) -> None:
    Build.of(config).progress.begin("写页面", len(files.documentation_pages()))


on_env = CombinedEvent(_rendered, _gathered)


@event_priority(FIRST)
def _written(config: MkDocsConfig) -> None:
    Build.of(config).progress.begin("收尾")


@event_priority(LAST)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> None:
    Build.of(config).progress.go_on()


@event_priority(LAST)
def _ended(config: MkDocsConfig) -> None:
    Build.of(config).progress.end()


on_post_build = CombinedEvent(_written, _ended)
