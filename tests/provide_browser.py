"""Find a Chromium for the browser tests, or get one: PATH, Playwright's own, Debian's package.

The one without windows comes first: it opens a page in half the time.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from provide import debian, provide

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


def installed(names: Sequence[str] = NAMES) -> str | None:
    """Path of a browser that is already here, of the first of these names if there are several."""
    if found := next(filter(None, map(shutil.which, names)), None):
        return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


@contextmanager
def opened(names: Sequence[str] = NAMES) -> Iterator[Browser]:
    """That browser, for as long as it is needed. Raises SystemExit with what to do."""
    if not (path := installed(names)):
        raise SystemExit("没有浏览器。先运行 python tests/provide_browser.py。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def main() -> None:
    ours = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell", "chromium"]
    provide("browser", installed, [ours, *debian(NAMES[0])])


if __name__ == "__main__":
    main()
