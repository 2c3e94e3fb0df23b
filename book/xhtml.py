"""HTML as a browser reads it, written as the XML that an EPUB holds."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from pages.allowed import attributes_of
from pages.figures import ATTRIBUTES, DRAWN, without_variables

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
EPUB = "http://www.idpf.org/2007/ops"
XLINK = "http://www.w3.org/1999/xlink"
NAMESPACES = {"svg": SVG, "math": MATHML}
"""Of an element that begins another language, and of all inside it."""
CASE = {name.lower(): name for name in (*DRAWN, *ATTRIBUTES)}
"""Names of SVG as XML has them; HTML does not tell upper from lower case."""
SIZES = ("displaystyle", "scriptlevel")
NO_NAME = re.compile(r"[^\w.-]")


def identifier(name: str) -> str:
    """An id of a page as one of XML: no colon in it, no digit at its head, and none raised or circled."""
    plain = NO_NAME.sub("-", unicodedata.normalize("NFKC", name))
    return plain if plain[:1].isalpha() or plain[:1] == "_" else f"_{plain}"


def converted(element: etree._Element, namespace: str = XHTML) -> etree._Element:
    """The element and all in it, each in its namespace; comments are left out."""
    namespace = NAMESPACES.get(str(element.tag), namespace)
    new = _element(_cased(str(element.tag), namespace), namespace)
    for key, value in attributes_of(element).items():
        if not key.startswith("xmlns"):
            new.set(_attribute(key, namespace), _value(key, value))
    new.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            new.append(converted(child, namespace))
            new[-1].tail = child.tail
        elif len(new):
            new[-1].tail = (new[-1].tail or "") + (child.tail or "")
        else:
            new.text = (new.text or "") + (child.tail or "")
    return _styled(new) if namespace == MATHML else new


def _styled(element: etree._Element) -> etree._Element:
    """MathML 3, which an EPUB holds, lets only few elements say how large they are drawn."""
    said = {name: str(element.attrib.pop(name)) for name in SIZES if name in element.attrib}
    if not said:
        return element
    style = _element("mstyle", MATHML)
    for name, value in said.items():
        style.set(name, value)
    style.append(element)
    return style


def _element(name: str, namespace: str) -> etree._Element:
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item]


def _cased(name: str, namespace: str) -> str:
    return CASE.get(name, name) if namespace == SVG else name


def _attribute(name: str, namespace: str) -> str:
    prefix, _, local = name.rpartition(":")
    if prefix in ("epub", "xlink"):
        return f"{{{EPUB if prefix == 'epub' else XLINK}}}{local}"
    return _cased(name, namespace)


def _value(name: str, value: str) -> str:
    return identifier(value) if name == "id" else without_variables(value)
