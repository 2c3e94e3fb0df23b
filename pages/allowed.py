"""HTML that a note must not hold."""

from __future__ import annotations

import re

import lxml.html

from notes.problem import Problem

SUSPECT = re.compile(r"<script|javascript:|[\s/\"']on[a-z]+\s*=", re.IGNORECASE)
"""What a parser then looks at: browsers need no space before an attribute."""


def problems_in_html(file: str, html: str) -> list[Problem]:
    """Scripts and event handlers in a rendered page."""
    problems = []
    if SUSPECT.search(html):
        root = lxml.html.fragment_fromstring(html, create_parent="div")
        for element in root.iter(lxml.html.etree.Element):
            if element.tag == "script":
                problems.append(Problem(file, 0, 0, "HTML", "有脚本 <script>", "删去"))
            problems += [
                Problem(file, 0, 0, "HTML", f"有会运行的 {name}={value!r}", "删去")
                for name, value in element.items()
                if name.startswith("on") or value.strip().lower().startswith("javascript:")
            ]
    return problems
