"""Each note's Markdown beside its page, and all of them for programs that read: llms.txt."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from feeds.note import Note
from hooks.build_state import Build
from notes.literal import literal


def markdown_of(note: Note, text: str) -> str:
    """The note as one would write it elsewhere: a title, its address, the text."""
    title, description = literal(note.title), literal(note.description)
    return f"# {title}\n\n{description}\n\n<{note.url}>，{note.updated}\n\n{text}"


def index(site_name: str, description: str, build: Build) -> str:
    """llms.txt (llmstxt.org): a title, a summary, links with one line each."""
    lines = [f"# {site_name}", "", f"> {description}"]
    for topic in build.topics:
        lines += ["", f"## {topic.title}", ""]
        lines += [
            f"- [{literal(note.title)}]({note.url}index.md): {literal(note.description)}"
            for note in build.notes_of(build.in_topic[topic.slug])
        ]
    return "\n".join(lines) + "\n"


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    build, site = Build.of(config), config.site_url or ""
    texts: list[str] = []
    for note in build.notes:
        copy = build.copies[note.source].load()
        uri = note.url.removeprefix(site) + "index.md"
        files.append(_as_it_is(config, uri, markdown_of(note, copy.text)))
        texts.append(markdown_of(note, copy.apart(note.id)))
    name, description = config.site_name, config.site_description or ""
    files.append(_as_it_is(config, "llms.txt", index(name, description, build)))
    files.append(_as_it_is(config, "llms-full.txt", "\n\n---\n\n".join(texts)))


def _as_it_is(config: MkDocsConfig, uri: str, content: str) -> File:
    """A file that MkDocs copies, although it could be rendered."""
    file = File.generated(config, f"{uri}.copied", content=content.encode())
    file.dest_uri = uri
    return file
