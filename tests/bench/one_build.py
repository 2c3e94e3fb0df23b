"""One timed build: seconds in all, in this project's own hooks, in the search."""

from __future__ import annotations

import functools
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

RENDERING = ("hooks/render_pages.py", "on_nav"), ("hooks/write_pages.py", "on_env")
"""They wait for other processes: for Markdown, and for the theme's templates, mostly."""
spent = {"own": 0.0, "own search": 0.0, "search": 0.0}


def timed(event: Callable[..., Any]) -> Callable[..., Any]:
    """The event handler, its time added to what it is spent on."""
    module = getattr(event, "__module__", "") or ""
    is_ours = "hooks/" in module and (module, getattr(event, "__name__", "")) not in RENDERING
    purposes = ["own"] if is_ours else []
    if "hooks/publish_search" in module:
        purposes += ["search", "own search"]
    elif "plugins.search" in module:
        purposes.append("search")

    @functools.wraps(event)
    def run(*positional: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return event(*positional, **named)
        finally:
            for purpose in purposes:
                spent[purpose] += time.perf_counter() - started

    return run


def time_what_is_left(config: MkDocsConfig) -> None:
    """The last step of the configuration, in which handlers may be taken out."""
    for name, handlers in config.plugins.events.items():
        if name != "config":
            handlers[:] = map(timed, handlers)


def main(config_file: str, docs: str, site: str) -> None:
    started = time.perf_counter()
    config = load_config(config_file, docs_dir=docs, site_dir=site, site_url="https://example.org/")
    topics = sorted({note.parts[-3] for note in Path(docs).glob("*/*/index.md")})
    config.extra["topics"] = {topic: topic for topic in topics}
    events = config.plugins.events
    events["config"][:] = [*map(timed, events["config"]), time_what_is_left]
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, **spent}))


if __name__ == "__main__":
    main(*sys.argv[1:])
