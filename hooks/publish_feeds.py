"""Publish the feeds: Atom, JSON and OPML as files of the site, RSS through mkdocs-rss-plugin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

import feeds
from feeds import atom, json_feed, opml
from feeds.announce import Said, feeds_of, said
from feeds.entry import Entry, Feed, Feeds, Site
from feeds.note import Note
from hooks.build_state import Build, Made
from kept.digest import digest


@dataclass
class Item:
    """What mkdocs-rss-plugin asks of a page; our template reads `entry`."""

    entry: Entry
    pub_date: str = ""
    _mkdocs_page_ref: None = None

    @property
    def created(self) -> Any:
        return self.entry.published

    @property
    def updated(self) -> Any:
        return self.entry.updated


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """After the plugin has set its own template; it uses ours when it writes."""
    if plugin := _rss_plugin(config):
        plugin.tpl_folder = Path(feeds.__path__[0])
        plugin.tpl_file = plugin.tpl_folder / "rss.xml"
    return config


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    site = Site(
        name=config.site_name,
        url=config.site_url or "",
        description=config.site_description or "",
        rights=config.copyright or "",
        language="zh-CN",
        authority=config.extra["feed_authority"],
    )
    build = Build.of(config)
    announced = feeds_of(site, build.announced, build.topics, partial(_said, build))
    written = _written(announced)
    for topic, feed in zip(build.topics, announced.topics, strict=True):
        # Who subscribed before the topic had its present name.
        written |= {
            f"feeds/topic/{old[:-1]}.xml": written[feed.path] for old in topic.redirect_from
        }
    notes = digest(vars(site), build.topics, [build.version(note) for note in build.announced])
    for path, write in written.items():
        files.append(Made.of(config, path, digest("feed", path, notes), write))
    if plugin := _rss_plugin(config):
        _announce(plugin.feed_created, announced.new)
        _announce(plugin.feed_updated, announced.updates)
    build.topic_feeds = {
        topic.slug: (feed.path, atom.MEDIA_TYPE, feed.title)
        for topic, feed in zip(build.topics, announced.topics, strict=True)
    }
    build.feed_links = [
        (announced.new.path, atom.MEDIA_TYPE, announced.new.title),
        (announced.updates.path, atom.MEDIA_TYPE, announced.updates.title),
        *(
            (_json_path(feed), json_feed.MEDIA_TYPE, f"{feed.title}（JSON Feed）")
            for feed in (announced.new, announced.updates)
        ),
    ]


def _said(build: Build, note: Note) -> Said:
    return build.store.under(digest("said", build.version(note)), lambda: said(note))


def _written(announced: Feeds) -> dict[str, Callable[[], bytes]]:
    """What writes each file."""
    every = (announced.new, announced.updates, *announced.topics)
    of_site = {_json_path(feed): feed for feed in (announced.new, announced.updates)}
    return {
        **{feed.path: partial(atom.write, feed) for feed in every},
        **{path: partial(json_feed.write, feed, path) for path, feed in of_site.items()},
        "feeds/all.opml": partial(opml.write, announced),
    }


def _json_path(feed: Feed) -> str:
    return f"{feed.path.removesuffix('.xml')}.json"


def _rss_plugin(config: MkDocsConfig) -> Any:
    return config.plugins.get("rss")


def _announce(target: Any, feed: Feed) -> None:
    """Fill the plugin's own feed, which it makes anew for each build."""
    target.title, target.description = feed.title, feed.subtitle
    target.language, target.copyright = feed.site.language, feed.site.rights
    target.entries = [Item(entry) for entry in feed.entries]
