"""TeX read as TeX reads it, and written again with the places of what the author wrote."""

import pytest

from pages.tex.tokens import Reader, UnbalancedError, Written, put, text, tokens


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        (r"\alpha x_1", [r"\alpha", " ", "x", "_", "1"]),
        (r"\\[4pt]\,\{", [r"\\", "[", "4", "p", "t", "]", r"\,", r"\{"]),
        (r"\theta*\operatorname*{a}", [r"\theta", "*", r"\operatorname*", "{", "a", "}"]),
        ("a%b\nc", ["a", "%b\n", "c"]),
        (r"5\%", ["5", r"\%"]),
        (r"\begin {align*}\end{align*}", [r"\begin {align*}", r"\end{align*}"]),
        (r"\verb|a{%|b", [r"\verb|a{%|", "b"]),
        ("\\\nx\\", ["\\\n", "x", "\\"]),
    ],
)
def test_a_source_falls_into_its_pieces(source: str, pieces: list[str]) -> None:
    found = tokens(source)
    assert [token.text for token in found] == pieces
    assert text(found) == source
    assert [source[token.start :].startswith(token.text) for token in found] == [True] * len(found)


@pytest.mark.parametrize(
    ("source", "argument", "rest"),
    [
        ("{a{b}}c", "a{b}", "c"),
        (" x y", "x", " y"),
        (r"\frac{a}{b}", r"\frac", "{a}{b}"),
        (r"{a\}b}c", r"a\}b", "c"),
        ("", "", ""),
    ],
)
def test_an_argument_is_a_group_or_one_token(source: str, argument: str, rest: str) -> None:
    reader = Reader(tokens(source))
    assert text(reader.argument()) == argument
    assert text(reader.rest()) == rest


def test_an_environment_ends_where_it_began() -> None:
    reader = Reader(tokens(r"\begin{a}x\begin{a}y\end{a}\end{a}z"))
    reader.take()
    body, end = reader.environment()
    assert (text(body), end.environment, reader.next()) == (r"x\begin{a}y\end{a}", "a", "z")


@pytest.mark.parametrize("source", ["{a", "{a{b}", r"{a\}"])
def test_what_has_no_end_is_not_guessed(source: str) -> None:
    with pytest.raises(UnbalancedError):
        Reader(tokens(source)).argument()


def test_what_is_put_in_keeps_the_place_of_what_it_is_for() -> None:
    theta, star, after = tokens(r"\theta*x")
    written = Written.of([theta, star, *put(star, r"\cdot"), after])
    assert written.source == r"\theta *\cdot x"
    places = {sign: written.origin(written.source.index(sign)) for sign in ("\\theta", "*", "x")}
    assert places == {"\\theta": 0, "*": 6, "x": 7}
    assert written.origin(written.source.index(r"\cdot")) == 6
