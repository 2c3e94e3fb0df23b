"""The order of the notes in the navigation."""

from __future__ import annotations

from datetime import date

from notes import order

TOPICS = {"basics": "基础", "peft": "微调"}


def meta(identifier: str, *requires: str, day: int = 1) -> dict[str, object]:
    return {"id": identifier, "date": date(2026, 11, day), "requires": list(requires)}


def test_navigation_follows_topics_then_prerequisites_then_dates() -> None:
    metas = {
        "peft/lora/index.md": meta("lora", "bias"),
        "basics/activations/index.md": meta("activations", "bias"),
        "basics/bias/index.md": meta("bias", day=2),
        "basics/early/index.md": meta("early"),
    }
    pages = {"index.md", "basics/index.md", "tags.md", "feeds/index.md"}
    pages |= {"about/decisions.md", "about/index.md"}
    notes = order.in_topic(order.sources(metas), TOPICS)
    assert order.navigation(notes, TOPICS, pages) == [
        "index.md",
        {
            "基础": [
                "basics/index.md",
                "basics/early/index.md",
                "basics/bias/index.md",
                "basics/activations/index.md",
            ]
        },
        {"微调": ["peft/lora/index.md"]},
        "tags.md",
        "feeds/index.md",
        {"关于": ["about/index.md", "about/decisions.md"]},
    ]


def test_a_topic_without_notes_is_not_shown() -> None:
    assert order.navigation(
        order.in_topic([], TOPICS), TOPICS, {"index.md", "basics/index.md"}
    ) == ["index.md"]
