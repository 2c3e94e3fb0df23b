"""Write `_headers`, for hosts that read it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from hooks.build_state import Build, log
from pages.headers import (
    HASHED,
    MEDIA_TYPES,
    Inline,
    headers_file,
    scripts_in,
    styles_in,
    too_long,
)


@event_priority(-200)  # after every other change of the page
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    frame = output.replace(page.content or "", "")  # neither is written into what was walked
    Build.of(config).inline[page.file.dest_uri] = Inline(scripts_in(frame), styles_in(output))
    return output


@event_priority(-200)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if template_name.endswith(".html"):
        inline = Inline(scripts_in(output_content), styles_in(output_content))
        Build.of(config).inline[template_name] = inline
    return output_content


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    build = Build.of(config)
    parts = [name.split("/") for name in build.unfinished.names]
    folders = {one[0] for one in parts if len(one) > 1} - {"assets", "search"}
    assets = {f"assets/{one[1]}" for one in parts if len(one) > 2 and one[0] == "assets"}
    fresh = folders | {one for one in assets if f"/{one}/*" not in HASHED}
    feeds = {
        "/".join(one)
        for one in parts
        if one[0] == "feeds" and PurePosixPath(one[-1]).suffix in MEDIA_TYPES
    }
    text = headers_file(build.inline.values(), fresh, feeds)
    if told := too_long(text, build.inline):
        log.warning(told)
    Path(config.site_dir, "_headers").write_text(text, encoding="utf-8", newline="\n")
