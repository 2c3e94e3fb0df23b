"""Widely copied errors: told as errors, in a box or a change, never as facts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FALSE = {
    "NCE is contrastive": r"噪声对抗估计",
    "McCulloch's first name is Warren": r"爱德华[·・]?麦克洛奇",
    "1.4T counts tokens": r"1\.4\s?T[^。；]{0,6}即[^。；]{0,4}1[,，]?400\s?GB",
    "nothing was opened on 8 March": r"3\s?月\s?8\s?日[^。；]{0,8}开源|3\.8\s?日[^。；]{0,6}开源",
    "LLaMA 7B saw 1.0T tokens": r"LLaMA[- ]?7B[^。；]{0,12}1\.4\s?T",
    "15.6T belongs to the 405B": r"(?:全系列|三种大小|8B[、和与]\s?70B|Llama 3\.1)[^。；405]{0,14}15\.6\s?T",
}
BOX = re.compile(
    r"^(?:!!!|\?\?\?) (?:correction|misconception)\b.*\n(?:(?: {4}.*)?\n)*", re.MULTILINE
)
CHANGE = re.compile(r"^  - \{.*kind: correction.*\}$", re.MULTILINE)


def told_as_fact(text: str) -> str:
    """The text without the passages that say what was wrong."""
    return CHANGE.sub("", BOX.sub("", text + "\n"))


@pytest.mark.parametrize("claim", FALSE)
def test_a_false_claim_stands_only_where_it_is_put_right(claim: str) -> None:
    found = [
        f"{page.relative_to(DOCS)}: {match[0]}"
        for page in PAGES
        for match in re.finditer(FALSE[claim], told_as_fact(page.read_text("utf-8")))
    ]
    assert not found, f"{claim}: {found}"


@pytest.mark.parametrize(
    "sentence",
    [
        "NCE 即噪声对抗估计。",
        "爱德华·麦克洛奇提出阈值单元。",
        "总计 1.4T 即 1,400GB 的 token。",
        "LLaMA 于次月 3.8 日被迫开源。",
        "权重在 3 月 8 日正式开源。",
        "LLaMA-7B 用了 1.4T token。",
        "Llama 3.1 在 15.6T token 上训练。",
    ],
)
def test_the_errors_of_the_digest_would_be_noticed(sentence: str) -> None:
    assert any(re.search(pattern, told_as_fact(sentence)) for pattern in FALSE.values())
    boxed = f'!!! correction "更正"\n    {sentence}\n'
    assert not any(re.search(pattern, told_as_fact(boxed)) for pattern in FALSE.values())
