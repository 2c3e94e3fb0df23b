"""A note with `draft: true`, and all that lies beside it, is seen by its author in `mkdocs serve` alone."""

from __future__ import annotations

from contextlib import suppress

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from hooks.build_state import Build, front_matter_of, is_left_out
from notes import address_of, front_matter, is_note


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """First, so that every other hook, and MkDocs, finds it left out."""
    build = Build.of(config)
    for file in files.documentation_pages():
        with suppress(UnicodeDecodeError):  # which is told
            file.content_string = file.content_string  # read once, whatever is saved meanwhile
        if is_note(file.src_uri):
            meta, _, _ = front_matter_of(file, build)
            if front_matter.is_draft(meta):
                folder = address_of(file.src_uri)
                for beside in files:
                    if beside.src_uri.startswith(folder) and not is_left_out(beside):
                        beside.inclusion = InclusionLevel.DRAFT
    return files
