"""Addresses of pages as seen from each other."""

from __future__ import annotations

import posixpath


def relative(target: str, page: str) -> str:
    """Address of `target` as seen from `page`, both relative to the site's root."""
    start = page if page.endswith("/") or not page else posixpath.dirname(page)
    path = posixpath.relpath(target or ".", start or ".")
    return f"{path}/" if target.endswith("/") or not target else path
