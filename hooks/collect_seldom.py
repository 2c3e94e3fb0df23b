"""A build makes much that stays and little that holds itself: garbage is looked for seldom."""

from __future__ import annotations

import gc

from mkdocs.config.defaults import MkDocsConfig

MADE = 50_000, 20, 20
"""So much is made before it is looked for among the new, and so many times before it is among the older."""


def on_config(config: MkDocsConfig) -> None:
    gc.set_threshold(*MADE)
