"""Each note's Markdown beside its page, and all of them for programs that read: llms.txt."""

from __future__ import annotations

from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from feeds.note import Note
from hooks.build_state import Build
from kept import workers
from kept.digest import digest
from kept.store import Ask
from notes import front_matter, path_of
from notes.copy import absolute, copied, with_own_footnotes
from notes.literal import literal


def markdown_of(note: Note, text: str) -> str:
    """The note as one would write it elsewhere: a title, its address, the text."""
    title, description = literal(note.title), literal(note.description)
    return f"# {title}\n\n{description}\n\n<{note.url}>，{note.updated}\n\n{text}"


def index(site_name: str, description: str, notes: list[Note]) -> str:
    """llms.txt (llmstxt.org): a title, a summary, links with one line each."""
    lines = [f"# {site_name}", "", f"> {description}"]
    for topic in dict.fromkeys(note.topic for note in notes):
        lines += ["", f"## {topic.title}", ""]
        lines += [
            f"- [{literal(note.title)}]({note.url}index.md): {literal(note.description)}"
            for note in notes
            if note.topic == topic
        ]
    return "\n".join(lines) + "\n"


class Copies:
    """The texts of notes, for use elsewhere."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._build, self._files = Build.of(config), files
        self._site = config.site_url or ""
        self._address = {file.src_uri: file.url for file in files}.get
        self._sources = digest(self._build.references)

    def is_kept(self, note: Note) -> bool:
        return self._build.store.holds(self._key(note), self._address)

    def of(self, note: Note) -> str:
        """With a title."""

        def copy(ask: Ask) -> str:
            address = partial(absolute, source=note.source, address=ask, site=self._site)
            return copied(self._body(note), self._build.references, address)

        text = self._build.store.recall_asking(self._key(note), self._address, copy)
        return markdown_of(note, text)

    def among_others(self, note: Note) -> str:
        return self._build.store.recall(with_own_footnotes, self.of(note), note.id)

    def _key(self, note: Note) -> bytes:
        return digest(copied, note.source, self._body(note), self._site, self._sources)

    def _body(self, note: Note) -> str:
        file = self._files.get_file_from_path(note.source)
        data = file.content_bytes if file else b""
        _, body, _ = self._build.store.recall(front_matter.parse, path_of(note.source), data)
        return body


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    notes, site = Build.of(config).notes, config.site_url or ""
    copies = Copies(config, files)
    missing = [note for note in notes if not copies.is_kept(note)]
    workers.ahead(copies.among_others, missing, Build.of(config).store)
    for note in notes:
        uri = note.url.removeprefix(site) + "index.md"
        files.append(_as_it_is(config, uri, copies.of(note)))
    texts = map(copies.among_others, notes)
    name, description = config.site_name, config.site_description or ""
    files.append(_as_it_is(config, "llms.txt", index(name, description, notes)))
    files.append(_as_it_is(config, "llms-full.txt", "\n\n---\n\n".join(texts)))


def _as_it_is(config: MkDocsConfig, uri: str, content: str) -> File:
    """A file that MkDocs copies, although it could be rendered."""
    file = File.generated(config, f"{uri}.copied", content=content)
    file.dest_uri = uri
    return file
