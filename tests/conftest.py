"""Real builds of real configurations: the site itself, and small sites made from a few files."""

from __future__ import annotations

import io
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parent.parent
SITE_URL = "https://example.org/notes/"
SHELL = ("index.md", "tags.md", "authors.yml", "references.bib", ".overrides", "assets", "feeds")
"""What a small site takes over from the real one; topic pages come with it too."""

Build = Callable[..., Path]


@contextmanager
def log_of_build() -> Iterator[io.StringIO]:
    """What MkDocs and the hooks say, one `LEVEL message` a line."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield stream
    finally:
        logger.removeHandler(handler)


def build_site(docs: Path, site: Path, **settings: Any) -> Path:
    """Build `docs` with the project's own mkdocs.yml. A failed build raises, a warning too."""
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(site),
        site_url=SITE_URL,
        **settings,
    )
    config.theme.dirs[0] = str(docs / ".overrides")
    with log_of_build() as log:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except BaseException as error:
            error.add_note(log.getvalue())
            raise
        finally:
            config.plugins.on_shutdown()
    bad = [line for line in log.getvalue().splitlines() if line.startswith(("WARNING", "ERROR"))]
    assert not bad, "\n".join(bad)
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all workers."""
    shared = tmp_path_factory.getbasetemp().parent / "site"
    with FileLock(f"{shared}.lock"):
        if not (shared / "index.html").exists():
            build_site(ROOT / "docs", shared)
    return shared


@pytest.fixture
def make_docs(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """A docs folder with the real site's shell and the given files (path → text or bytes)."""

    def make(files: dict[str, str | bytes]) -> Path:
        docs = tmp_path / "docs"
        for name in (*SHELL, *(f"{path.parent.name}/index.md" for path in topic_pages())):
            source, target = ROOT / "docs" / name, docs / name
            if source.is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        for name, content in files.items():
            target = docs / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return docs

    return make


def topic_pages() -> list[Path]:
    topics = load_config(str(ROOT / "mkdocs.yml")).extra["topics"]
    return [path for topic in topics if (path := ROOT / "docs" / topic / "index.md").exists()]


@pytest.fixture
def make_site(make_docs: Callable[[dict[str, str | bytes]], Path], tmp_path: Path) -> Build:
    """Build a small site from the given files; settings go to mkdocs.yml."""

    def make(files: dict[str, str | bytes], **settings: Any) -> Path:
        return build_site(make_docs(files), tmp_path / "site", **settings)

    return make
