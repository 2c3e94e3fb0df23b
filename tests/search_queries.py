"""Queries as readers type them, and the notes that answer them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def _read(name: str) -> list[dict[str, Any]]:
    queries: list[dict[str, Any]] = json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return queries


QUERIES = _read("search_queries.json")
"""Written from the notes, by kind: each must find its note."""
READERS = _read("readers_queries.json")
"""In the words of people who had not seen how the search works; some words no note has."""
