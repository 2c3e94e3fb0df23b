"""Pages meet their templates, and are written with what else is made, in as many processes as there are processors."""

from __future__ import annotations

from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.utils import write_file

from hooks.build_state import Build
from kept import workers
from pages.headers import Inline


@event_priority(-3000)  # when nothing is found out any more
def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """What is not written here is by MkDocs, which does the same, one after the other."""
    build = Build.of(config)

    def write(file: File) -> Inline | None:
        page: Any = file.page
        if not page:
            file.copy_file()
            return None
        page.active = True
        context: Any = get_context(build.nav, build.published, config, page)
        template = env.get_template(page.meta.get("template", "main.html"))
        events = config.plugins
        context = events.on_page_context(context, page=page, config=config, nav=build.nav)
        output = events.on_post_page(template.render(context), page=page, config=config)
        write_file(output.encode(), page.file.abs_dest_path)
        page.active = False
        return build.inline[page.file.dest_uri]

    # Without any page left MkDocs would date the sitemap by the clock.
    pages: list[Any] = [file.page for file in files.documentation_pages()]
    pages.sort(key=lambda page: build.facts[page.file.src_uri].minutes, reverse=True)
    missing: list[File] = [page.file for page in pages if not page.is_homepage]
    missing[1:1] = [
        file
        for file in files
        if not file.page and file.inclusion.is_included()  # type: ignore[no-untyped-call]
    ]
    written = workers.ahead(write, missing, build.store)
    for done, (file, inline) in enumerate(written, start=1):
        if inline and file.page:
            build.inline[file.dest_uri] = inline
            file.page.content, file.page.toc = None, []  # type: ignore[assignment]
        files.remove(file)
        build.progress.at(done, len(missing))
