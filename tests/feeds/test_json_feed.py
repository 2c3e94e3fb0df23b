"""JSON Feed 1.1, against its rules written as a JSON schema (there is no official one)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from feeds import json_feed
from feeds.entry import Feeds

PATH = "feeds/new.json"
SCHEMA = json.loads(Path(__file__).with_name("json_feed.schema.json").read_text("utf-8"))
Approve = Callable[[str, bytes], None]


def written(feeds: Feeds) -> Any:
    return json.loads(json_feed.write(feeds.new, PATH))


def test_the_file_is_as_it_was_approved(announced: Feeds, approve: Approve) -> None:
    approve("new.json", json_feed.write(announced.new, PATH))


@pytest.mark.parametrize("notes", ["announced", "empty"])
def test_it_keeps_to_the_specification(notes: str, request: pytest.FixtureRequest) -> None:
    jsonschema.validate(written(request.getfixturevalue(notes)), SCHEMA)


@pytest.mark.parametrize(
    "mistake", [{"version": "1"}, {"title": None}, {"icon": None}, {"items": [{"url": "x"}]}]
)
def test_the_schema_notices_mistakes(announced: Feeds, mistake: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written(announced) | mistake, SCHEMA)


def test_chinese_is_written_as_it_is(announced: Feeds) -> None:
    assert "参数高效微调" in json_feed.write(announced.new, PATH).decode()
