"""Citations: `[@key]` becomes a footnote that says where to find the source."""

import markdown
import pytest
from pybtex.database import parse_string

from notes import citations

BIB = """@article{hu2021lora, author = {Hu, Edward J. and Shen, Yelong and Wallis, Phillip and Li, Y.},
title = {{LoRA}: Low-Rank Adaptation}, year = 2021, eprint = {2106.09685}, archiveprefix = {arXiv}}
@misc{team2023, author = {{A Team}}, title = {What Happens at 90\\%* of A_B_C?}, year = 2023, url = {https://x.example/}}
@book{minsky1969, author = {Minsky, Marvin}, title = {Perceptrons}, year = 1969, doi = {10.7551/x}}"""


@pytest.fixture
def render():
    unknown: list[str] = []
    entries = parse_string(BIB, "bibtex").entries

    def render(text: str) -> tuple[str, list[str]]:
        extension = citations.Citations(entries, unknown.append)
        return markdown.markdown(text, extensions=["footnotes", "fenced_code", extension]), unknown

    return render


def test_a_citation_becomes_a_footnote_with_its_entry(render) -> None:
    html, unknown = render("如论文所说[@hu2021lora]。")
    assert unknown == []
    assert 'id="fnref:hu2021lora"' in html
    assert "Hu E. J., Shen Y., Wallis P. 等 (2021)" in html
    assert "<em>LoRA: Low-Rank Adaptation</em>" in html
    assert 'href="https://arxiv.org/abs/2106.09685"' in html


def test_a_source_cited_twice_is_listed_once(render) -> None:
    html, _ = render("甲[@minsky1969]，乙[@minsky1969]。")
    assert html.count('id="fn:minsky1969"') == 1
    assert "https://doi.org/10.7551/x" in html


def test_a_title_is_shown_as_it_is(render) -> None:
    html, _ = render("甲[@team2023]。")
    assert "A Team (2023). <em>What Happens at 90%* of A_B_C?</em> <a href" in html


@pytest.mark.parametrize("field", ['author = {Hyv{\\"a}rinen}, title = {T}', 'title = {Na\\"ive}'])
def test_a_letter_written_in_tex_is_refused(field: str, tmp_path) -> None:
    path = tmp_path / "references.bib"
    path.write_text(f"@misc{{key, {field}, year = 2021, doi = 1}}", "utf-8")
    with pytest.raises(ValueError, match="key 里有 TeX，直接写成字"):
        citations.read(path)


def test_an_unknown_key_is_told_and_code_is_left_alone(render) -> None:
    html, unknown = render("错[@nobody]。\n\n```\nx[@hu2021lora]\n```\n\n写作 `[@key]`。\n")
    assert unknown == ["nobody"]
    assert "x[@hu2021lora]" in html
