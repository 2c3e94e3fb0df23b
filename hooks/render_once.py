"""What the theme writes alike on many pages is rendered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from hooks.build_state import Build


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    rendered: dict[tuple[object, ...], str] = {}

    @pass_context
    def once(
        context: Context, name: str, render: Callable[..., str] | None = None, *given: object
    ) -> str:
        """What `render` makes of what is given, or a template; its links begin alike in a folder."""
        page = context["page"]
        key = (name, context["base_url"], page and page.url.partition("/")[0])
        if key not in rendered:
            rendered[key] = (
                render(*given) if render else env.get_template(name).render(context.get_all())
            )
        return rendered[key]

    Build.of(config).once = once
