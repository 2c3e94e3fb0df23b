"""What is remembered of visits, and what is made of it, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from javascript import Program
from site_shell import ROOT

from pages import visits
from pages.modules import as_one

DEVICE = """
const __md_scope = { pathname: "/notes/" };
const stored = {};
let full = false, clock = 0;
const localStorage = {
  getItem: (key) => stored[key] ?? null,
  setItem(key, text) { if (full) throw new Error("full"); stored[key] = text; },
  removeItem: (key) => { delete stored[key]; },
};
Date.now = () => clock;
const later = (minutes) => (clock += minutes * 60000);
const put = (text) => (stored["/notes/.visits.2"] = text);
"""
SEE = """(names, minutes) => {
  later(minutes);
  const { front } = remember((it) => (it.front = { floor: "", ...looked(it.front, names, it) }));
  return names.filter((one) => !front.before.includes(one));
}"""
"""What of a list is new to a reader who comes after some minutes."""
LISTED = [["one", "000004c", "000003c2", "000001n"], ["two", "000002u", "000002n"]]


def on_device(module: str) -> Program:
    return Program(DEVICE, visits.counted(), as_one(ROOT / f"pages/visits/{module}.js"))


@pytest.fixture
def record() -> Program:
    return on_device("record")


@pytest.fixture(scope="module")
def front() -> Program:
    return on_device("front")


@pytest.fixture(scope="module")
def note() -> Program:
    return on_device("note")


def test_nothing_is_new_to_who_comes_for_the_first_time(record: Program) -> None:
    assert record.call(SEE, ["a", "b"], 0) == []


def test_what_is_new_stays_so_until_half_an_hour_has_passed(record: Program) -> None:
    record.call(SEE, ["a"], 0)
    assert record.call(SEE, ["a", "b"], 60) == ["b"]
    assert record.call(SEE, ["a", "b"], 29) == ["b"]
    assert record.call(SEE, ["a", "b", "c"], 29) == ["b", "c"]
    assert record.call(SEE, ["a", "b", "c"], 31) == []


def test_what_comes_in_during_the_first_visit_is_new_in_it(record: Program) -> None:
    record.call(SEE, ["a"], 0)
    assert record.call(SEE, ["a", "b"], 5) == ["b"]


def test_a_clock_that_was_wrong_ends_a_visit(record: Program) -> None:
    record.call(SEE, ["a"], 1_000_000)
    assert record.call(SEE, ["a", "b"], -900_000) == ["b"]
    assert record.call(SEE, ["a", "b"], 31) == []


def test_two_tabs_lose_nothing_of_each_other(record: Program) -> None:
    """Each changes what is kept, not what it has read."""
    record.call("() => { remember(() => {}); }")
    other = on_device("record")
    other.call("put", record.call("() => stored['/notes/.visits.2']"))
    read = "(id) => { remember(({ notes, ...it }) => (notes[id] = { ...looked(undefined, ['x'], it), title: '', path: '', at: '', heading: '' })); }"
    other.call(read, "b")
    record.call("put", other.call("() => stored['/notes/.visits.2']"))
    record.call(read, "a")
    assert record.call("() => Object.keys(recall().notes)") == ["b", "a"]


def test_a_full_device_keeps_what_it_has(record: Program) -> None:
    record.call(SEE, ["a"], 0)
    record.call("() => { full = true; }")
    assert record.call(SEE, ["a", "b"], 60) == ["b"]
    assert record.call(SEE, ["a", "b"], 60) == ["b"]


def test_a_device_that_keeps_nothing_knows_nobody() -> None:
    refused = DEVICE.replace("const localStorage", "const unused") + (
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('refused'); } });"
    )
    private = Program(refused, as_one(ROOT / "pages/visits/record.js"))
    assert private.call(SEE, ["a"], 0) == []
    assert private.call(SEE, ["a", "b"], 60) == []


@given(
    begin=st.integers(0, 200),
    end=st.integers(0, 200),
    instead=st.sampled_from(["", "0", "null", '"', "甲", "\n", "\ud800"]),
)
@example(begin=0, end=200, instead="null")
def test_a_record_that_is_not_whole_is_none(
    front: Program, begin: int, end: int, instead: str
) -> None:
    written, recalled = front.call(
        """(begin, end, instead) => {
          put("");
          remember((it) => (it.notes.one = { ...looked(undefined, ["甲"], it), at: "乙" }));
          const whole = stored["/notes/.visits.2"];
          put(whole.slice(0, begin) + instead + whole.slice(end));
          return [stored["/notes/.visits.2"] === whole, left(recall(), [])?.at];
        }""",
        begin,
        max(begin, end),
        instead,
    )
    assert recalled == ("乙" if written else None)


@pytest.mark.parametrize(
    ("before", "floor", "said"),
    [
        pytest.param(["one 000001n", "two 000002n", "two 000002u", "one 000003c2"], "",
                     "1 处更正", id="a change"),
        pytest.param(["one 000001n"], "", "1 篇新笔记、2 处更正", id="a note, and what changed in another"),
        pytest.param([], "", "2 篇新笔记", id="changes of new notes are no news"),
        pytest.param([], "000003", "1 处更正", id="what may have been cut off is not new"),
        pytest.param(["one 000001n", "two 000002n"], "", "2 处更正、1 处更新", id="of each kind"),
        pytest.param([], "9", "", id="nothing"),
    ],
)  # fmt: skip
def test_what_is_new_is_counted(front: Program, before: list[str], floor: str, said: str) -> None:
    known = {"before": before, "floor": floor}
    assert front.call("(listed, known) => told(news(listed, known))", LISTED, known) == said


@pytest.mark.parametrize(
    ("shown", "least", "said"),
    [
        (1, "", "新到的不止这些，还有 1 篇有新内容。"),
        (1, "至少 ", "新到的不止这些，至少还有 1 篇有新内容。"),
        (3, "", ""),
        (6, "", ""),
    ],
)
def test_what_is_new_and_not_in_the_list_is_told_below_it(
    shown: int, least: str, said: str
) -> None:
    below = """(shown, atLeast, told) => {
      least = atLeast;
      came = [["000003n"], [], ["000002n", "000002c"]];
      beyond({ previousElementSibling: { children: { length: shown } }, prepend: (text) => (told = text) });
      return told;
    }"""
    assert on_device("front").call(below, shown, least, "") == said


def test_where_no_note_is_left_nothing_is_marked(front: Program) -> None:
    entry = "const entry = {}; entry.parentElement = { children: [entry] };"
    assert front.call(f"() => {{ {entry} return fresh(entry) ?? null; }}") is None


def test_reading_goes_on_in_the_note_that_was_left_last(front: Program) -> None:
    def left(**at_and_when: tuple[str, int]) -> Any:
        notes = {
            one: {"title": one, "at": at, "when": when} for one, (at, when) in at_and_when.items()
        }
        return front.call("(it) => left(it, ['gone'])?.title ?? null", {"notes": notes})

    day = 86_400_000
    assert left(first=("a", 38 * day), second=("b", 39 * day), finished=("", 40 * day)) == "second"
    assert left(first=("a", 38 * day), gone=("b", 39 * day)) == "first"
    assert left(finished=("", 40 * day)) is None


def test_of_two_places_the_later_is_kept_if_the_note_still_has_it(note: Program) -> None:
    further = "(...given) => further(...given) ?? null"
    places = ["first", "second", ""]
    assert note.call(further, places, "second", "first") == "second"
    assert note.call(further, places, "first", "second") == "second"
    assert note.call(further, places, "", "second") == ""
    assert note.call(further, places, "gone", "first") == "first"
    assert note.call(further, places, None, "first") == "first"


@pytest.mark.parametrize(
    ("hash", "led"), [("#fn:%E7%94%B2", True), ("#%E7%94%B2", False), ("#%", False)]
)
def test_who_was_led_to_a_source_has_not_read_up_to_it(note: Program, hash: str, led: bool) -> None:
    page = """(hash) => {
      globalThis.location = { hash };
      globalThis.innerHeight = 800;
      const source = { closest: () => true, getBoundingClientRect: () => ({ top: 100 }) };
      globalThis.document = { getElementById: (id) => (id === "fn:甲" ? source : null) };
      return Boolean(isLed());
    }"""
    assert note.call(page, hash) == led


def test_only_changes_that_a_reader_does_not_know_are_told(note: Program) -> None:
    changes = [{"name": "new", "what": "八十改为九十"}, {"name": "old"}]
    assert note.call("unknown", changes, ["old", "gone"]) == changes[:1]
    assert note.call("unknown", changes, ["old", "new"]) == []


@pytest.mark.parametrize("script", [visits.on_pages, visits.on_about])
def test_what_is_published_is_short_and_gives_no_name_twice(script: Callable[[], str]) -> None:
    text = script()
    assert "//" not in text
    assert text.count("\n") == 1
    Program(f"const run = () => {{{text}}};")  # read, not run
