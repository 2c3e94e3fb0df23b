"""Mark up checked numbers, and publish a page beside each note that shows how they are computed."""

from __future__ import annotations

import html as html_entities
import json
import re
from pathlib import PurePosixPath

import checked_numbers
import reporting
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from feeds import front_matter
from feeds.problem import Problem


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in list(files):
        note = files.get_file_from_path(str(PurePosixPath(file.src_uri).with_name("index.md")))
        if PurePosixPath(file.src_uri).name == "checks.py" and note:
            meta, _, _ = front_matter.parse(note.src_uri, note.content_bytes)
            files.append(_page(file, str(meta.get("title", file.src_uri)), config))
    return files


def _page(file: File, title: str, config: MkDocsConfig) -> File:
    try:
        text = checked_numbers.page(title, file.content_string)
    except (SyntaxError, UnicodeDecodeError) as error:
        text = ""
        line = getattr(error, "lineno", None) or 0
        config.extra["problems"].append(
            Problem(file.src_uri, line, "checks", "Python in UTF-8", str(error))
        )
    meta = {"title": f"{title}：数字的来历", "search": {"exclude": True}}
    header = f"---\n{json.dumps(meta, ensure_ascii=False)}\n---\n\n"  # JSON is YAML
    uri = str(PurePosixPath(file.src_uri).with_suffix(".md"))
    return File.generated(config, uri, content=header + text, inclusion=InclusionLevel.NOT_IN_NAV)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if "checks.py#" not in html:
        return html
    source = files.get_file_from_path(str(PurePosixPath(page.file.src_uri).with_name("checks.py")))
    try:
        known = checked_numbers.functions(source.content_string) if source else {}
    except (SyntaxError, UnicodeDecodeError):  # reported when the page of checks was made
        return html

    def mark_up(match: re.Match[str]) -> str:
        call = checked_numbers.Call.parse(html_entities.unescape(match["call"]))
        shown = html_entities.unescape(re.sub(r"<[^>]+>", "", match["shown"]))
        problem = None
        target = html_entities.unescape(f"{match['file']}#{match['call']}")
        line = reporting.line_of(page.file, f"({target})")
        if match["file"] != "checks.py":
            expected = "checks.py, the note's own: what another note computes is linked as its page"
            problem = Problem(page.file.src_uri, line, "checked number", expected, match["file"])
        elif call.name not in known:
            expected = f"one of the functions {', '.join(known) or '(there is no checks.py)'}"
            problem = Problem(page.file.src_uri, line, "checked number", expected, call.name)
        try:
            value, _ = checked_numbers.value_shown(shown)
        except ValueError:
            problem = Problem(page.file.src_uri, line, "checked number", "a number", repr(shown))
        if problem:
            config.extra["problems"].append(problem)
            return match[0]
        title = html_entities.escape(f"由 {call} 算得，测试逐次核对")
        return (
            f'<a class="checked-number" href="checks/#{call.name}" title="{title}">'
            f'<data value="{value:f}">{match["shown"]}</data></a>'
        )

    return checked_numbers.LINK.sub(mark_up, html)
