"""What Markdown made of a page: parsed once, walked once, written once.

The walk finds the facts of a page and, on its way, writes the page as readers get it and the plain
one that feeds take. What an author wrote reaches neither unless it is allowed.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import etree

from notes import numbers
from notes.source import Source
from pages import (
    added,
    allowed,
    amendments,
    equations,
    figures,
    formula_text,
    leftovers,
    mathml,
    mentions,
    reading_time,
)
from pages.amendments import Amendment
from pages.facts import Citation, Facts, Figure, Formula, Mention, Mistake
from pages.formula_errors import FormulaError
from pages.parsing import SWALLOWED, parse
from pages.sections import BETWEEN, Code, Said, Sections, off_screen
from pages.tags import escaped, quoted, start

VOID = frozenset(("br", "col", "hr", "img", "wbr"))
BLOCKS = frozenset((
    "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3",
    "h4", "h5", "h6", "li", "ol", "p", "pre", "summary", "table", "td", "th", "tr", "ul",
))  # fmt: skip
"""Before and after which a text is interrupted."""
READ_ALOUD = frozenset(("alt", "aria-label", "title"))
OWN_LINKS = ("headerlink", "footnote-backref")
"""Classes that Markdown gives to links within the page, which are no text."""
CITED_IN = "cited-in"
"""Class of the links that lead to all notes that cite a source."""
IN_NUMBERS = frozenset(("abbr", "b", "code", "em", "i", "span", "strong"))
"""What may stand around a number without changing it."""
OPENING, CLOSING = "（“‘「《", "，。、；：！？）”’」』》…"
"""Signs that stay with a formula right beside them."""


@dataclass(frozen=True)
class Around:
    """What a page refers to beyond its own text."""

    folder: str = ""
    """Where it lies."""
    functions: Collection[str] | None = ()
    """Of its checks.py; None if that cannot be read, which is told elsewhere."""
    references: Collection[str] = ()
    """Keys that a footnote has if it is a source."""
    listed: Mapping[str, str] = field(default_factory=dict)
    """Where it is listed which notes cite a source, by its key."""
    elements: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Custom elements, and the settings that each has."""
    figure: Callable[[str], str | None] = lambda name: None
    """The SVG of a file beside it."""
    script: Callable[[str], str] = lambda element: ""
    """The address of an element's program."""
    note: Callable[[str], str] = lambda address: ""
    """Path below docs/ of the other note that an address leads to, if it does."""
    reserved: Set[str] = frozenset()
    """Ids that its template uses."""
    amendments: Sequence[Amendment] = ()
    """Changes that are told where they are."""
    source: Source | None = None
    """Its Markdown, if all of that is to be on the page."""


FRAME = '<div class="table" tabindex="0" role="group" aria-label="表格">'
TEXT = etree.XPath("string()")
IS_COLOURED = etree.XPath(
    "count(.//*) = count(.//span | .//code) and count(.//@*) = count(.//@class)"
)
"""What a highlighter writes."""


def walk(html: str, around: Around) -> Facts:
    """Everything about a page, from the HTML that Markdown made of it."""
    content, mistakes = parse(html)
    made = leftovers.Made.of(content) if around.source else None
    amended, missing = amendments.places(content, around.amendments)
    mistakes += missing
    if equations.CONCERNED.search(html):
        mistakes += _number_equations(content)
    walked = _Walk(around, mistakes, amended)
    walked.inside(content)
    if around.source and made:
        left = list(leftovers.mistakes(around.source, walked.texts, made))
        told = {one.message for one in left}
        if any(one.rule == "HTML" for one in left):
            told.add(SWALLOWED)
        walked.mistakes = [one for one in walked.mistakes if one.message not in told] + left
    return walked.facts()


class _Walk:
    """One walk: what was found so far, and what was written."""

    def __init__(self, around: Around, mistakes: list[Mistake], places: Mapping[str, str]) -> None:
        self.around = around
        self.places = places
        self.marks = amendments.marks(around.amendments, places)
        self.mistakes = mistakes
        self.html: list[str] = []
        self.plain: dict[int, str] = {}
        """What differs from `html`, and where."""
        self.sections = Sections()
        self.said: Said = self.sections.begin("", [])
        self.formulas: list[Formula] = []
        self.numbers: list[numbers.Number] = []
        self.figures: list[Figure] = []
        self.links: list[str] = []
        self.mentions: list[Mention] = []
        self.citations: list[Citation] = []
        self.ids: list[str] = []
        self.own_ids: set[str] = set()
        """Those that the build gave."""
        self.explained: set[str] = set()
        self.unexplained = 0
        """How many elements around this place forbid explanations."""
        self.code_blocks = 0
        self.in_code = False
        self.texts: list[str] = []
        """All that is neither code nor a formula, and where elements begin and end."""

    def write(self, html: str, plain: str) -> None:
        """What the page shows, where feeds take something else."""
        self.plain[len(self.html)] = plain
        self.html.append(html)

    def text(self, text: str) -> None:
        self.html.append(escaped(text))
        self.said.append(text)
        if not self.in_code:
            self.texts.append(text)

    def inside(self, element: etree._Element) -> None:
        """What stands between the tags."""
        text = element.text
        for child in element:
            if child.get("class") == "arithmatex" and _is_formula(child):
                # The signs right beside a formula in a line belong to it.
                before, after = "", ""
                text, tail = text or "", child.tail or ""
                if child.tag == "span":
                    before = text[len(text.rstrip(OPENING)) :]
                    after = tail[: len(tail) - len(tail.lstrip(CLOSING))]
                if text := text.removesuffix(before):
                    self.text(text)
                self.formula(child, before, after)
                self.texts.append("\n" if child.tag == "div" else leftovers.WITHIN)
                text = tail.removeprefix(after)
            else:
                if text:
                    self.text(text)
                self.element(child)
                text = child.tail
        if text:
            self.text(text)

    def element(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            self.comment(element.text or "")
            return
        write = SPECIAL.get(tag, _Walk.as_it_is)
        between = "\n" if tag in BLOCKS else leftovers.WITHIN
        self.texts.append(between)
        if tag in BLOCKS:
            self.said.append(BETWEEN)
            write(self, element)
            self.said.append(BETWEEN)
        else:
            write(self, element)
        self.texts.append(between)
        if self.marks and (mark := self.marks.pop(element.get("id", ""), "")):
            self.write(mark, "")

    def comment(self, text: str) -> None:
        if text.strip() == "more":  # where an excerpt ends
            self.write("", "<!-- more -->")
        elif text.startswith(("?", "[CDATA[")):
            told = f"<{text[:12].strip()}… 不是 HTML，浏览器不显示"
            self.mistakes.append(Mistake("HTML", told, "写成代码，或删去", text[:12].strip()))

    def as_it_is(self, element: etree._Element) -> None:
        self.written(element, self.attributes(element))

    def written(self, element: etree._Element, attributes: Mapping[str, str]) -> None:
        tag = element.tag
        self.html.append(start(tag, attributes))
        if tag not in VOID:
            self.inside(element)
            self.html.append(f"</{tag}>")

    def unexplaining(self, element: etree._Element) -> None:
        """No abbreviation has a tooltip here."""
        self.unexplained += 1
        self.as_it_is(element)
        self.unexplained -= 1

    def attributes(self, element: etree._Element) -> dict[str, str]:
        """Those of an element, looked at; formulas in them are readable."""
        attributes = allowed.attributes_of(element)
        if not attributes and element.tag in allowed.ELEMENTS:
            return attributes  # as most are
        self.mistakes += allowed.mistakes(element.tag, attributes)
        for name, value in attributes.items():
            if name == "id" or (name == "name" and value != attributes.get("id")):
                self.ids.append(value)
            elif "\\" in value and name in READ_ALOUD:
                attributes[name] = self.readable(value)
        return attributes

    def readable(self, text: str) -> str:
        try:
            return formula_text.in_attribute(text)
        except FormulaError as error:
            self.mistakes.append(_undrawn(error))
            return text

    def quietly(self, element: etree._Element) -> None:
        """For the eye only: not found by the search."""
        said, self.said = self.said, []
        self.as_it_is(element)
        self.said = said

    def formula(self, element: etree._Element, before: str, after: str) -> None:
        source = element.text or ""
        tex, display = source[2:-2], element.tag == "div"
        try:
            drawn = mathml.to_mathml(tex, display=display)
        except FormulaError as error:
            self.mistakes.append(_undrawn(error))
            return
        self.formulas.append(Formula(tex.strip(), display, self.sections.anchor))
        self.ids += mathml.anchors(drawn)
        piece = formula_text.piece(drawn)
        self.said += (BETWEEN, piece, BETWEEN) if display else (before, piece, after)
        if _heads_alone(element):
            drawn = mathml.named(drawn, piece[0])
        self.write(
            mathml.block(drawn) if display else mathml.inline(drawn, before, after),
            f'{before}<{element.tag} class="arithmatex">{escaped(source)}</{element.tag}>{after}',
        )

    def heading(self, element: etree._Element) -> None:
        anchor = element.get("id")
        if not anchor:
            self.unexplaining(element)
            return
        heading: Said = []
        self.said = heading
        said = self.sections.begin(anchor, heading)
        mentions, citations = len(self.mentions), len(self.citations)
        self.unexplaining(element)
        self.said, whole = said, self.sections.heading
        self.mentions[mentions:] = [one._replace(heading=whole) for one in self.mentions[mentions:]]
        self.citations[citations:] = [
            one._replace(heading=whole) for one in self.citations[citations:]
        ]

    def abbreviation(self, element: etree._Element) -> None:
        """Explained where it is first used in the text."""
        if not element.get("title"):
            self.as_it_is(element)
        elif self.unexplained or element.text in self.explained:
            self.inside(element)
        else:
            self.explained.add(element.text or "")
            self.as_it_is(element)

    def raised(self, element: etree._Element) -> None:
        if (place := element.get("id", "")).startswith(added.FOOTNOTE_MARK):
            self.quietly(element)
            self.cite(element, place)
        else:
            self.as_it_is(element)

    def cite(self, mark: etree._Element, place: str) -> None:
        (link,) = mark.iter("a")
        key = link.get("href", "").removeprefix(f"#{added.FOOTNOTE}")
        if key in self.around.references:
            sentence = mentions.sentence_around(mark, BLOCKS)
            self.citations.append(Citation(key, place, self.sections.heading, sentence))

    def link(self, element: etree._Element) -> None:
        if element.get("class") in OWN_LINKS and element.get("href", "").startswith("#"):
            self.quietly(element)
            return
        if element.get("class") == CITED_IN:
            self.write(f"{start('a', allowed.attributes_of(element))}{element.text}</a>", "")
            return
        attributes = self.attributes(element)
        address = attributes.get("href", "")
        self.links.append(address)
        try:
            number = self.number(element, address)
        except numbers.UnverifiableError as error:
            self.mistakes.append(Mistake("R9", error.message, error.instead, address))
            number = None
        self.unexplained += 1  # a link has one meaning
        if number:
            self.numbers.append(number)
            self.mark(element, attributes, number)
        elif note := self.around.note(address):
            self.mention(element, attributes, note)
        else:
            self.written(element, _external(address, attributes))
        self.unexplained -= 1

    def number(self, element: etree._Element, address: str) -> numbers.Number | None:
        functions = self.around.functions
        if functions is None or numbers.FILE[:-3] not in address.lower():
            return None
        shown = str(TEXT(element))
        numbers.refuse_page(address, shown)
        if not numbers.leads_to_checks(address):
            return None
        number = numbers.linked(address, shown, functions, self.around.folder)
        if number and any(inner.tag not in IN_NUMBERS for inner in element.iterdescendants()):
            raise numbers.UnverifiableError(
                f"{shown} 在链接里不只是一个数", "只写数，如 4.04 × 10²²"
            )
        return number

    def mark(
        self, element: etree._Element, attributes: dict[str, str], number: numbers.Number
    ) -> None:
        """As computed. It is compared for the very reason that it is marked: both read `numbers`."""
        told = f"由 {number.call} 算得，测试逐次核对"
        marked = {
            "class": " ".join(("checked-number", attributes.pop("class", ""))).strip(),
            "href": f"checks/#{number.call.name}",
            "title": "；".join(filter(None, (attributes.pop("title", ""), told))),
        }
        self.html.append(start("a", {**attributes, **marked}) + f'<data value="{number.value:f}">')
        self.inside(element)
        self.html.append("</data></a>")

    def mention(self, element: etree._Element, attributes: dict[str, str], note: str) -> None:
        """A link to another note; a browser shows what that says before one goes there."""
        address = urlsplit(attributes["href"])
        anchor, sentence = unquote(address.fragment), mentions.sentence_around(element, BLOCKS)
        section, heading = self.sections.anchor, self.sections.heading
        self.mentions.append(Mention(note, anchor, section, heading, sentence))
        shown = posixpath.join(address.path, mentions.preview(anchor))
        self.write(start("a", {**attributes, "data-preview": shown}), start("a", attributes))
        self.inside(element)
        self.html.append("</a>")

    def image(self, element: etree._Element) -> None:
        source = element.get("src", "")
        name = posixpath.normpath(unquote(source))
        if numbers.leads_to_checks(source):
            told = Mistake("R9", f"{source} 不是图", "写成链接，前面不要感叹号", source)
            self.mistakes.append(told)
        if not figures.FIGURE.fullmatch(name):
            self.links.append(source)
            self.as_it_is(element)
        elif (svg := self.around.figure(name)) is None:
            self.mistakes.append(Mistake("图", *figures.no_file(name), name))
        else:
            self.figure(name, svg, allowed.attributes_of(element))

    def figure(self, name: str, svg: str, settings: dict[str, str]) -> None:
        """A drawing in the place of its image."""
        shown = {key: self.readable(settings.pop(key, "")) for key in ("alt", "src")}
        tag = settings.pop("element", "")
        drawing = figures.unlike(set(self.ids), figures.drawing(svg))
        self.ids += sorted(drawing.ids)
        self.figures.append(Figure(name, tag))
        self.mistakes += (told._replace(written=name) for told in drawing.mistakes)
        self.mistakes += figures.wrong_settings(name, tag, settings, self.around.elements)
        drawn = figures.named(drawing.svg, shown["alt"])
        self.write(figures.live(drawn, tag, settings) if tag else drawn, start("img", shown))

    def table(self, element: etree._Element) -> None:
        if "highlighttable" in _classes(element):  # code with numbered lines
            self.as_it_is(element)
            return
        _head(element)
        attributes = self.attributes(element)
        # Without a class Material's script would wrap it again, in a frame without focus.
        page = attributes if "class" in attributes else {**attributes, "class": "table__grid"}
        self.write(FRAME + start("table", page), start("table", attributes))
        self.inside(element)
        self.write("</table></div>", "</table>")

    def cell(self, element: etree._Element) -> None:
        if element.tag == "th" and _is_blank(element):
            element.tag = "td"  # a corner heads nothing
        (self.quietly if element.get("class") == "linenos" else self.as_it_is)(element)

    def division(self, element: etree._Element) -> None:
        classes = _classes(element)
        if "footnote" in classes:
            self.footnotes(element)
        elif "highlight" in classes and "language-output" not in classes:
            self.code_block(element)
        else:
            self.as_it_is(element)

    def footnotes(self, element: etree._Element) -> None:
        """Headed by what they are, in the place of the line that Markdown draws."""
        items = {
            item.get("id", "").removeprefix(added.FOOTNOTE): item for item in element.iter("li")
        }
        for key in self.around.listed.keys() & items.keys():
            _lead(items[key], self.around.listed[key])
        anchor = (
            added.FOOTNOTES if items.keys().isdisjoint(self.around.references) else added.SOURCES
        )
        if (rule := element.find("hr")) is not None:
            rule.tag, rule.text = "h2", added.HEADINGS[anchor]
            rule.set("id", anchor)
            self.own_ids.add(anchor)
        self.unexplaining(element)

    def code_block(self, element: etree._Element) -> None:
        """With a button that Material's script serves; its own come in an unnamed landmark a block."""
        attributes = self.attributes(element)
        self.code_blocks += 1
        # The id is not the <pre>'s: Material's script gives that another one.
        anchor = attributes.get("id") or added.code(self.code_blocks)
        if "id" not in attributes:
            self.ids.append(anchor)
        target = quoted(f'[id="{anchor}"] code' if "id" in attributes else f"#{anchor} code")
        button = (
            f'<button class="copy" type="button" data-clipboard-target="{target}">复制</button>'
        )
        page = start("div", {**attributes, "id": anchor}) + button
        self.write(page, start("div", attributes))
        self.inside(element)
        self.html.append("</div>")

    def code(self, element: etree._Element) -> None:
        coloured = _coloured(element) if element.tag == "pre" else ""
        if coloured:
            self.html.append(coloured)
        else:
            outside, self.in_code = self.in_code, True
            self.quietly(element)
            self.in_code = outside
        self.said.append(Code(TEXT(element) if len(element) else element.text or ""))

    def facts(self) -> Facts:
        for identifier, times in Counter(self.ids).items():
            if times > 1 or identifier in self.around.reserved - self.own_ids:
                self.mistakes.append(_taken(identifier))
        # In the article: there Material runs scripts again after navigation.
        for element in dict.fromkeys(figure.element for figure in self.figures if figure.element):
            address = quoted(self.around.script(element))
            self.write(f'<script type="module" src="{address}"></script>', "")
        plain = self.html.copy()
        for place, instead in self.plain.items():
            plain[place] = instead
        sections = self.sections.all()
        return Facts(
            html="".join(self.html),
            plain="".join(plain),
            sections=sections,
            formulas=tuple(self.formulas),
            numbers=tuple(self.numbers),
            figures=tuple(self.figures),
            places=self.places,
            links=tuple(self.links),
            mentions=tuple(self.mentions),
            citations=tuple(self.citations),
            ids=tuple(self.ids),
            minutes=reading_time.minutes(self.sections.prose),
            off_screen=off_screen(sections),
            mistakes=tuple(self.mistakes),
        )


SPECIAL: Mapping[str, Callable[[_Walk, etree._Element], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Walk.heading),
    **dict.fromkeys(("code", "pre"), _Walk.code),
    **dict.fromkeys(("td", "th"), _Walk.cell),
    **dict.fromkeys(("figcaption", "summary"), _Walk.unexplaining),
    "a": _Walk.link,
    "abbr": _Walk.abbreviation,
    "div": _Walk.division,
    "img": _Walk.image,
    "sup": _Walk.raised,
    "table": _Walk.table,
}
"""Elements that are more than their tags; all others are written as they are."""


def _classes(element: etree._Element) -> Set[str]:
    return set(element.get("class", "").split())


def _external(address: str, attributes: dict[str, str]) -> dict[str, str]:
    """The attributes of a link that leaves the site say so.

    Material's script makes every address absolute: afterwards all look foreign.
    """
    if "rel" in attributes or not address.lower().startswith(("http:", "https:")):
        return attributes
    return {"rel": "external", **attributes}


def _lead(item: etree._Element, address: str) -> None:
    """From a source to all notes that cite it."""
    told = {"class": CITED_IN, "href": address, "title": "引用它的笔记，各在哪一句"}
    link = etree.Element("a", told)
    link.text = "引用处"
    next(one for one in item.iter("a") if one.get("class") in OWN_LINKS).addprevious(link)


def _is_blank(element: etree._Element) -> bool:
    return not len(element) and not (element.text or "").strip()


def _coloured(code: etree._Element) -> str:
    """A block of code as a highlighter writes it, nothing if there is more to it.

    Most elements of a note colour its code: these need no second look.
    """
    if code.keys() or not IS_COLOURED(code):
        return ""
    written = etree.tostring(code, encoding="unicode", method="html", with_tail=False)
    return (
        "" if "<!--" in written or any(map(written.__contains__, allowed.OWN_CLASSES)) else written
    )


def _number_equations(content: etree._Element) -> list[Mistake]:
    """Put numbers of equations into their TeX; what refers to one, and does nothing else, becomes a link."""
    formulas = [
        one
        for one in content.iter("span", "div")
        if one.get("class") == "arithmatex" and _is_formula(one)
    ]
    numbered, errors = equations.numbered(
        ((one.text or "")[2:-2], one.tag == "div") for one in formulas
    )
    for element, tex in zip(formulas, numbered, strict=True):
        if isinstance(tex, equations.Link):
            element.tag, element.text = "a", tex.number
            del element.attrib["class"]
            element.set("href", f"#{tex.address}")
        else:
            source = element.text or ""
            element.text = f"{source[:2]}{tex}{source[-2:]}"
    return [_undrawn(error) for error in errors]


def _is_formula(element: etree._Element) -> bool:
    text = element.text or ""
    return not len(element) and text[:2] + text[-2:] in (r"\(\)", r"\[\]")


def _heads_alone(formula: etree._Element) -> bool:
    """Whether it is all that a header cell holds, which counts as empty unless the formula has a name."""
    cell = formula.getparent()
    return (
        cell is not None
        and cell.tag == "th"
        and len(cell) == 1
        and not f"{cell.text or ''}{formula.tail or ''}".strip()
    )


def _head(table: etree._Element) -> None:
    """Below an empty corner stand the headers of the rows."""
    corner = table.find("thead/tr/*")
    if corner is not None and corner.tag in ("td", "th") and _is_blank(corner):
        for row in table.iterfind("tbody/tr"):
            if len(row) and row[0].tag == "td":
                row[0].tag = "th"
                row[0].set("scope", "row")


def _undrawn(error: FormulaError) -> Mistake:
    return Mistake("公式", str(error), "改成画得出的 TeX", error.tex, error.position)


def _taken(identifier: str) -> Mistake:
    instead = "换一个标题，或在标题后写 { #别的 }"
    return Mistake("HTML", f"地址 #{identifier} 已经有了", instead, identifier)
