"""Publish a page beside each note that shows how its numbers are computed."""

from __future__ import annotations

from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from hooks import build_state
from hooks.build_state import Build
from kept.digest import digest
from notes import numbers, path_of
from notes.literal import literal
from notes.numbers import Module
from notes.problem import Problem

NOTE = "这里是《{title}》里每个可核对数字的算法（[checks.py](checks.py)）。测试会调用这些函数，把结果同正文逐个比对。"
USES = "引入的 [{module}]({up}{module}.md) 是几篇笔记共用的。"
SHARED = "这里是几篇笔记共用的算法（[{module}.py]({module}.py)），各篇的 checks.py 从这里引入。"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build = Build.of(config)
    shared: dict[str, File] = {}
    for file in list(files):
        folder, _, name = file.src_uri.rpartition("/")
        note = files.get_file_from_path(f"{folder}/index.md") if name == numbers.FILE else None
        if not note:
            continue
        title = str(build.metas.get(note.src_uri, {}).get("title", file.src_uri))
        if not (read := _read(file, build)):
            build.functions[note.src_uri] = None
            continue
        build.functions[note.src_uri] = read.functions
        found = {one: files.get_file_from_path(f"{one}.py") for one in sorted(read.imports)}
        used = {module: source for module, source in found.items() if source}
        up = "../" * file.src_uri.count("/")
        uses = "".join(USES.format(module=module, up=up) for module in used)
        intro = NOTE.format(title=literal(title)) + uses
        files.append(_page(file, title, "数字的来历", f"{intro}\n\n{read.shown}", config))
        shared |= used
    for module, file in shared.items():
        if read := _read(file, build):
            text = f"{SHARED.format(module=module)}\n\n{read.shown}"
            files.append(_page(file, module, "共用的算法", text, config))
    return files


def _read(file: File, build: Build) -> Module | None:
    """Nothing if Python cannot read it, which is told."""
    try:
        key = digest("module", build.content(file))
        return build.store.under(key, lambda: numbers.read(file.content_string))
    except (SyntaxError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None) or 0
        found = f"Python 读不懂：{getattr(error, 'msg', error)}"
        instead = "写成 Python，存成 UTF-8"
        build.problems.add(Problem(path_of(file.src_uri), line, 0, "R9", found, instead))
        return None


def _page(file: File, about: str, heading: str, text: str, config: MkDocsConfig) -> File:
    uri = str(PurePosixPath(file.src_uri).with_suffix(".md"))
    shown = min(file.inclusion, InclusionLevel.NOT_IN_NAV, key=lambda level: level.value)
    meta = {"title": f"{about}：{heading}"}
    return build_state.page(config, uri, meta, f"# {heading}\n\n{text}", shown)
