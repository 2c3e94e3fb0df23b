"""A build makes much that stays and little that holds itself: garbage is looked for seldom."""

from __future__ import annotations

import atexit
import gc

from mkdocs.config.defaults import MkDocsConfig

MADE = 50_000, 20, 20
"""So much is made before it is looked for among the new, and so many times before it is among the older."""
atexit.register(gc.freeze)  # what lives to the end of the process need not be freed piece by piece


def on_config(config: MkDocsConfig) -> None:
    gc.set_threshold(*MADE)
