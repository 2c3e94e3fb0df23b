"""What of a drawn formula is mended by a look at its surroundings."""

from __future__ import annotations

import re

from lxml import etree

CONCERNED = re.compile(r"<mo[^>]*>[∑∏⋃⋂⋁⋀∐∫-∳⨌]</mo>|border-(?:top|left): 0\.05em")
SUMS = frozenset("∑∏⋃⋂⋁⋀∐")
INTEGRALS = frozenset("∫∬∭∮∯∰∱∲∳⨌")
TOP = re.compile(r"border-top: ([^;]+);")
COMPACT = {"mfrac": 0, "msub": 1, "msup": 1, "msubsup": 1, "munder": 1, "mover": 1, "munderover": 1}
"""Elements in which displays end, and the child from which on."""


def mended(drawn: str) -> str:
    """A `<math>` element with integrals and tables as TeX has them."""
    if not CONCERNED.search(drawn):
        return drawn
    root = etree.fromstring(drawn)
    for limited in root.iter("msub"):
        if limited[0].text in INTEGRALS and _is_display(limited):
            # Browsers add the room that it leans into, also where no upper limit is in it.
            limited.set("class", "math-leaning")
    for limited in list(root.iter("munder", "mover", "munderover")):
        if limited[0].tag == "mo" and limited[0].text in SUMS:
            _put_in_box(limited)
    for table in root.iter("mtable"):
        if "border-" in etree.tostring(table, encoding="unicode", with_tail=False):
            _rule(table)
    for element in root.iter():
        if element.tag != "mspace":
            element.text = element.text or ""  # HTML has no <mrow/>
    return etree.tostring(root, encoding="unicode")


def _put_in_box(limited: etree._Element) -> None:
    """Firefox stretches fences to the sign of a sum alone, unless its limits are in a box."""
    box = etree.Element("mpadded")
    limited.addprevious(box)
    box.append(limited)


def _is_display(element: etree._Element) -> bool:
    child = element
    for parent in element.iterancestors():
        if parent.get("displaystyle") and parent.tag != "mfrac":
            return parent.get("displaystyle") == "true"
        if parent.tag == "mtable" or parent.index(child) >= COMPACT.get(parent.tag, len(parent)):
            return False
        child = parent
    return child.get("display") == "block"


def _rule(table: etree._Element) -> None:
    """Rules from one side to the other; the one below the last row is drawn as a row of nothing."""
    columns = max(map(len, table))
    last = table[-1]
    if not any(len(cell) for cell in last) and (rule := TOP.search(last[0].get("style", ""))):
        table.remove(last)
        table.set("style", f"{table.get('style', '')}border-bottom: {rule[1]};")
    for row in table:
        for _ in range(columns - len(row)):
            rule = TOP.search(row[0].get("style", ""))
            etree.SubElement(row, "mtd", style=rule[0] if rule else "")
    table.set("class", "ruled")
