"""What was published once and must never be lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RECORD = "tests/published.json"
"""tests/published.py writes it (`make published`)."""


def recorded(root: Path) -> dict[str, Any]:
    """Addresses, and the feed id of each note by its address; nothing before a site's first day."""
    path = root / RECORD
    record: dict[str, Any] = {"addresses": [], "ids": {}}
    return record | json.loads(path.read_text("utf-8")) if path.exists() else record
