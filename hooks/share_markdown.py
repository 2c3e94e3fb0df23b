"""Each note's Markdown beside its page, and all of them for programs that read: llms.txt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from feeds.note import Note
from hooks.build_state import Build, Made
from kept.digest import digest, of_bytes
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
    copies = [(build.listing(note), build.copies[note.source].name) for note in build.notes]
    for note, shown in zip(build.notes, copies, strict=True):
        uri = note.url.removeprefix(site) + "index.md"
        files.append(_as_it_is(config, uri, digest(shown), partial(_alone, note, build)))
    text = index(config.site_name, config.site_description or "", build).encode()
    files.append(_as_it_is(config, "llms.txt", of_bytes(text), lambda: text))
    files.append(_as_it_is(config, "llms-full.txt", digest(copies), partial(_all, build)))


def _alone(note: Note, build: Build) -> bytes:
    return markdown_of(note, build.copies[note.source].load().text).encode()


def _all(build: Build) -> bytes:
    texts = (
        markdown_of(note, build.copies[note.source].load().apart(note.id)) for note in build.notes
    )
    return "\n\n---\n\n".join(texts).encode()


def _as_it_is(config: MkDocsConfig, uri: str, key: bytes, make: Callable[[], bytes]) -> Made:
    """A file that is written as it is, although it could be rendered."""
    file = Made.of(config, f"{uri}.copied", key, make)
    file.dest_uri = uri
    return file
