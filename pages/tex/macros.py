"""What math-core does not know and is nothing but other words for what it knows."""

from __future__ import annotations

from math_core import LatexToMathML

MACROS = {
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "widetilde": r"\tilde{#1}",
    "widecheck": r"\check{#1}",
    "utilde": r"\underset{\sim}{#1}",
    "overlinesegment": r"\overline{#1}",
    "underlinesegment": r"\underline{#1}",
    "pmb": r"\boldsymbol{#1}",
    "mathnormal": "{#1}",
    "mathsfit": r"\mathsf{#1}",
    # These differ in the room that they take.
    "smash": "{#1}",
    "vcenter": "{#1}",
    "TeX": r"\textrm{TeX}",
    "LaTeX": r"\textrm{LaTeX}",
    "KaTeX": r"\textrm{KaTeX}",
    "textcopyright": r"\copyright",
    "centerdot": r"\cdot",
    "sdot": r"\cdot",
    "ordinarycolon": ":",
    "dotsb": r"\cdots",
    "dotsc": r"\ldots",
    "dotsi": r"\cdots",
    "dotsm": r"\cdots",
    "dotso": r"\ldots",
    "dotsx": r"\ldots",
    "mathellipsis": r"\ldots",
    "varvdots": r"\vdots",
    "allowbreak": "{}",
    "nobreak": "{}",
    "enskip": r"\enspace",
    "intop": r"\int\limits",
    "ointop": r"\oint\limits",
    "smallint": r"{\textstyle\int}",
    "smallsetminus": r"\setminus",
    "smallfrown": r"\frown",
    "smallsmile": r"\smile",
    "shortmid": r"\mid",
    "nshortmid": r"\nmid",
    "shortparallel": r"\parallel",
    "nshortparallel": r"\nparallel",
    "thickapprox": r"\approx",
    "thicksim": r"\sim",
    "varpropto": r"\propto",
    "xrightleftarrows": r"\xtofrom",
    "xrightequilibrium": r"\xrightleftharpoons",
    "xleftequilibrium": r"\xleftrightharpoons",
}
MACROS |= {
    color: rf"{{\color{{{color}}}#1}}"
    for color in ("blue", "gray", "green", "orange", "pink", "purple", "red")
}
CONVERTER = LatexToMathML(macros=MACROS, fancy_error=False)
