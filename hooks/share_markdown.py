"""Each note's Markdown beside its page, and all of them for programs that read: llms.txt."""

from __future__ import annotations

from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from feeds.note import Note
from hooks.build_state import Build
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


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    notes = Build.of(config).notes
    site = config.site_url or ""
    store, references = Build.of(config).store, Build.of(config).references
    addresses = {file.src_uri: file.url for file in files}
    cited = digest(references)
    texts: list[str] = []
    for note in notes:
        source = files.get_file_from_path(note.source)
        if not source:
            continue
        path = path_of(note.source)
        _, body, _ = store.recall(front_matter.parse, path, source.content_bytes)

        def copy(ask: Ask, note: Note = note, body: str = body) -> str:
            address = partial(absolute, source=note.source, address=ask, site=site)
            return copied(body, references, address)

        key = digest(copied, note.source, body, site, cited)
        text = markdown_of(note, store.recall_asking(key, addresses.get, copy))
        files.append(_as_it_is(config, note.url.removeprefix(site) + "index.md", text))
        texts.append(store.recall(with_own_footnotes, text, note.id))
    name, description = config.site_name, config.site_description or ""
    files.append(_as_it_is(config, "llms.txt", index(name, description, notes)))
    files.append(_as_it_is(config, "llms-full.txt", "\n\n---\n\n".join(texts)))


def _as_it_is(config: MkDocsConfig, uri: str, content: str) -> File:
    """A file that MkDocs copies, although it could be rendered."""
    file = File.generated(config, f"{uri}.copied", content=content)
    file.dest_uri = uri
    return file
