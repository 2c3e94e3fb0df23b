"""Which note comes after which: reading order, the navigation, and what is wrong between notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from notes import LISTS, path_of, topic_of, topic_page
from notes.front_matter import Meta, is_withdrawn
from notes.problem import Problem


def graph_problems(metas: Mapping[str, Meta], broken: Mapping[str, Meta]) -> list[Problem]:
    """What is wrong between notes: `metas` maps path below docs/ → front matter that is valid by itself.

    `broken` holds those that are not, as far as they could be read; that has been told.
    """
    problems = []
    file_of: dict[str, str] = {}
    for file, meta in metas.items():
        first = file_of.setdefault(meta["id"], file)
        if first != file:
            found = f"{meta['id']} 已经是 {path_of(first)} 的 id"
            problems.append(Problem(path_of(file), 1, 0, "id", found, "换一个"))
    # Without an id, most likely its folder's name.
    told = {str(meta.get("id", PurePosixPath(file).parent.name)) for file, meta in broken.items()}
    for file, meta in {**metas, **broken}.items():
        instead = "写成已有的 id，或删去"
        required: list[str] = meta["requires"] if isinstance(meta.get("requires"), list) else []
        problems += [
            Problem(path_of(file), 1, 0, "requires", f"没有 id 是 {target} 的笔记", instead)
            for target in required
            if target not in file_of and target not in told
        ]
        problems += [
            Problem(path_of(file), 1, 0, "requires", f"{target} 已经撤回", "换一篇，或删去")
            for target in required
            if target in file_of and is_withdrawn(metas[file_of[target]])
        ]
    try:
        reading_order(metas.values())
    except CycleError as error:
        cycle: list[str] = error.args[1]
        circle = "，".join(f"{later} 要先读 {earlier}" for earlier, later in pairwise(cycle))
        file = path_of(file_of[cycle[0]])
        problems.append(Problem(file, 1, 0, "requires", f"绕成了一圈：{circle}", "去掉其中一个"))
    return problems


def reading_order(metas: Iterable[Mapping[str, Any]]) -> list[str]:
    """Ids so that each note comes after those it requires; otherwise by date, then id.

    Raises graphlib.CycleError.
    """
    by_id = {meta["id"]: meta for meta in metas}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for identifier, meta in by_id.items():
        sorter.add(identifier, *(target for target in meta.get("requires", []) if target in by_id))
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda one: (by_id[one]["date"], one))
        order += ready
        sorter.done(*ready)
    return order


def sources(metas: Mapping[str, Meta]) -> list[str]:
    """Paths below docs/ in reading order; in a circle, which is reported elsewhere, there is none."""
    source_of = {meta["id"]: source for source, meta in metas.items()}
    try:
        return [source_of[one] for one in reading_order(metas.values())]
    except CycleError:
        return list(metas)


def in_topic(order: Iterable[str], topics: Iterable[str]) -> dict[str, list[str]]:
    """Paths below docs/ by topic."""
    found: dict[str, list[str]] = {slug: [] for slug in topics}
    for source in order:
        found.setdefault(topic_of(source), []).append(source)
    return found


def navigation(
    notes: Mapping[str, Sequence[str]], topics: Mapping[str, str], pages: set[str]
) -> list[Any]:
    """The `nav` of mkdocs.yml: front page, topics with their notes, the rest."""
    nav: list[Any] = ["index.md"]
    for slug, title in topics.items():
        index = topic_page(slug)
        if notes[slug]:
            nav.append({title: [*([index] if index in pages else []), *notes[slug]]})
    nav += [page for page in LISTS if page in pages]
    about = [page for page in pages if page.startswith("about/") and page.endswith(".md")]
    about.sort(key=lambda page: (page != "about/index.md", page))
    return [*nav, {"关于": about}] if about else nav
