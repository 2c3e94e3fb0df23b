"""Write `_headers`, for hosts that read it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from pathlib import Path

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
    build, site = Build.of(config), Path(config.site_dir)
    written = {path.name for path in site.iterdir() if path.is_dir()}
    kept = {file.dest_uri.partition("/")[0] for file in build.kept if "/" in file.dest_uri}
    folders = (written | kept) - {"assets", "search"}
    assets = {f"assets/{path.name}" for path in site.glob("assets/*") if path.is_dir()}
    fresh = folders | {one for one in assets if f"/{one}/*" not in HASHED}
    feeds = {
        path.relative_to(site).as_posix()
        for path in site.glob("feeds/**/*")
        if path.suffix in MEDIA_TYPES
    }
    inline = reduce(or_, build.inline.values(), Inline())
    text = headers_file(inline, fresh, feeds)
    site.joinpath("_headers").write_text(text, encoding="utf-8", newline="\n")
