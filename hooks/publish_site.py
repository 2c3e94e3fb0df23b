"""Build beside the site that stands, which is exchanged for a new one when that is whole."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

from hooks.build_state import Build
from kept.digest import digest
from kept.site import Unfinished


@event_priority(100)
def on_pre_build(config: MkDocsConfig) -> None:
    build, site = Build.of(config), Path(config.site_dir)
    build.unfinished = Unfinished(site, build.cache, build.store.get(_key(site)) or {})
    config.site_dir = str(build.unfinished.folder)


@event_priority(-300)  # after all that write
def on_post_build(config: MkDocsConfig) -> None:
    build = Build.of(config)
    site = build.unfinished.site
    if not (config.strict and _has_warned()):  # MkDocs will refuse it
        build.store.put(_key(site), build.unfinished.publish(build.inline))
    config.site_dir = str(site)
    build.store.save(is_all=True)


def _key(site: Path) -> bytes:
    return digest("site", str(site.absolute()))


def _has_warned() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(one, CountHandler) and one.get_counts() for one in handlers)
