"""What each constant and each part of the search is good for: the readers' queries without it; print a table."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import replace
from typing import Any

from javascript import Search
from mkdocs.commands.build import build
from mkdocs.config import load_config
from real_notes import BY_ID, address
from search_queries import READERS
from site_shell import ROOT

from kept import workers
from pages.facts import Section
from search import index as search_index
from search import worker

CONSTANTS = [("NAME", 1), ("NAME", 10), ("LENGTH", 0), ("K1", 0.6), ("K1", 2.4)]
"""Of the index, and other values for them."""
PARTS = {
    "ENOUGH 0.5": [("const ENOUGH = 0.6", "const ENOUGH = 0.5")],
    "ENOUGH 0.7": [("const ENOUGH = 0.6", "const ENOUGH = 0.7")],
    "the query as it was typed": [("text.search(pattern) >= 0", "false")],
    "the page that is called so": [("? 2 * most : 0", "? 0 : 0")],
    "one typo": [("corrections(store, text)", "[]")],
    "stems": [("new Set([word, stem(word)])", "new Set([word])")],
    "function words left out": [("text.replace(FUNCTION_WORDS, blank)", "text")],
    "other names of terms": [("...otherNames(store, query)", "...[]")],
    "folding": [("simplify(core.simplified)", 'simplify("")')],
    "sound": [("await meant(store, own)", "null")],
}
"""What of the program is written otherwise."""
ID_AT = {address(note): identifier for identifier, note in BY_ID.items()}


def main() -> None:
    entries, names = _given()
    print("first, three, sentence; a list without it for what nothing answers")
    _tell("as it is", worker.program(), entries, names)
    for constant, value in CONSTANTS:
        usual = getattr(search_index, constant)
        setattr(search_index, constant, value)
        _tell(f"{constant} {value}", worker.program(), entries, names)
        setattr(search_index, constant, usual)
    _tell("questions", worker.program(), [replace(one, asks={}) for one in entries], names)
    whole = [replace(one, sections=[_joined(one.sections)]) for one in entries]
    _tell("sections", worker.program(), whole, names)
    for part, changes in PARTS.items():
        program = worker.program()
        for old, new in changes:
            assert program.count(old) == 1, old
            program = program.replace(old, new)
        _tell(part, program, entries, names)


def _joined(sections: Sequence[Section]) -> Section:
    said = [piece for one in sections for piece in (f" {one.heading} ", *one.pieces)]
    return Section("", "", tuple(said))


def _given() -> tuple[Sequence[search_index.Entry], Sequence[Sequence[str]]]:
    """What a build of the site hands to the index."""
    entries: dict[str, search_index.Entry] = {}
    given: list[Sequence[str]] = []
    workers.processors = lambda: 1  # what other processes are given is not seen here
    page, without_pages = search_index.page, search_index.without_pages
    search_index.page = lambda entry: page(entries.setdefault(entry.url, entry))
    search_index.without_pages = lambda entries, names, *others: without_pages(
        entries, [given.append(one) or one for one in names], *others
    )
    with tempfile.TemporaryDirectory() as site, chdir(ROOT):
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=site)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    search_index.page, search_index.without_pages = page, without_pages
    return list(entries.values()), given


def _tell(
    what: str,
    program: str,
    entries: Sequence[search_index.Entry],
    names: Sequence[Sequence[str]],
) -> None:
    core, files = search_index.files(entries, names)
    published = {f"search/files/{name}": text.decode() for name, text in files.items()}
    published["search/search_index.json"] = json.dumps({"config": {"core": core}})
    search = Search(program, published)
    answers = [(query["expect"], search.ask(query["q"])) for query in READERS]
    asked = [(set(expected), answer) for expected, answer in answers if expected]
    first = sum(bool(expected & set(_notes(answer, 1))) for expected, answer in asked)
    three = sum(bool(expected & set(_notes(answer, 3))) for expected, answer in asked)
    told = sum(bool(answer.get("missing")) for _, answer in asked)
    false = sum(bool(answer.get("answers")) for expected, answer in answers if not expected)
    print(f"{what:>28} {first:>5} {three:>5} {told:>5} {false:>5}", flush=True)


def _notes(answer: dict[str, Any], most: int) -> Iterator[str]:
    for items in answer["items"][:most]:
        location = items[0]["location"].partition("#")[0]
        yield ID_AT.get(location, location)


if __name__ == "__main__":
    main()
