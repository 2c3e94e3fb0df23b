"""What the hooks of one build share, and how a build ends that has problems."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar, overload

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file
from mkdocs.utils.meta import get_data

from feeds.digest import LABELS, Transmission, listed
from feeds.note import Note, Topic
from kept import workers
from kept.digest import digest, of_bytes, program
from kept.site import Unfinished
from kept.store import Store
from notes import citations, front_matter, handwritten, path_of, tags, topic_of
from notes.authors import Author
from notes.copy import Copy
from notes.front_matter import Meta
from notes.kinds import ALIKE
from notes.problem import Problem, tell
from notes.references import Reference, describe
from notes.source import Source
from notes.terms import Term
from pages import learning_path, mentions, parts, sources, visits
from pages.content import Texts
from pages.facts import Citation, Facts, Mistake, told
from pages.headers import Inline
from pages.mentions import Backlinks
from pages.miniature import are_few
from pages.parser import Parser
from pages.parts import Part
from pages.uses import Uses

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


class Progress:
    """What a build is doing and how far it is, if it takes long; at its end, what took how long."""

    QUIET, EVERY = 4.0, 2.0
    """Seconds before anything is said, and from one line of a step to the next."""

    def __init__(self) -> None:
        self._began = self._told = time.monotonic()
        self._steps: dict[str, float] = {}

    def begin(self, step: str, parts: int = 0) -> None:
        self._steps[step] = time.monotonic()
        self._done, self._parts = 0, parts
        self._tell(f"{step}……", after=0)

    def go_on(self) -> None:
        """One more part of the step is done."""
        self._done += 1
        self.at(self._done, self._parts)

    def at(self, done: int, parts: int) -> None:
        self._tell(f"{list(self._steps)[-1]}：{done} / {parts}", after=self.EVERY)

    def end(self) -> None:
        ends = [*list(self._steps.values())[1:], time.monotonic()]
        took = {
            step: end - start for (step, start), end in zip(self._steps.items(), ends, strict=True)
        }
        if sum(took.values()) > self.QUIET:
            each = "，".join(f"{step} {seconds:.1f}" for step, seconds in took.items())
            log.info("用了 %.1f 秒：%s", sum(took.values()), each)

    def _tell(self, line: str, after: float) -> None:
        now = time.monotonic()
        if workers.is_one():  # the process that began it speaks
            return
        if now - self._began > self.QUIET and now - self._told > after:
            self._told = now
            log.info("%s", line)


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


class Kept(NamedTuple, Generic[T]):
    """What is loaded when it is asked for."""

    name: bytes
    """Another one if anything in it is different."""
    load: Callable[[], T]


class Made(File):
    """A generated file that is made when it must be written."""

    key: bytes
    """Of all that its content depends on."""
    make: Callable[[], bytes]

    @classmethod
    def of(cls, config: MkDocsConfig, uri: str, key: bytes, make: Callable[[], bytes]) -> Made:
        file = cls.generated(config, uri, content=b"")
        assert isinstance(file, cls)
        file.key, file.make = key, make
        return file

    def copy_file(self, dirty: bool = False) -> None:
        """As MkDocs writes what it has not rendered."""
        write_file(self.make(), self.abs_dest_path)


class PageSource(NamedTuple):
    """What is read of a page's source before it is rendered."""

    markdown: str
    meta: dict[str, Any]
    mentioned: list[str]


def _page_source(file: File) -> PageSource:
    text = file.content_string
    return PageSource(*get_data(text), citations.mentioned(text))


class Build:
    """One build, from its first event to its last. Templates read it as `build`."""

    authors = Given[dict[str, Author]]("read_notes")
    """By key."""
    references = Given[dict[str, Reference]]("cite_sources")
    """Sources, by key."""
    terms = Given[list[Term]]("explain_terms")
    terms_of = Given[dict[str, list[Term]]]("explain_terms")
    """By the id of the note that explains them."""
    notation = Given[dict[str, Any]]("explain_terms")
    elements = Given[dict[str, frozenset[str]]]("render_pages")
    """Custom elements, and the settings that each has."""

    unfinished = Given[Unfinished]("publish_site")
    whole = Given[tuple[bytes, bytes]]("keep_site")
    """Of the settings, and of all sources."""
    recipe = Given[bytes]("render_pages")
    parser = Given[Parser]("render_pages")

    # Once all sources are read; notes as paths below docs/:
    metas = Given[dict[str, Meta]]("read_notes")
    """Valid front matter."""
    order = Given[list[str]]("read_notes")
    """To read them in."""
    in_topic = Given[dict[str, list[str]]]("read_notes")
    """In this order, by the topic's folder."""

    # Once all pages are rendered:
    announced = Given[list[Note]]("read_notes")
    """Those that were taken back too, in reading order."""
    notes = Given[list[Note]]("read_notes")
    """Those of them that were not taken back."""
    note_of = Given[dict[str, Note]]("read_notes")
    """By path below docs/; those that were taken back too, and drafts that are shown."""
    topics = Given[list[Topic]]("read_notes")
    """Those that have notes."""
    transmissions = Given[list[Transmission]]("read_notes")
    history = Given[list[Transmission]]("read_notes")
    """All there were, newest first."""
    prerequisites = Given[dict[str, list[Note]]]("read_notes")
    """By the id of a note, in reading order; so are these: what builds on it."""
    builds_on = Given[dict[str, list[Note]]]("read_notes")
    backlinks = Given[dict[str, Backlinks]]("find_neighbours")
    """Of notes, by id; so are these:"""
    related = Given[dict[str, list[tuple[Note, str]]]]("find_neighbours")
    """Others, and what they have in common with one."""
    miniature = Given[Callable[[Note], str]]("draw_miniatures")
    """A small figure of a note as SVG; empty if it has none."""
    with_figures = Given[Callable[[Sequence[Note]], list[tuple[Note, str]]]]("draw_miniatures")
    path_next = Given[dict[str, Note]]("read_notes")
    """What to read after a note, by its id."""
    minutes = Given[dict[str, int]]("read_notes")
    """To read a note, by its id."""
    bibtex = Given[Callable[[Note], str]]("read_notes")
    card_of = Given[Callable[[Note | None], str]]("share_cards")
    """Address of the picture that goes with links to a note, or to any other page."""
    often_cited = Given[list[tuple[str, int]]]("list_uses")
    """Keys of sources that several notes cite, and how many do; the most cited first."""
    uses = Given[dict[str, Uses]]("list_uses")
    """Of terms, by what notes call them."""
    subjects = Given[dict[str, list[str]]]("list_uses")
    """Terms that a note explains, or speaks of in several of its sections, by its path below docs/."""
    feed_links = Given[list[FeedLink]]("publish_feeds")
    topic_feeds = Given[dict[str, FeedLink]]("publish_feeds")
    """By the topic's folder."""
    nav = Given[Navigation]("keep_pages")
    published = Given[list[File]]("keep_pages")
    """Every page, whether it is written anew or not."""
    once = Given[Callable[..., str]]("render_once")
    search_worker = Given[str]("publish_search")
    theme_script = Given[str]("mend_material")
    """Addresses below the site's root."""

    labels = LABELS
    kinds = tuple(dict.fromkeys(ALIKE.values()))
    """Those that readers tell apart."""
    initials = sources.INITIALS
    """Names of the lists of sources."""
    source_list = staticmethod(sources.list_of)
    topic_of = staticmethod(topic_of)
    tag_anchor = staticmethod(tags.anchor)
    under = staticmethod(parts.under)
    preview = staticmethod(mentions.preview)
    are_few = staticmethod(are_few)
    learning_path = staticmethod(learning_path.draw)
    for_script = staticmethod(visits.data)
    listed = staticmethod(listed)

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        """The folder of what one build leaves for the next, beside the sources."""
        self.store = Store(cache / "kept.sqlite", program())
        self.problems = Problems()
        self.read: dict[str, tuple[Meta, bool, list[Problem]]] = {}
        """What `front_matter_of` has read, by path below docs/."""
        self.drafts: dict[str, Meta] = {}
        """Front matter of drafts that are shown."""
        self.progress = Progress()
        self.functions: dict[str, tuple[str, ...] | None] = {}
        """Of the checks.py of a note, by the note's path; None if it cannot be read."""
        self.at_once: list[Callable[[Page], object]] = []
        """What hooks make of a page as soon as it is rendered, while its texts are at hand."""
        self.facts: dict[str, Facts] = {}
        """Of pages that are rendered, by path below docs/, without their texts."""
        self._contents: dict[str, bytes] = {}
        self.sources: dict[str, PageSource] = {}
        """Of pages, by path below docs/."""
        self._listings: dict[str, bytes] = {}
        self.signs: frozenset[str] = frozenset()
        """What formulas of pages are drawn with."""
        self.parts: dict[str, Part] = {}
        """Of lists, by their pages below docs/."""
        self.begins: dict[tuple[str, str], str] = {}
        """Address of the part in which a list comes to a tag or a topic, by the list and its name."""
        self.sections: list[Section] = []
        """Of the navigation: topics."""
        self.places: dict[str, tuple[Section, int]] = {}
        """Of pages in them, by path below docs/."""
        self.texts: dict[str, Kept[Texts]] = {}
        """Of pages, by path below docs/; so are these:"""
        self.copies: dict[str, Kept[Copy]] = {}
        self.loaded: tuple[bytes, Any] = b"", None
        """The last of them that was asked for, and its name."""
        self.inline: dict[str, Inline] = {}
        """What is written into a page, as the policy names it, by its path in the site."""

    def came(self, kind: str, topic: str, part: Part) -> list[Transmission]:
        """Those of a kind and a topic, if these are named, that a part of their list shows."""
        chosen = [
            one
            for one in self.history
            if ALIKE[one.kind] == (kind or ALIKE[one.kind])
            and one.note.topic.slug == (topic or one.note.topic.slug)
        ]
        return chosen[(part.number - 1) * parts.NOTES : part.number * parts.NOTES]

    def source_address(self, key: str) -> str:
        """Where it is listed which notes cite a source, below the site's root; nothing if none does."""
        page = self.begins.get((sources.list_of(sources.initial(key)), key))
        return f"{page}{sources.fragment(key)}" if page else ""

    def described(self, key: str) -> str:
        """HTML of a source's one line."""
        html = markdown.markdown(describe(self.references[key]))
        return html.removeprefix("<p>").removesuffix("</p>")

    def citations(self, key: str, note: Note) -> list[Citation]:
        """Where a note cites a source."""
        return [one for one in self.facts[note.source].citations if one.key == key]

    def notes_of(self, sources: Iterable[str]) -> list[Note]:
        return [self.note_of[source] for source in sources]

    def content(self, file: File) -> bytes:
        """A hash of a source's."""
        if file.src_uri not in self._contents:
            self._contents[file.src_uri] = of_bytes(file.content_bytes)
        return self._contents[file.src_uri]

    def cited(self, file: File) -> list[str]:
        """Keys of all sources that a page can cite."""
        return [key for key in self.page_source(file).mentioned if key in self.references]

    def page_source(self, file: File) -> PageSource:
        if file.src_uri not in self.sources:
            key = digest("page", self.content(file))
            self.sources[file.src_uri] = self.store.under(key, partial(_page_source, file))
        return self.sources[file.src_uri]

    def listing(self, note: Note) -> bytes:
        """A hash of all that is known of a note but its text."""
        if note.id not in self._listings:
            apart = ("texts", "quoted", "excerpt")
            self._listings[note.id] = digest(
                {name: value for name, value in vars(note).items() if name not in apart}
            )
        return self._listings[note.id]

    def version(self, note: Note) -> bytes:
        """A hash of all that is known of a note."""
        own = self.metas.get(note.source, {}).get("excerpt")
        return digest(self.listing(note), own, self.texts[note.source].name)

    @classmethod
    def of(cls, config: MkDocsConfig) -> Build:
        """The build that this configuration was loaded for."""
        extra = config.extra
        if KEY not in extra:
            _refuse_unlisted(config)
            extra[KEY] = cls(Path(config.docs_dir).with_name(".cache"))
        build: Build = extra[KEY]
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
    if found := list(mistakes):
        build.problems.add(*told(found, source_of(file)))


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
    value, problems = Build.of(config).store.recall(handwritten.read, path_of(name), text)
    if problems:
        _stop(problems)
    return value


def _stop(problems: Collection[Problem]) -> NoReturn:
    """Log every problem, and raise PluginError."""
    tell(problems, log.error)
    raise PluginError(f"共 {len(problems)} 处要改，都列在上面。")


def front_matter_of(file: File, build: Build) -> tuple[Meta, bool, list[Problem]]:
    """It, whether a text follows, and what is wrong in it."""
    if file.src_uri not in build.read:
        path = path_of(file.src_uri)
        build.read[file.src_uri] = build.store.under(
            digest("front matter", path, build.content(file)),
            lambda: _front_matter(path, file.content_bytes),
        )
    return build.read[file.src_uri]


def _front_matter(path: str, data: bytes) -> tuple[Meta, bool, list[Problem]]:
    meta, body, problems = front_matter.parse(path, data)
    return meta, bool(body.strip()), problems


def is_left_out(file: File) -> bool:
    """Of what is published; a draft may be shown to its author."""
    return file.inclusion in (InclusionLevel.DRAFT, InclusionLevel.EXCLUDED)


def page(
    config: MkDocsConfig,
    uri: str,
    meta: Meta,
    text: str,
    inclusion: InclusionLevel = InclusionLevel.NOT_IN_NAV,
) -> File:
    """A page that nobody wrote; the search does not find it."""
    meta = {**meta, "search": {"exclude": True}}
    header = json.dumps(meta, ensure_ascii=False)  # JSON is YAML
    Build.of(config).sources[uri] = PageSource(text, meta, citations.mentioned(text))
    return File.generated(config, uri, content=f"---\n{header}\n---\n\n{text}", inclusion=inclusion)


def source_of(file: File) -> Source:
    return _source(path_of(file.src_uri), file.content_string)


@lru_cache(maxsize=16)
def _source(path: str, text: str) -> Source:
    """What one hook has asked of it, the next one is not to work out again."""
    return Source(Path(path), path, text)
