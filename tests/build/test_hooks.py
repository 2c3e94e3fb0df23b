"""The order of hooks and what they share: nothing depends on it in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import build_small
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from site_shell import ROOT, note

LISTED: list[str] = list(load_config(str(ROOT / "mkdocs.yml")).hooks)
NAMES = [Path(hook).stem for hook in LISTED]
BODY = """甲[@hu2021lora]用 ABC，值 [3](checks.py#three)，$x^2$。

![图](figure_a.svg){ element=a-dial }

## 损失 $L$

    code

[^1]

[^1]: 注。
"""
FILES: dict[str, str | bytes] = {
    "glossary.yml": "- {term: 甲, english: alpha, abbreviation: ABC, note: one, meaning: 字母。}\n",
    "notation.yml": "common: [{symbol: $x$, meaning: 数}]\nnotes: {}\n",
    "assets/elements/a-dial.js": "",
    "basics/one/index.md": note(
        body=BODY, requires="[]\nredirect_from: [old/]\nexcerpt: 摘要 $y$。"
    ),
    "basics/one/checks.py": "def three():\n    return 3\n",
    "basics/one/figure_a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "peft/two/index.md": note("two", requires="[one]"),
}
PLACED: dict[str, str | bytes] = {
    **FILES,
    "references.bib": (ROOT / "docs/references.bib").read_bytes(),
}


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def build(folder: Path, hooks: Sequence[str]) -> dict[str, bytes]:
    return contents(build_small(folder, PLACED, hooks=list(hooks)))


@pytest.fixture(scope="module")
def as_listed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(tmp_path_factory.mktemp("listed"), LISTED)


@pytest.mark.parametrize(
    "place", range(len(LISTED) - 1), ids=lambda place: f"{NAMES[place]} after {NAMES[place + 1]}"
)
def test_two_hooks_in_the_other_order_give_the_same_or_are_refused_by_name(
    place: int, tmp_path: Path, as_listed: dict[str, bytes]
) -> None:
    swapped = [*LISTED[:place], LISTED[place + 1], LISTED[place], *LISTED[place + 2 :]]
    try:
        built = build(tmp_path, swapped)
    except (BuildError, Abort, ConfigurationError) as refused:
        told = re.search(r"hooks/(\w+)\.py", "\n".join([str(refused), *refused.__notes__]))
        assert told
        assert told[1] in NAMES[place : place + 2]
    else:
        assert built == as_listed


@pytest.mark.parametrize("hook", NAMES)
def test_a_hook_that_is_not_listed_is_missed(hook: str, tmp_path: Path) -> None:
    with pytest.raises((BuildError, Abort, ConfigurationError)) as refused:
        build(tmp_path, [one for one in LISTED if Path(one).stem != hook])
    told = "\n".join([str(refused.value), *getattr(refused.value, "__notes__", [])])
    assert f"hooks/{hook}.py" in told
    assert not list(tmp_path.glob("site/**/*.html"))


def test_a_problem_found_after_the_last_moment_still_ends_the_build(tmp_path: Path) -> None:
    """`redirect_moved` finds what `stop_on_problems` can no longer tell."""
    late = sorted(LISTED, key=lambda hook: "redirect_moved" in hook)
    taken = note("two", requires="[one]\nredirect_from: [basics/one/]")
    with pytest.raises((BuildError, Abort)) as refused:
        build_small(tmp_path, {**PLACED, "peft/two/index.md": taken}, hooks=late)
    assert "redirect_from basics/one/" in "\n".join(refused.value.__notes__)
    assert not list(tmp_path.glob("site/**/*.html"))


def test_without_the_search_of_the_theme_the_build_says_what_is_missing(
    make_site: Callable[..., Path],
) -> None:
    listed = load_config(str(ROOT / "mkdocs.yml")).plugins
    assert "material/search" in listed
    with pytest.raises((BuildError, Abort, ConfigurationError)) as refused:
        make_site({}, plugins=["tags"])
    assert "plugins 里要有 search（material/search）" in "\n".join(
        [str(refused.value), *getattr(refused.value, "__notes__", [])]
    )


RECORDER = """
from pathlib import Path
from mkdocs.plugins import CombinedEvent, event_priority

@event_priority(1000)
def before(env, config, files):
    Path(__file__).with_name("before").write_text("\\n".join(env.globals))

@event_priority(-1000)
def after(env, config, files):
    Path(__file__).with_name("after").write_text("\\n".join(env.globals))

on_env = CombinedEvent(before, after)
"""


def test_what_hooks_find_reaches_templates_as_one_thing(tmp_path: Path) -> None:
    recorder = tmp_path / "recorder.py"
    recorder.write_text(RECORDER, "utf-8")
    build(tmp_path, [*LISTED, str(recorder)])
    before, after = (
        set((tmp_path / name).read_text("utf-8").split()) for name in ("before", "after")
    )
    assert after - before == {"build"}
