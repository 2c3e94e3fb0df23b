"""Sources: what is wrong in references.bib, and how an entry is shown."""

from __future__ import annotations

import pytest

from notes import references


def entry(**fields: str) -> str:
    given = {"author": "A, B", "title": "T", "year": "2020", "doi": "10.1000/x"} | fields
    return "@misc{key,\n" + ",\n".join(f"  {n} = {{{v}}}" for n, v in given.items() if v) + "\n}\n"


def problems(text: str) -> list[str]:
    return [str(problem) for problem in references.read("references.bib", text)[1]]


def shown(**fields: str) -> str:
    sources, wrong = references.read("references.bib", entry(**fields))
    assert wrong == []
    return references.describe(sources["key"])


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("余, 本嵩 and 文, 浩", "余本嵩, 文浩"),
        ("李 明", "李明"),
        ("{李 明}", "李明"),
        ("李明", "李明"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("山田, 太郎", "山田太郎"),
        ("Vaswani, Ashish and others", "Vaswani A. 等"),
        ("Vaswani, Ashish and Shazeer, Noam and others", "Vaswani A., Shazeer N. 等"),
        ("余, 本嵩 and others", "余本嵩 等"),
        ("A, B and C, D and E, F and G, H", "A B., C D., E F. 等"),
        ("A, B and C, D and E, F", "A B., C D., E F."),
        ("Donald~E. Knuth", "Knuth D. E."),
        ("van den Oord, Aaron", "van den Oord A."),
        ("{Gonzalez Ortiz}, Jose Javier", "Gonzalez Ortiz J. J."),
        ("King, Jr., Martin Luther", "King M. L."),
        ("{A Team}", "A Team"),
        ("{Deng et al.}", "Deng et al."),
        ("诸葛, 小明", "诸葛小明"),
    ],
)
def test_names(names: str, text: str) -> None:
    assert shown(author=names).startswith(f"{text} (2020). ")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("GPT---a 1--2 study", "GPT—a 1–2 study"),
        ("``Why'' not", "“Why” not"),
        ("<EOS> *x* [y] R&D", r"&lt;EOS> \*x\* \[y\] R&D"),
        (r"90\% of {LoRA}", "90% of LoRA"),
        (r"$O(n^2)$ \& a\_b", r"&#36;O(n^2)&#36; & a\_b"),
        ("Two\n   lines", "Two lines"),
    ],
)
def test_titles(title: str, text: str) -> None:
    assert f" *{text}*. " in shown(title=title)


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"eprint": "arXiv:2106.09685"}, "[arXiv:2106.09685](https://arxiv.org/abs/2106.09685)"),
        ({"eprint": "https://arxiv.org/abs/2106.09685v2"}, "https://arxiv.org/abs/2106.09685v2)"),
        ({"eprint": "cs/0112017"}, "https://arxiv.org/abs/cs/0112017)"),
        ({"doi": "https://doi.org/10.1000/x"}, "[doi:10.1000/x](https://doi.org/10.1000/x)"),
        ({"doi": "http://dx.doi.org/10.1000/x"}, "(https://doi.org/10.1000/x)"),
        ({"doi": "doi:10.1000/x"}, "(https://doi.org/10.1000/x)"),
        ({"doi": "", "url": "https://x.example/a--b"}, "<https://x.example/a--b>"),
    ],
)
def test_addresses_lead_where_they_should(fields: dict[str, str], link: str) -> None:
    assert shown(**fields).endswith(link)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": ""}, "没有写 title → 加上"),
        ({"year": ""}, "没有写 year → 加上"),
        ({"doi": ""}, "没有写 eprint、doi、url 中的任何一个 → 加上读者找得到它的一个"),
        ({"url": "a.b/x"}, "url 写的是 a.b/x → 写成 https:// 开头的完整地址"),
        ({"eprint": "LoRA"}, "eprint 写的是 LoRA → 写成 arXiv 号，如 2106.09685"),
        ({"doi": "x/y"}, "doi 写的是 x/y → 写成 DOI，如 10.7551/"),
        ({"author": 'Hyv{\\"a}rinen'}, 'author 里有 TeX：Hyv\\"arinen → 直接写成字'),
        ({"title": 'Na\\"ive'}, 'title 里有 TeX：Na\\"ive → 直接写成字'),
        ({"author": "Ada Lovelace, Alan Turing"}, "author 里的 Ada Lovelace, Alan Turing 算一个人"),
        ({"author": "Lisa Li; Percy Liang"}, "author 里的 Lisa Li; Percy Liang 算一个人"),
        ({"author": "Brown, Tom；Li, M"}, "author 里的 Brown, Tom；Li, M 算一个人"),
        ({"author": "Brown，Tom"}, "author 里的 Brown，Tom 算一个人"),
        ({"author": "甲、乙"}, "author 里的 甲、乙 算一个人"),
        ({"author": "李明, 王芳"}, "author 里的 李明, 王芳 算一个人"),
        ({"author": "Li, Ming and et al."}, "author 里有 et al. → 后面还有人，写 and others"),
        ({"author": "李明 and 等"}, "author 里有 等 → 后面还有人，写 and others"),
        ({"author": "Li M and Wang, X"}, "author 里的 Li M 把姓写在前面 → 姓后面加逗号"),
        ({"author": "A B, C D, E F, G H"}, "author 里的 A B, C D, E F, G H 算一个人 → 每两个人"),
    ],
)
def test_a_mistake_is_told_at_its_entry(fields: dict[str, str], message: str) -> None:
    (told,) = problems(f"% 说明\n\n{entry(**fields)}")
    assert told.startswith(f"references.bib:3 key {message}")


def test_all_mistakes_are_told_at_once() -> None:
    assert len(problems(entry(title="", doi="") + entry(url="x").replace("key", "other"))) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry() + entry(), "references.bib:7 key 写了两次 → 合成一条"),
        (
            entry().replace("year", "title"),
            "references.bib:1 key title 写了两次 → 留一个",
        ),
        ("@misc{key,\n title = {T}", "references.bib:2 BibTeX 读不懂："),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, message: str) -> None:
    (told,) = problems(text)
    assert told.startswith(message)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ("Vaswani, Ashish and Shazeer, Noam and others", "Vaswani 2020"),
        ("van den Oord, Aaron", "van den Oord 2020"),
        ("Donald~E. Knuth", "Knuth 2020"),
        ("余, 本嵩 and 文, 浩", "余本嵩 2020"),
        ("{{Project Apertus}} and A, B", "Project Apertus 2020"),
        ("{OpenAI}", "OpenAI 2020"),
    ],
)
def test_a_source_is_spoken_of_by_its_first_author_and_year(names: str, text: str) -> None:
    sources, _ = references.read("references.bib", entry(author=names))
    assert references.named(sources["key"]) == text
