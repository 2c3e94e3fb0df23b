"""Response headers for hosts that read `_headers`: what may run, what may be kept."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

BEGINS = re.compile(r"<(?=!--|script\b)", re.IGNORECASE)
WRITTEN = re.compile(
    r"""<!--.*?-->|<script\b
    (?![^>]*\s(?:src|type=["']?application/))  # not from a file, nor data
    [^>]*>(?P<text>[^<]*(?:<(?!/script)[^<]*)*)</script""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""What runs where it stands: to parse whole pages for it took a twentieth of a build."""
STYLED = re.compile(r'<m[a-z]+(?=\s)[^<>]*?\sstyle="([^"]*)"')
"""Elements of formulas; no others have styles of their own."""
POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; "
    "style-src 'self'; {attributes}"
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LONGEST = 2000
"""Signs of a line that Cloudflare Pages reads."""
FOR_EVER = "public, max-age=31536000, immutable"
HASHED = ("/search/files/*", "/assets/javascripts/*")
"""Folders in which every name carries a hash of the content."""
MEDIA_TYPES = {
    ".xml": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}
RSS = ("feed_rss_created.xml", "feed_rss_updated.xml")
RSS_TYPE = "application/rss+xml; charset=utf-8"


class Inline(NamedTuple):
    """CSP sources for what is written into pages."""

    scripts: frozenset[str]
    styles: frozenset[str]


def scripts_in(html: str) -> frozenset[str]:
    return frozenset(map(_hash, _written(html)))


def styles_in(html: str) -> frozenset[str]:
    return frozenset(map(_hash, STYLED.findall(html)))


def _written(html: str) -> Iterator[str]:
    done = 0
    for begins in BEGINS.finditer(html):
        at = begins.start()
        is_in_tag = html.rfind(">", 0, at) <= html.rfind("<", 0, at)
        if at >= done and not is_in_tag and (found := WRITTEN.match(html, at)):
            done = found.end()
            if found["text"] is not None:
                yield found["text"]


@cache
def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def headers_file(inline: Iterable[Inline], fresh: Iterable[str], feeds: Iterable[str]) -> str:
    """Rules by which no address gets one header twice, since hosts differ in what they make of that.

    `fresh` are folders of what may change, `feeds` the addresses of feeds.
    """
    scripts, styles = (sorted(set[str]().union(*one)) for one in zip(*inline, strict=True))
    attributes = f"style-src-attr 'unsafe-hashes' {' '.join(styles)}; " if styles else ""
    policy = POLICY.format(scripts=" ".join(scripts), attributes=attributes)
    rules = {"/*": {"Content-Security-Policy": policy, **EVERYWHERE}}
    rules |= {folder: {"Cache-Control": FOR_EVER} for folder in HASHED}
    changing = (
        "/",
        "/search/",
        "/search/search_index.json",
        *(f"/{one}/*" for one in sorted(fresh)),
    )
    rules |= {path: {"Cache-Control": "no-cache"} for path in changing}
    rules |= {
        f"/{path}": {"Content-Type": MEDIA_TYPES[PurePosixPath(path).suffix]}
        for path in sorted(feeds)
    }
    rules |= {f"/{path}": {"Cache-Control": "no-cache", "Content-Type": RSS_TYPE} for path in RSS}
    blocks = (
        "\n".join([path, *(f"  {name}: {value}" for name, value in headers.items())])
        for path, headers in rules.items()
    )
    return "\n\n".join(blocks) + "\n"


def too_long(text: str, inline: Mapping[str, Inline]) -> str:
    """What to tell of such a file if hosts would leave out a line of it. `inline` is by page."""
    longest = max(map(len, text.splitlines()))
    if longest <= LONGEST:
        return ""
    page = max(inline, key=lambda path: len(inline[path].styles))
    return (
        f"_headers 有一行长 {longest:,} 个字符，主机最多读 {LONGEST:,} 个：公式里的样式种类太多，最多的是 {page}，"
        f"有 {len(inline[page].styles)} 种 → 颜色、大小和间距少用几种"
    )
