"""When nothing at all has changed, the site stays as it is and nothing is read but the sources.

Only of strict builds, which say nothing: what a build has to say would be said once, and then no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from hooks import build_state
from hooks.build_state import KEY, Build
from kept.digest import digest
from kept.site import Unfinished, stamps

TAKEN_APART = frozenset(
    ("config_file_path", "dev_addr", "docs_dir", "extra", "hooks", "plugins", "site_dir")
)
"""Settings of which not all matters, or not as it is."""


@event_priority(-1000)  # when all settings are as they will be
def on_config(config: MkDocsConfig) -> None:
    if not config.strict:
        return
    build, site = Build.of(config), Path(config.site_dir)
    build.whole = digest(*_settings(config)), _sources(config)
    if build.store.get(_name(site)) == (build.whole, stamps(site)):
        _leave_alone(config)


def _settings(config: MkDocsConfig) -> Iterator[object]:
    yield {name: value for name, value in config.items() if name not in TAKEN_APART}
    yield {name: value for name, value in config.extra.items() if name != KEY}
    yield {name: getattr(plugin, "config", {}) for name, plugin in config.plugins.items()}
    yield [Path(hook).read_bytes() for hook in config.hooks]


def _sources(config: MkDocsConfig) -> bytes:
    folders = [Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder]
    return digest(
        *(
            {name: digest(folder.joinpath(name).read_bytes()) for name in stamps(folder)}
            for folder in folders
        )
    )


def _leave_alone(config: MkDocsConfig) -> None:
    """Give MkDocs nothing to read, and another folder to write nothing into."""
    build, site = Build.of(config), config.site_dir
    build.unfinished = Unfinished(Path(site), build.cache, {})
    config.docs_dir = config.site_dir = str(build.unfinished.folder)

    def restore(config: MkDocsConfig) -> None:
        config.site_dir = site

    for handlers in config.plugins.events.values():
        handlers.clear()
    config.plugins.events["files"].append(lambda files, config: Files([]))
    config.plugins.events["post_build"].append(restore)
    config.theme.static_templates.clear()
    build_state.log.info("没有改过什么，网站不变。")


@event_priority(-400)  # when the site stands
def on_post_build(config: MkDocsConfig) -> None:
    build, site = Build.of(config), Path(config.site_dir)
    # What is edited while it is built may be on the site or not.
    if config.strict and build.unfinished.is_published and build.whole[1] == _sources(config):
        build.store.put(_name(site), (build.whole, stamps(site)))
        build.store.save()


def _name(site: Path) -> bytes:
    return digest("whole", str(site.absolute()))
