"""How a note is cited in BibTeX."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "#$%&_"}
    | {
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        # BibTeX counts braces, escaped or not.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
    }
)
"""What LaTeX would not print as it is."""


def escaped(text: str) -> str:
    """Plain text as LaTeX prints it."""
    return text.translate(SIGNS)


def entry(
    key: str,
    *,
    authors: Iterable[str],
    title: str,
    published: date,
    url: str,
    site: str,
    updated: date,
) -> str:
    """An entry in which names and title stay as they are written."""
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in authors),
        "title": f"{{{escaped(title)}}}",
        "year": str(published.year),
        "url": url,
        "note": f"{escaped(site)}, {updated}",
    }
    lines = (f"  {name:<6} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"
