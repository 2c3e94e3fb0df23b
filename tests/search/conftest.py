"""The worker of the search, over the index of the built site or of a few pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from javascript import Search

from search import index as search_index
from search import worker
from search.index import Entry

Searching = Callable[..., Search]


@pytest.fixture(scope="session")
def index_of_site(site: Path) -> dict[str, str]:
    """Path in the site → text."""
    paths = site.glob("search/**/*.json")
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.fixture(scope="session")
def site_search(site: Path, index_of_site: dict[str, str]) -> Search:
    """Of the built site, by the worker that was built."""
    program = next(site.glob("search/files/worker.*.js"))
    return Search(program.read_text("utf-8"), index_of_site)


@pytest.fixture(scope="session")
def searching() -> Searching:
    """Of a few pages."""

    def over(*entries: Entry, names: Sequence[Sequence[str]] = ()) -> Search:
        core, files = search_index.files(entries, names)
        published = {f"search/files/{name}": text.decode() for name, text in files.items()}
        published["search/search_index.json"] = json.dumps({"config": {"core": core}})
        return Search(worker.program(), published)

    return over
