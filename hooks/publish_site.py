"""Build beside the site that stands, which is exchanged for a new one when that is whole."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

from hooks.build_state import Build
from kept.site import Unfinished


@event_priority(100)
def on_pre_build(config: MkDocsConfig) -> None:
    build = Build.of(config)
    build.unfinished = Unfinished(Path(config.site_dir), build.cache)
    config.site_dir = str(build.unfinished.folder)


@event_priority(-300)  # after all that write
def on_post_build(config: MkDocsConfig) -> None:
    build = Build.of(config)
    if not (config.strict and _has_warned()):  # MkDocs will refuse it
        build.unfinished.publish()
    config.site_dir = str(build.unfinished.site)
    build.store.save()


def _has_warned() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(one, CountHandler) and one.get_counts() for one in handlers)
