"""The opening of a note, cut where a reader would stop: whole sentences, whole words, whole formulas."""

from __future__ import annotations

import html as html_entities
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pages.excerpt_units import WIDE, Unit, graphemes, units

SENTENCE_ENDS = "。｡．！？!?…"
CLAUSE_ENDS = "，；、､,;"
CLOSERS = "”’」』）)》〉】］]"
OPENERS = "“‘「『（(《〈【［["
NO_START = SENTENCE_ENDS + CLAUSE_ENDS + CLOSERS + "：:.%"
JOINED_AFTER = SENTENCE_ENDS + CLAUSE_ENDS + "：:."
DISPLAY_WIDTH = 24
ELLIPSIS = 2
"""Width of ……"""
ENOUGH = 0.5
"""Share of the width from which an excerpt ends with the section it is in."""
ABBREVIATION = re.compile(r"[A-Za-z](?:\.[A-Za-z])*|al|vs|cf|Figs?|Eqs?|Secs?|No|pp|\d+")


@dataclass(frozen=True)
class Excerpt:
    html: str
    """Well-formed, inline elements only; formulas as arithmatex wrote them."""
    text: str
    """Plain text; formulas as `\\(…\\)`."""


def excerpt(html: str, *, width: int = 300) -> Excerpt:
    """The opening of a rendered note, at most `width` wide (a Han character 1, a Latin letter ½)."""
    atoms, complete = _flatten(units(html), width)
    kept = atoms if complete else _cut(atoms, width)
    return Excerpt(_html(kept), "".join(atom.text for atom in kept))


def sentence(html: str, mark: str) -> Excerpt:
    """The sentence that holds a sign, which stands nowhere else, without the sign; all of it."""
    marked = list(units(html))
    place = next((at for at, unit in enumerate(marked) if unit.text == mark), len(marked))
    atoms = [unit for unit in marked if unit.text != mark]
    ends = [at for at in range(len(atoms)) if _is_over(atoms, at)]
    first = max((at + 1 for at in ends if at < place), default=0)
    last = min((at + 1 for at in ends if at >= place), default=len(atoms))
    kept = _in_a_line(atoms[first:last])
    return Excerpt(_html(kept), "".join(atom.text for atom in kept))


def _is_over(atoms: Sequence[Unit], index: int) -> bool:
    """No sentence goes on after it."""
    return not atoms[index].text or (atoms[index].kind == "text" and _ends_sentence(atoms, index))


def _in_a_line(source: Iterable[Unit]) -> list[Unit]:
    atoms: list[Unit] = []
    space = ""
    for unit in source:
        if unit.kind in ("space", "newline"):
            space = unit.kind
        elif unit.text:
            atoms += [*_joint(atoms, unit, space), unit]
            space = ""
    return atoms


def _flatten(source: Iterable[Unit], width: float) -> tuple[list[Unit], bool]:
    """Prose in one line; False if there is more than fits."""
    atoms: list[Unit] = []
    total = 0.0
    pending = ""
    for unit in source:
        if unit.kind == "end":
            break
        if unit.kind == "gap" or (unit.kind == "display" and not _short(unit)):
            if unit.kind == "display" or _last(atoms).endswith(("：", ":")):
                return _before_last_sentence(atoms), True
            continue
        if unit.kind == "contents":
            if _last(atoms).endswith(("：", ":")):
                atoms = _before_last_sentence(atoms)
                total = sum(atom.width for atom in atoms)
            pending = "join"
            continue
        if unit.kind == "heading":
            if total >= ENOUGH * width and _ends_sentence(atoms, len(atoms) - 1):
                return atoms, True
            if _last(atoms).endswith(("：", ":")):
                return _before_last_sentence(atoms), True
            pending = "join"
            continue
        if unit.kind in ("join", "space", "newline"):
            pending = "join" if "join" in (pending, unit.kind) else unit.kind
            continue
        if unit.kind == "display":
            unit = Unit(r"\(" + unit.text[2:-2].strip() + r"\)", "formula")
            if pending == "join" and not _is_stopped(atoms):
                pending = "space"
        joint = _joint(atoms, unit, pending)
        pending = ""
        for atom in (*joint, unit):
            atoms.append(atom)
            total += atom.width
        if total > width:
            return atoms, False
    return atoms, True


def _short(display: Unit) -> bool:
    return display.width <= DISPLAY_WIDTH and not re.search(r"\\\\|\\tag|\\begin", display.text)


def _last(atoms: Sequence[Unit]) -> str:
    return atoms[-1].text if atoms else ""


def _joint(atoms: Sequence[Unit], following: Unit, pending: str) -> list[Unit]:
    """What stands between the last atom and the next: nothing, a space, or a semicolon."""
    if not atoms or not pending or (pending != "join" and following.text in NO_START[:-1]):
        return []
    before = _last(atoms)
    if pending == "join":
        if following.text and following.text[0] in NO_START:
            return []
        if _is_stopped(atoms):
            return [] if WIDE.match(before[-1]) else [Unit(" ", "space")]
        return [Unit("；", "text")]
    if pending == "newline" and WIDE.match(before[-1]) and WIDE.match(following.text):
        return []
    return [Unit(" ", "space", following.tags if atoms[-1].tags == following.tags else ())]


def _is_stopped(atoms: Sequence[Unit]) -> bool:
    """The text ends with punctuation, whatever it is quoted or bracketed by."""
    inner = [atom for atom in atoms[-4:] if atom.text not in CLOSERS]
    return bool(inner) and inner[-1].kind == "text" and inner[-1].text[-1] in JOINED_AFTER


def _before_last_sentence(atoms: Sequence[Unit]) -> list[Unit]:
    ends = [index for index in range(len(atoms) - 1) if _ends_sentence(atoms, index)]
    return list(atoms[: ends[-1] + 1]) if ends else []


def _ends_sentence(atoms: Sequence[Unit], index: int) -> bool:
    """After atom `index` a sentence is over, its closing quotes included."""
    follows = atoms[index + 1].text if index + 1 < len(atoms) else ""
    if follows and follows[0] in CLOSERS + SENTENCE_ENDS:
        return False
    while index and atoms[index].text in CLOSERS:
        index -= 1
    text = atoms[index].text
    before = atoms[index - 1].text if index else ""
    if text == "．" and before[-1:].isdigit() and follows[:1].isdigit():
        return False
    if text != ".":
        return text in SENTENCE_ENDS
    return follows in ("", " ") and not ABBREVIATION.fullmatch(before)


def _cut(atoms: Sequence[Unit], width: float) -> list[Unit]:
    """At the last sentence end in 55-100 % of the width, else clause end in 70-100 %, else a safe place."""
    best = [
        i
        for i, at in _fitting(atoms, width)
        if at >= 0.55 * width and _ends_sentence(atoms, i) and _closed(atoms, i)
    ]
    if best:
        return list(atoms[: best[-1] + 1])
    atoms = [piece for atom in atoms for piece in graphemes(atom)]
    fits = _fitting(atoms, width - ELLIPSIS)
    clauses = [
        i
        for i, at in fits
        if at >= 0.7 * width and atoms[i].text in CLAUSE_ENDS and _closed(atoms, i)
    ]
    safe = [i for i, _ in fits if _safe(atoms, i)]
    last = (clauses[-1] - 1) if clauses else (safe[-1] if safe else -1)
    kept = list(atoms[: last + 1])
    while kept and (kept[-1].kind == "space" or kept[-1].text in CLAUSE_ENDS + "："):
        kept.pop()
    return [*kept, Unit("……", "text")] if kept else []


def _fitting(atoms: Sequence[Unit], width: float) -> list[tuple[int, float]]:
    """Index and end of each atom that ends within `width`."""
    ends = enumerate(itertools.accumulate(atom.width for atom in atoms))
    return [(index, end) for index, end in ends if end <= width]


def _safe(atoms: Sequence[Unit], index: int) -> bool:
    """Not before closing punctuation, after an opening one, beside a formula, or inside brackets."""
    here, after = atoms[index], atoms[index + 1] if index + 1 < len(atoms) else None
    if after is None or here.text in OPENERS or after.text[:1] in NO_START:
        return False
    if "formula" in (here.kind, after.kind) and "space" not in (here.kind, after.kind):
        return False
    return _closed(atoms, index)


def _closed(atoms: Sequence[Unit], index: int) -> bool:
    text = "".join(atom.text for atom in atoms[: index + 1] if atom.kind == "text")
    return all(
        sum(map(text.count, left)) <= sum(map(text.count, right))
        for left, right in (("“「『", "”」』"), ("（(【［[", "）)】］]"), ("《〈", "》〉"))
    )


def _html(atoms: Sequence[Unit]) -> str:
    parts = []
    for tags, group in itertools.groupby(atoms, key=lambda atom: atom.tags):
        inner = "".join(map(_atom_html, group))
        parts.append("".join(f"<{tag}>" for tag in tags) + inner)
        parts.append("".join(f"</{tag}>" for tag in reversed(tags)))
    return "".join(parts)


def _atom_html(atom: Unit) -> str:
    escaped = html_entities.escape(atom.text, quote=False)
    if atom.kind == "formula":
        return f'<span class="arithmatex">{escaped}</span>'
    return f"<code>{escaped}</code>" if atom.kind == "code" else escaped
