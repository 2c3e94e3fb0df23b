"""Real builds of real configurations: the site itself, and small sites made from a few files."""

from __future__ import annotations

import gc
import io
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar

import hypothesis
import pytest
import site_shell
from filelock import FileLock
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from site_shell import ROOT

SITE_URL = "https://example.org/notes/"
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # several wait for each other on a busy machine
# Nor is an example wrong because the machine is busy.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: each often waits, for a browser or another program."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: the garbage collector need not look through it."""
    gc.freeze()


class Compiled(BytecodeCache):
    """Templates, compiled once for all builds of a process, in whichever folder they lie."""

    kept: ClassVar[dict[tuple[str, str], bytes]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def compile_once(env: Environment, **_: object) -> None:
    env.bytecode_cache = Compiled()


@pytest.fixture(scope="session", autouse=True)
def list_once() -> Iterator[None]:
    """Templates are listed once for all builds of a process: Material has ten thousand icons."""
    original = FileSystemLoader.list_templates

    @cache
    def listed(folder: str) -> list[str]:
        """Without what lies hidden, as all the icons do: MkDocs copies none of it."""
        return [name for name in original(FileSystemLoader(folder)) if not name.startswith(".")]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            FileSystemLoader,
            "list_templates",
            lambda self: sorted(set(chain.from_iterable(map(listed, self.searchpath)))),
        )
        yield


def build_site(docs: Path, site: Path, **settings: Any) -> Path:
    """Build `docs` with the project's own mkdocs.yml. A failed build raises, a warning too."""
    site_shell.share_fonts(docs.parent)
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(site),
        site_url=SITE_URL,
        **settings,
    )
    config.plugins.events["env"].append(compile_once)
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
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "site"
    with FileLock(f"{shared}.lock"):
        if not (shared / "index.html").exists():
            build_site(ROOT / "docs", shared)
    return shared


@pytest.fixture
def make_docs(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """A docs folder with the real site's shell and the given files."""

    def make(files: dict[str, str | bytes]) -> Path:
        site_shell.write_small(tmp_path / "docs", files)
        return tmp_path / "docs"

    return make


def build_small(folder: Path, files: Mapping[str, str | bytes], **settings: Any) -> Path:
    """Build a site of the shell and the given files; settings go to mkdocs.yml."""
    site_shell.write_small(folder / "docs", files)
    return build_site(folder / "docs", folder / "site", **(site_shell.SETTINGS | settings))


@pytest.fixture
def make_site(tmp_path: Path) -> Build:
    """Build a small site in the test's own folder."""
    return partial(build_small, tmp_path)
