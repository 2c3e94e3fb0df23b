from __future__ import annotations

import pytest

from pages.addresses import relative


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("basics/bias/", "", "basics/bias/"),
        ("basics/bias/", "basics/bias/", "./"),
        ("basics/bias/", "llama/llama-1/", "../../basics/bias/"),
        ("feeds/new.xml", "basics/bias/", "../../feeds/new.xml"),
        ("", "basics/bias/", "../../"),
    ],
)
def test_addresses_are_relative_to_the_page(target: str, page: str, expected: str) -> None:
    assert relative(target, page) == expected
