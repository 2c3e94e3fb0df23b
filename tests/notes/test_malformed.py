"""Text that is no YAML: what a contributor reads is what to type."""

from __future__ import annotations

import pytest
import yaml

from notes.malformed import malformed


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("id: a\nchanges:\n\t- {date: 2}", 3, "用了制表符 → 缩进请用两个空格"),
        ("changes:\n  -\t{date: 2}", 2, "用了制表符 → 缩进请用两个空格"),
        ("title: a\n\tb", 2, "用了制表符 → 缩进请用两个空格"),
        ("title: LoRA: 4 位", 1, "值里有冒号 → 把值整个放进引号"),
        ("id: a\nc:\n  - {w: 改: 为}", 3, "花括号里的值有冒号，或者少了 } → 把值放进引号"),
        ("tags: [a\nid: b", 1, "方括号没有关上 → 补上 ]"),
        ('id: a\ntitle: "a\nb: c', 2, "引号没有关上 → 补上引号"),
        ("id: a\nfoo\nb: c", 2, "这一行不是“键: 值” → 写成“键: 值”"),
        ('id: a\ntitle: "a" b', 2, "缩进不齐，或者引号后面还有文字 → "),
        ("a:\n  - b\n - c", 3, "缩进不齐，或者引号后面还有文字 → "),
        (r'title: "a\d"', 1, r"双引号里的 \ 另有用处 → 改用单引号"),
        ("a: 1\n%b: 2", 2, "YAML 读不懂："),
    ],
)
def test_a_slip_is_named_at_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        yaml.load(text, yaml.CSafeLoader)
    assert str(malformed("a.yml", text, caught.value)).startswith(f"a.yml:{line} YAML {told}")


@pytest.mark.parametrize(
    "sign", ["*注意*", "& x", "!x y", "- x", "> x", "| x", "@x", "`x`", "%x", "]"]
)
def test_a_value_that_begins_with_a_sign_of_yaml_wants_quotation_marks(sign: str) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        yaml.load(f"title: {sign}", yaml.CSafeLoader)
    told = str(malformed("a.yml", f"title: {sign}", caught.value, first_line=2))
    assert told.startswith("a.yml:2 YAML 值以 YAML 的记号开头")
    assert told.endswith("→ 把值整个放进引号")
