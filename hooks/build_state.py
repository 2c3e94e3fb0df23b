"""What the hooks of one build share, and how a build ends that has problems."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from feeds.note import Note
from notes.front_matter import Meta
from notes.problem import Problem
from notes.terms import Term
from pages.headers import Inline

# Under mkdocs.*, else --strict does not count what is logged.
log = logging.getLogger("mkdocs.hooks")
KEY = "build"


class Problems:
    """Mistakes in the sources. Collected until `tell`, refused one by one after it."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()
        self._over = False

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, *problems: Problem) -> None:
        """Raises PluginError when pages are being written already: none may be lost."""
        self._found.update(problems)
        if self._over:
            self.tell()

    def of(self, source: str) -> list[Problem]:
        """Those of one file below docs/."""
        return [problem for problem in self._found if problem.file == source]

    def tell(self) -> None:
        """Log every problem, and raise PluginError if there is one. Before pages are written."""
        self._over = True
        for problem in sorted(self._found):
            log.error(f"docs/{problem}")
            if os.environ.get("GITHUB_ACTIONS"):  # shown at the line, in the pull request
                print(f"::error file=docs/{problem.file},line={max(1, problem.line)}::{problem}")
        if self._found:
            raise PluginError(f"{len(self._found)} problem(s) in the sources, listed above.")


@dataclass
class Build:
    """One build, from its first event to its last."""

    problems: Problems = field(default_factory=Problems)
    authors: dict[str, str] = field(default_factory=dict)
    """Names to show, by key."""
    terms: list[Term] = field(default_factory=list)
    metas: dict[str, Meta] = field(default_factory=dict)
    """Valid front matter of notes, by path below docs/."""
    notes: list[Note] = field(default_factory=list)
    """In reading order, once all pages are rendered."""
    unknown_citations: list[str] = field(default_factory=list)
    """Of the page that is being rendered."""
    search_core: str = ""
    search_worker: str = ""
    """Addresses below the site's root."""
    inline: Inline = field(default_factory=Inline)
    """Scripts and styles written into pages, as the policy names them."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> Build:
        """The build that this configuration was loaded for."""
        build: Build = config.extra.setdefault(KEY, cls())
        return build


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
