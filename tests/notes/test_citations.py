"""Citations: `[@key]` becomes a footnote that says where to find the source."""

import pytest

from notes import citations, settings

BIB = """@article{hu2021lora, author = {Hu, Edward J. and Shen, Yelong and Wallis, Phillip and Li, Y.},
title = {{LoRA}: Low-Rank Adaptation}, year = 2021, eprint = {2106.09685}, archiveprefix = {arXiv}}
@misc{team2023, author = {{A Team}}, title = {What Happens at 90\\%* of A_B_C?}, year = 2023, url = {https://x.example/}}
@book{minsky1969, author = {Minsky, Marvin}, title = {Perceptrons}, year = 1969, doi = {10.7551/x}}"""


ENTRIES = citations.read(BIB)


def render(text: str) -> str:
    return settings.rendered(text, citations.Citations(ENTRIES))


def test_a_citation_becomes_a_footnote_with_its_entry() -> None:
    html = render("如论文所说[@hu2021lora]。")
    assert 'id="fnref:hu2021lora"' in html
    assert "Hu E. J., Shen Y., Wallis P. 等 (2021)" in html
    assert "<em>LoRA: Low-Rank Adaptation</em>" in html
    assert 'href="https://arxiv.org/abs/2106.09685"' in html


def test_a_source_cited_twice_is_listed_once() -> None:
    html = render("甲[@minsky1969]，乙[@minsky1969]。")
    assert html.count('id="fn:minsky1969"') == 1
    assert "https://doi.org/10.7551/x" in html


def test_a_title_is_shown_as_it_is() -> None:
    html = render("甲[@team2023]。")
    assert "A Team (2023). <em>What Happens at 90%* of A_B_C?</em> <a href" in html


@pytest.mark.parametrize("field", ['author = {Hyv{\\"a}rinen}, title = {T}', 'title = {Na\\"ive}'])
def test_a_letter_written_in_tex_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="key 里有 TeX，直接写成字"):
        citations.read(f"@misc{{key, {field}, year = 2021, doi = 1}}")


@pytest.mark.parametrize(
    "text",
    [
        "```\n[@hu2021lora]\n```",
        "`[@hu2021lora]`",
        "`码\n[@hu2021lora]`",
        "    [@hu2021lora]",
        "<pre>[@hu2021lora]</pre>",
        "<!-- [@hu2021lora] -->",
        "甲<!-- [@hu2021lora] -->",
        "> ~~~\n> [@hu2021lora]\n> ~~~",
        "[@nobody]",
        "[@hu2021lora](https://a.org)",
    ],
)
def test_what_is_no_citation_is_left_as_it_is(text: str) -> None:
    assert citations.with_footnotes(text, ENTRIES) == text
