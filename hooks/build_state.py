"""What the hooks of one build share, and how a build ends that has problems."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from feeds.note import Note
from notes import handwritten, path_of
from notes.authors import Author
from notes.front_matter import Meta
from notes.problem import Problem, tell
from notes.references import Reference
from notes.terms import Term

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

    def of(self, file: str) -> list[Problem]:
        """Those of one file, named from the root of the repository."""
        return [problem for problem in self._found if problem.file == file]

    def tell(self) -> None:
        """Log every problem, and raise PluginError if there is one. Before pages are written."""
        self._over = True
        if self._found:
            _stop(self._found)


@dataclass
class Build:
    """One build, from its first event to its last."""

    problems: Problems = field(default_factory=Problems)
    authors: dict[str, Author] = field(default_factory=dict)
    """By key."""
    terms: list[Term] = field(default_factory=list)
    metas: dict[str, Meta] = field(default_factory=dict)
    """Valid front matter of notes, by path below docs/."""
    notes: list[Note] = field(default_factory=list)
    """In reading order, once all pages are rendered."""
    references: dict[str, Reference] = field(default_factory=dict)
    """By key."""
    search_core: str = ""
    search_worker: str = ""
    """Addresses below the site's root."""
    script_hashes: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, config: MkDocsConfig) -> Build:
        """The build that this configuration was loaded for."""
        build: Build = config.extra.setdefault(KEY, cls())
        return build


@contextmanager
def reading(config: MkDocsConfig, name: str) -> Iterator[Path]:
    """A file of docs/ without which nothing can be built: what is wrong in it ends the build."""
    file, path = path_of(name), Path(config.docs_dir, name)
    try:
        yield path
    except Exception as error:  # BibTeX, missing keys: each library has its own
        ours = "" if isinstance(error, ValueError) else f"{type(error).__name__}: "
        reason = " ".join(f"{ours}{error}".split())
        _stop([Problem(file, 0, 0, "内容", f"读不了：{reason}", "照别的条目的样子写")])


def read_yaml(config: MkDocsConfig, name: str) -> Any:
    """The value of such a file that is YAML."""
    with reading(config, name) as path:
        text = path.read_text("utf-8")
    value, problems = handwritten.read(path_of(name), text)
    if problems:
        _stop(problems)
    return value


def _stop(problems: Collection[Problem]) -> NoReturn:
    """Log every problem, and raise PluginError."""
    tell(problems, log.error)
    raise PluginError(f"共 {len(problems)} 处要改，都列在上面。")


def line_of(file: File, text: str) -> int:
    """1-based line where a text first stands in its source; 0 if Markdown changed it on the way."""
    before, found, _ = file.content_string.partition(text)
    return before.count("\n") + 1 if found else 0
