"""Make of each page's source, once, what readers get: what Markdown makes of it, walked.

It is kept, and so are the pages whose templates had nothing new to say.
"""

from __future__ import annotations

import html as html_entities
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import get_relative_url

from hooks import build_state
from hooks.build_state import Build, Kept
from kept import workers
from kept.digest import digest
from kept.store import Ask
from notes import citations, is_note
from notes.copy import Copy, absolute, copied
from notes.problem import Problem
from notes.source import Source
from pages import added, amendments, figures, page_fonts
from pages.allowed import is_local
from pages.amendments import Amendment
from pages.content import Content, Texts
from pages.parser import Parser
from pages.walk import Around, walk

ELEMENTS = PurePosixPath("assets/elements")


class KeptPage(Page):
    """A page that asks what is kept before it is rendered. Until it is written it takes little room."""

    found: Content | None = None
    """What was kept of it, as was looked up before."""
    _texts: Callable[[], Texts] | None = None
    _content: str | None = None

    @property
    def content(self) -> str | None:
        """Nothing is in it before all pages are rendered."""
        return self._texts().html if self._content is None and self._texts else self._content

    @content.setter
    def content(self, html: str | None) -> None:
        self._content = html

    @property
    def toc(self) -> Any:
        return self._texts().contents if self._texts else []

    @toc.setter
    def toc(self, contents: Any) -> None:
        """It is kept with the texts."""

    def read_source(self, config: MkDocsConfig) -> None:
        if self.markdown is None:
            self.markdown, self.meta, _ = Build.of(config).page_source(self.file)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        build = Build.of(config)
        is_as_found = self.markdown is build.page_source(self.file).markdown
        made = (self.found if is_as_found else None) or build.store.recall_asking(
            self.key(build), _answers(files), lambda ask: self._made(config, _Asked(files, ask))
        )
        build.problems.add(*made.problems)
        build_state.tell_mistakes(build, self.file, made.facts.mistakes)
        source = self.file.src_uri
        build.facts[source] = made.facts
        build.signs |= made.signs
        build.copies[source] = Kept(made.copy, partial(self._kept, made.copy, config, files))
        build.texts[source] = Kept(made.texts, partial(self._kept, made.texts, config, files))
        build.store.goes_on(made.copy)
        build.store.goes_on(made.texts)
        self.content, self._texts = "", build.texts[source].load
        self._title_from_render = made.title

    def _kept(self, name: bytes, config: MkDocsConfig, files: Files) -> Any:
        """What was made of it; made again if that is not there any more."""
        build = Build.of(config)
        if build.loaded[0] != name:
            if (found := build.store.get(name)) is None:
                self.markdown = self.markdown or build.page_source(self.file).markdown
                self._made(config, _Asked(files, lambda path: None))
                found = build.store.get(name)
            build.loaded = name, found
        return build.loaded[1]

    def key(self, build: Build) -> bytes:
        """Of all that the page depends on, but for the files that it asks for."""
        file = self.file
        functions = build.functions.get(file.src_uri, ())
        return digest(
            build.recipe,
            file.src_uri,
            file.url,
            file.inclusion.value,
            None if self.markdown is build.page_source(file).markdown else self.markdown,
            build.content(file),
            functions,
            self._amendments(build),
            self._listed(build),
        )

    def _made(self, config: MkDocsConfig, files: _Asked) -> Content:
        build = Build.of(config)
        source = build_state.source_of(self.file)
        html, tokens = build.parser.parsed(self.markdown or "", partial(self._address, files))
        facts, contents = walk(html, self._around(build, files)), get_toc(tokens)
        _readable(contents, {section.anchor: section.heading for section in facts.sections})
        copy = self._copy(source, config, files) if is_note(self.file.src_uri) else None
        texts = Texts(facts.html, facts.plain, facts.sections, contents)
        build.loaded = build.store.by_content(texts), texts
        return Content(
            tokens[0]["name"] if tokens and tokens[0]["level"] == 1 else None,
            facts.outline,
            build.loaded[0],
            build.store.by_content(copy),
            page_fonts.signs_of(facts.html),
            () if self.file.generated_by else tuple(_slips(source, build)),
        )

    def _address(self, files: _Asked, path: str) -> str | None:
        """Of a file from here, by its path from the page's source."""
        folder = posixpath.dirname(self.file.src_uri)
        file = files.get_file_from_path(posixpath.normpath(posixpath.join(folder, path)))
        return get_relative_url(file.url, self.url) if file else None

    def _copy(self, source: Source, config: MkDocsConfig, files: _Asked) -> Copy:
        def published(path: str) -> str | None:
            file = files.get_file_from_path(path)
            return file.url if file else None

        site, body = config.site_url or "", source.text[source.body_starts :]
        address = partial(absolute, source=self.file.src_uri, files=published, site=site)
        return copied(body, Build.of(config).references, address)

    def _amendments(self, build: Build) -> tuple[Amendment, ...]:
        return amendments.of(build.metas.get(self.file.src_uri, {}))

    def _listed(self, build: Build) -> dict[str, str]:
        """Where it is listed which notes cite its sources."""
        found = {key: build.source_address(key) for key in build.cited(self.file)}
        return {
            key: get_relative_url(address, self.url) for key, address in found.items() if address
        }

    def _around(self, build: Build, files: _Asked) -> Around:
        source = self.file.src_uri
        folder = PurePosixPath(source).parent

        def figure(name: str) -> str | None:
            file = files.get_file_from_path(str(folder / name))
            return file.content_string if file else None

        def note(address: str) -> str:
            path = posixpath.normpath(posixpath.join(self.url, unquote(urlsplit(address).path)))
            target = f"{path}/index.md"
            is_other = is_local(address) and is_note(target) and target != source
            return target if is_other and files.get_file_from_path(target) else ""

        return Around(
            folder=str(folder),
            functions=build.functions.get(source, ()),
            references=build.references,
            listed=self._listed(build),
            elements=build.elements,
            figure=figure,
            script=lambda element: get_relative_url(f"{ELEMENTS}/{element}.js", self.url),
            note=note,
            reserved=added.IDS if is_note(source) else frozenset(),
            amendments=self._amendments(build),
            source=None if self.file.generated_by else build_state.source_of(self.file),
        )


class _Asked:
    """The files of a build, as far as one page asks for them."""

    def __init__(self, files: Files, ask: Ask) -> None:
        self._files, self._ask = files, ask

    def get_file_from_path(self, path: str) -> File | None:
        self._ask(path)
        return self._files.get_file_from_path(path)


def _answers(files: Files) -> Ask:
    """What a page learns of a file: its address, whether it is published, and of a figure all."""

    def answer(path: str) -> object:
        if not (file := files.get_file_from_path(path)):
            return None
        drawn = sha256(file.content_bytes).digest() if path.endswith(".svg") else b""
        return file.url, file.inclusion.value, drawn

    return answer


@event_priority(-100)  # when all pages are known
def on_files(files: Files, config: MkDocsConfig) -> Files:
    Build.of(config).elements = {
        path.stem: figures.settings_of(file.content_string)
        for file in files
        if file.src_uri.endswith(".js") and (path := PurePosixPath(file.src_uri)).parent == ELEMENTS
    }
    Build.of(config).recipe = _recipe(config)
    Build.of(config).parser = Parser(config.markdown_extensions, config.mdx_configs)
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        file.page = KeptPage(None, file, config)
    return files


def _recipe(config: MkDocsConfig) -> bytes:
    """Of all that any page depends on before it meets its template."""
    build = Build.of(config)
    return digest(
        config.markdown_extensions,
        config.mdx_configs,
        config.use_directory_urls,
        config.site_url,
        sorted(build.references),
        build.elements,
    )


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """What is not kept is rendered ahead, by several processes."""
    build, answers = Build.of(config), _answers(files)

    def is_missing(page: KeptPage) -> bool:
        page.read_source(config)
        page.found = build.store.found_asking(page.key(build), answers)
        return not page.found

    def render(page: KeptPage) -> None:
        page.read_source(config)
        page.render(config, files)
        for make in build.at_once:
            make(page)

    every = [file.page for file in files.documentation_pages()]
    missing = [page for page in every if isinstance(page, KeptPage) and is_missing(page)]
    for done, _ in enumerate(workers.ahead(render, missing, build.store), start=1):
        build.progress.at(done, len(missing))
    return nav


@event_priority(1000)  # what was rendered is kept, even if the build fails now
def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build = Build.of(config)
    build.store.save()
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        if file.page:
            file.page.content = None
            if file.page.markdown and file.page.markdown is build.page_source(file).markdown:
                file.page.markdown = ""  # without any it would have no title
    build.sources.clear()
    compiled = build.cache / "templates"
    compiled.mkdir(exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(compiled))


def _slips(source: Source, build: Build) -> Iterator[Problem]:
    yield from citations.problems(source, build.references)
    yield from source.left_open()


def _readable(contents: Iterable[AnchorLink], headings: Mapping[str, str]) -> None:
    """Titles in which Markdown left TeX are those of the sections."""
    for item in contents:
        if "\\(" in item.title:
            item.title = html_entities.escape(headings.get(item.id, item.title))
        _readable(item.children, headings)
