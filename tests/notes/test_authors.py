from __future__ import annotations

import pytest

from notes.authors import Author


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_an_author_is_a_person_or_an_organization(kind: str) -> None:
    assert Author("鲁迅", kind).kind == kind


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"name": "鲁迅"}, "kind"),
        (
            {"name": "鲁迅", "kind": "editor"},
            "鲁迅 的 kind 要写 person 或 organization，不是 editor",
        ),
        ({"name": "鲁迅", "kind": "person", "mail": "x@y"}, "mail"),
    ],
    ids=["no kind", "another kind", "unknown key"],
)
def test_what_is_wrong_with_an_entry_is_told(entry: dict[str, str], told: str) -> None:
    with pytest.raises((TypeError, ValueError), match=told):
        Author(**entry)
