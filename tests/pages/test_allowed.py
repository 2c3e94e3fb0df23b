from __future__ import annotations

import pytest

from pages.allowed import problems_in_html


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>好</p><script>x()</script>", "有脚本 <script>"),
        ('<p onclick="x()">好</p>', "有会运行的 onclick='x()'"),
    ],
)
def test_unsafe_html_is_a_problem(html: str, found: str) -> None:
    (problem,) = problems_in_html("a.md", html)
    assert problem.message == found


def test_code_about_scripts_is_no_problem() -> None:
    html = "<pre>&lt;script onclick=1&gt; $$</pre><p>on time = 3, <code>$$</code></p>"
    assert problems_in_html("a.md", html) == []
