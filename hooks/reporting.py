"""End a build that has problems: all of them told, nothing written."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from feeds.problem import Problem

# Under mkdocs.*, else --strict does not count what is logged.
log = logging.getLogger("mkdocs.hooks.reporting")


def stop(problems: Iterable[Problem]) -> None:
    """Log every problem once and raise PluginError; nothing happens if there is none."""
    found = sorted(set(problems))
    for problem in found:
        log.error(f"docs/{problem}")
        if os.environ.get("GITHUB_ACTIONS"):  # shown at the line, in the pull request
            print(f"::error file=docs/{problem.file},line={max(1, problem.line)}::{problem}")
    if found:
        raise PluginError(f"{len(found)} problem(s) in the sources, listed above.")


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Name the file of docs/ that cannot be read, in one line: nothing can be built without it."""
    try:
        yield
    except Exception as error:  # YAML, BibTeX, missing keys: each library has its own
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise PluginError(f"docs/{name}: {reason}") from error


def line_of(file: File, text: str) -> int:
    """1-based line where a text first stands in its source; 0 if Markdown changed it on the way."""
    before, found, _ = file.content_string.partition(text)
    return before.count("\n") + 1 if found else 0
