"""What the hooks of one build share, and how a build ends that has problems."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar, overload

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from feeds.digest import LABELS, Transmission
from feeds.note import Note, Topic
from notes import handwritten, path_of, topic_of
from notes.authors import Author
from notes.front_matter import Meta
from notes.problem import Problem, tell
from notes.references import Reference
from notes.source import Source
from notes.terms import Term
from pages.facts import Facts, Mistake
from pages.headers import Inline
from pages.learning_path import Drawing

# Under mkdocs.*, else --strict does not count what is logged.
log = logging.getLogger("mkdocs.hooks")
KEY = "build"
FeedLink = tuple[str, str, str]
"""Address below the site's root, media type, title."""


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


T = TypeVar("T")


class Given(Generic[T]):
    """What one hook finds and others need: to ask for it before it is there is refused, with the reason."""

    def __init__(self, hook: str) -> None:
        self.hook = hook

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, build: None, owner: type) -> Given[T]: ...
    @overload
    def __get__(self, build: object, owner: type) -> T: ...
    def __get__(self, build: object | None, owner: type) -> Given[T] | T:
        if build is None:
            return self
        if self.name not in vars(build):
            raise PluginError(
                f"mkdocs.yml：hooks/{self.hook}.py 给出 {self.name}，要排在用到它的钩子前面。"
            )
        value: T = vars(build)[self.name]
        return value

    def __set__(self, build: object, value: T) -> None:
        vars(build)[self.name] = value


class Build:
    """One build, from its first event to its last. Templates read it as `build`."""

    authors = Given[dict[str, Author]]("read_notes")
    """By key."""
    references = Given[dict[str, Reference]]("cite_sources")
    """Sources, by key."""
    terms = Given[list[Term]]("explain_terms")
    notation = Given[dict[str, Any]]("explain_terms")
    elements = Given[dict[str, frozenset[str]]]("walk_pages")
    """Custom elements, and the settings that each has."""

    # Once all pages are rendered:
    published = Given[list[Note]]("read_notes")
    """In reading order."""
    notes = Given[list[Note]]("read_notes")
    """Those of them that were not taken back."""
    note_of = Given[dict[str, Note]]("read_notes")
    """By path below docs/; those that were taken back too, and drafts that are shown."""
    topics = Given[list[Topic]]("read_notes")
    """Those that have notes."""
    transmissions = Given[list[Transmission]]("read_notes")
    prerequisites = Given[dict[str, list[Note]]]("read_notes")
    """By the id of a note, in reading order; so are these: what builds on it."""
    builds_on = Given[dict[str, list[Note]]]("read_notes")
    minutes = Given[dict[str, int]]("read_notes")
    """To read a note, by its id."""
    learning_path = Given[Drawing]("read_notes")
    bibtex = Given[Callable[[Note], str]]("read_notes")
    feed_links = Given[list[FeedLink]]("publish_feeds")
    topic_feeds = Given[dict[str, FeedLink]]("publish_feeds")
    """By the topic's folder."""
    search_core = Given[str]("publish_search")
    search_worker = Given[str]("publish_search")
    """Addresses below the site's root."""

    labels = LABELS
    topic_of = staticmethod(topic_of)

    def __init__(self) -> None:
        self.problems = Problems()
        self.metas: dict[str, Meta] = {}
        """Valid front matter of notes, by path below docs/."""
        self.drafts: dict[str, Meta] = {}
        """The same of drafts that are shown."""
        self.functions: dict[str, tuple[str, ...] | None] = {}
        """Of the checks.py of a note, by the note's path; None if it cannot be read."""
        self.facts: dict[str, Facts] = {}
        """Of pages that are rendered, by path below docs/."""
        self.inline = Inline()
        """Scripts and styles written into pages, as the policy names them."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> Build:
        """The build that this configuration was loaded for."""
        if KEY not in config.extra:
            _refuse_unlisted(config)
            config.extra[KEY] = cls()
        build: Build = config.extra[KEY]
        return build


def _refuse_unlisted(config: MkDocsConfig) -> None:
    """A hook that is not listed is missed by nobody until a reader misses what it does."""
    here = Path(__file__)
    listed = {Path(hook).name for hook in config.hooks}
    if unlisted := {path.name for path in here.parent.glob("*.py")} - listed - {here.name}:
        names = "、".join(f"hooks/{name}" for name in sorted(unlisted))
        raise PluginError(f"mkdocs.yml：hooks 里没有列出 {names}；不用的，把文件删掉。")


def tell_mistakes(build: Build, file: File, mistakes: Iterable[Mistake]) -> None:
    """Mistakes in a page as problems of its source."""
    path = path_of(file.src_uri)
    source = source_of(file)
    for one in mistakes:
        if one.place is not None:
            build.problems.add(source.problem(one.place, one.rule, one.message, one.instead))
            continue
        if line := line_of(source, one.written):
            line += one.below
        build.problems.add(Problem(path, line, 0, one.rule, one.message, one.instead))


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


def is_left_out(file: File) -> bool:
    """Of what is published; a draft may be shown to its author."""
    return file.inclusion in (InclusionLevel.DRAFT, InclusionLevel.EXCLUDED)


def source_of(file: File) -> Source:
    return _source(path_of(file.src_uri), file.content_string)


@lru_cache(maxsize=16)
def _source(path: str, text: str) -> Source:
    """What one hook has asked of it, the next one is not to work out again."""
    return Source(Path(path), path, text)


def line_of(source: Source, written: str) -> int:
    """1-based line where a text first stands in a source, outside of code if it does; 0 if nowhere."""
    at = source.place_of(written)
    return 0 if at is None else source.line_at(at)
