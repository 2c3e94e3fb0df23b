"""Queries as readers type them, and the notes that answer them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

QUERIES: list[dict[str, Any]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
