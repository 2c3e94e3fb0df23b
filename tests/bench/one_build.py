"""One timed build: seconds in all, seconds in this project's own hooks, peak memory."""

from __future__ import annotations

import functools
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

spent = 0.0


def timed(event: Callable[..., Any]) -> Callable[..., Any]:
    """The event handler, its time added to `spent`."""

    @functools.wraps(event)
    def run(*positional: Any, **named: Any) -> Any:
        global spent
        started = time.perf_counter()
        try:
            return event(*positional, **named)
        finally:
            spent += time.perf_counter() - started

    return run


def is_ours(event: Callable[..., Any]) -> bool:
    return "hooks/" in (getattr(event, "__module__", "") or "")


def main(config_file: str, docs: str, site: str) -> None:
    started = time.perf_counter()
    config = load_config(config_file, docs_dir=docs, site_dir=site, site_url="https://example.org/")
    if (overrides := Path(docs, ".overrides")).exists() and "stock" not in config_file:
        config.theme.dirs[0] = str(overrides)
    for events in config.plugins.events.values():
        events[:] = [timed(event) if is_ours(event) else event for event in events]
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "own": spent, "peak": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
