"""Write `_headers`, for hosts that read it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from hooks.build_state import Build
from pages.headers import HASHED, MEDIA_TYPES, Inline, headers_file


@event_priority(-200)  # after every other change of the page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    frame = output.replace(page.content or "", "")  # neither is written into what was walked
    Build.of(config).inline[page.file.dest_uri] = Inline.of(frame)
    return output


@event_priority(-200)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if template_name.endswith(".html"):
        Build.of(config).inline[template_name] = Inline.of(output_content)
    return output_content


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    build = Build.of(config)
    paths = [PurePosixPath(name) for name in build.unfinished.names]
    folders = {str(folder) for path in paths for folder in [*path.parents][-3:-1]}
    fresh = {
        folder
        for folder in folders - {"assets", "search"}
        if f"/{folder}/*" not in HASHED and ("/" not in folder or folder.startswith("assets/"))
    }
    feeds = {str(path) for path in paths if path.parts[0] == "feeds" and path.suffix in MEDIA_TYPES}
    inline = reduce(or_, build.inline.values(), Inline())
    text = headers_file(inline, fresh, feeds)
    Path(config.site_dir, "_headers").write_text(text, encoding="utf-8", newline="\n")
