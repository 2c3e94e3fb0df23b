"""Notes made by hand, for tests that need no build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from feeds.announce import feeds_of
from feeds.entry import Feeds, Site
from feeds.note import Change, Note, Topic
from notes.authors import Author

AUTHORITY = "tag:incoming-transmission.example,2026"
SITE = Site(
    name="笔记 & <随想>",
    url="https://example.org/notes/",
    description="公式、图与代码",
    rights="CC BY-SA 4.0",
    language="zh-CN",
    authority=AUTHORITY,
)
BASICS = Topic("basics", "基础", "https://example.org/notes/basics/")
PEFT = Topic("peft", "参数高效微调", "https://example.org/notes/peft/")
HTML = r"""<p>为什么 <span class="arithmatex">\(a&lt;b\)</span>？见<a href="../bias/">偏置</a>。</p>
<div class="highlight"><pre><span></span><code><span class="k">if</span> a <span class="o">&lt;</span> b:
    <span class="nb">print</span>(<span class="s2">"]]&gt;"</span>)
</code></pre></div>"""

MakeNote = Callable[..., Note]


@pytest.fixture
def make_note() -> MakeNote:
    def make(identifier: str = "lora", **fields: Any) -> Note:
        topic = fields.get("topic", BASICS)
        known: dict[str, Any] = {
            "authority": AUTHORITY,
            "source": f"{topic.slug}/{identifier}/index.md",
            "url": f"{topic.url}{identifier}/",
            "title": f"笔记 {identifier}",
            "description": "一句话",
            "topic": topic,
            "published": date(2026, 11, 1),
            "tags": (),
            "authors": (Author("编辑部", "organization"),),
            "requires": (),
            "aliases": (),
            "redirect_from": (),
            "changes": (),
            "html": HTML,
            "opening": "<p>为什么？见偏置。</p>",
        }
        known |= fields
        texts = known.pop("html"), known.pop("opening")
        return Note(id=identifier, texts=lambda: texts, **known)

    return make


@pytest.fixture
def announced(make_note: MakeNote) -> Feeds:
    """Two notes that hold what formats get wrong; one of them changed twice on one day."""
    lora = make_note(
        "lora",
        title="R&D <LoRA> ]]> 🚀",
        topic=PEFT,
        published=date(2026, 11, 24),
        tags=("R&D", "LoRA"),
        authors=(Author("鲁迅", "person"), Author("Alice <a@b>", "person")),
        changes=(
            Change(date(2026, 12, 1), "correction", "a<b 更正为 a ≤ b", 2),
            Change(date(2026, 12, 1), "addition", "补充一个例子", 1),
        ),
    )
    return feeds_of(SITE, [make_note("bias"), lora], [BASICS, PEFT])


@pytest.fixture
def empty() -> Feeds:
    return feeds_of(SITE, [], [])


@pytest.fixture
def approve(tmp_path: Path) -> Callable[[str, bytes], None]:
    """Compares with a golden file; what is new is kept, to be looked at and copied."""

    def compare(name: str, data: bytes) -> None:
        golden = Path(__file__).parent / "golden" / name
        (tmp_path / name).write_bytes(data)
        print(f"to approve what changed: cp {tmp_path / name} {golden}")
        assert data.decode() == (golden.read_text("utf-8") if golden.exists() else "")

    return compare
