"""Formulas: MathML for pages, readable text elsewhere, and a clear reason when one cannot be drawn."""

from pathlib import Path

import pytest
from lxml import etree

from pages import formula_text, mathml
from pages.formula_errors import FormulaError

LINES = Path(__file__).with_name("formulas.txt").read_text("utf-8").splitlines()
FORMULAS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "mode", "tex"), FORMULAS, ids=[row[0] for row in FORMULAS])
def test_each_of_the_formulas_is_drawn_and_read(name: str, mode: str, tex: str) -> None:
    drawn = etree.fromstring(mathml.to_mathml(tex, display=mode == "d"))
    assert drawn.get("alttext") == tex
    assert drawn.get("display") == ("block" if mode == "d" else None)
    assert not drawn.xpath("//merror")
    shown = "".join(drawn.itertext()) + formula_text.to_text(tex)
    assert not set(shown) & set("\\$&")


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\mathbf{w}^{\top}\mathbf{x} + b > 0", "wᵀx+b > 0"),
        (r"\frac{a+1}{b}", "(a+1)/b"),
        (r"\sqrt{d_k}", "√d_k"),
        (r"x_{i+1}^2", "x_(i+1)²"),
        (r"\hat{y} \le \mathcal{L}", "y ≤ L"),
        (r"\operatorname{softmax}(z)", "softmax(z)"),
        (r"\underbrace{W_0}_{\text{冻结}}", "W_0_冻结"),
    ],
)
def test_a_formula_reads_as_one_line_of_text(tex: str, text: str) -> None:
    assert formula_text.to_text(tex) == text


KINDS = [
    ("star", r"\theta*x", "θ∗x"),
    ("star", r"\frac{1}{\pi*r}+\approx*m", "1/(π∗r)+ ≈ ∗m"),
    ("bold", r"\pmb{x}", "x"),
    ("bold", r"\boldsymbol{0}+\bm{\alpha_1}", "0+α_1"),
    ("circled", r"\textcircled{1}\textcircled{12}\textcircled a", "112a"),
    ("circled", r"\text{步骤 \textcircled{3}}", "步骤 3"),
    ("limits", r"\mathop{\max}\limits_x f", "max_x f"),
    ("limits", r"\mathop{max}\limits_{x}^{n} f", "maxⁿ_x f"),
    ("limits", r"\mathop{\arg\min}\limits_\mathrm{w} L", "arg min_w L"),
    ("operator", r"\operatorname{\mathbf{div}} u", "div u"),
    ("operator", r"\operatorname*{\mathsf{F}}_{i} x", "F_i x"),
    ("operator", r"\operatorname{Gini\_index}(D)", "Gini_index(D)"),
    ("operator", r"\varlimsup_{n} a_n", "lim_n a_n"),
    ("number", r"a=b\tag{1}", "a = b(1)"),
    ("number", r"\begin{aligned}a&=b\\c&=d\end{aligned}\tag{3}", "a = b; c = d; (3)"),
    ("number", r"\begin{gathered}a\\b\end{gathered} \tag*{甲}", "a; b; 甲"),
    ("number", r"\begin{aligned}a\tag{式1}\\b\end{aligned}", "a; b; (式1)"),
    ("number", r"\begin{align}a\\b\end{align}\tag{2.1'}", "a; b; (2.1’)"),
    ("number", r"a\tag{$\ast$}", "a(∗)"),
    ("environment", r"\begin{alignedat}{2}a&=b&c&=d\end{alignedat}", "a = b c = d"),
    ("environment", r"\begin{alignat*}{1}a&=b\end{alignat*}", "a = b"),
    ("environment", r"\begin{split}a&=b\\&=c\end{split}", "a = b; = c"),
    ("environment", r"\bigl(\begin{smallmatrix}a&b\\c&d\end{smallmatrix}\bigr)", "(a b; c d)"),
    ("environment", r"\begin{pmatrix*}[r]1&-2\\3&4\end{pmatrix*}", "(1 −2; 3 4)"),
    ("environment", r"\begin{array}{}a&b\end{array}", "a b"),
    ("dots", r"a\dotsb b\dotsc c\dotsm d\dotso e\dotsi f", "a⋯b...c⋯d...e⋯f"),
    ("row", r"\begin{bmatrix}a\cr b\cr\end{bmatrix}", "[a; b]"),
    ("row", r"\begin{cases}a\\[4pt]b\\*[-.5ex]c\\*d\end{cases}", "{a; b; c; d"),
    ("row", r"\begin{aligned}[t]a\\b\end{aligned}\begin{array}[b]{c}c\end{array}", "a; b; c"),
    ("option", r"\smash[b]{x}\cfrac[l]{1}{2}", "x1/2"),
    ("row", r"\left[{\begin{array}{c}{|}a\\b\end{array}}\right]", "[ | a; b]"),
    ("row", r"\begin{matrix}a\\\relax [b, c]\end{matrix}", "a; [b, c]"),
    ("fence", r"\left<a\right>\bigl<b\bigr\gt\left\lt c\right.", "⟨a⟩⟨b⟩⟨c"),
    ("fence", r"\Big{ (}a\bigr{\}}\bigg{<}b", "(a}⟨b"),
    ("typed", "x^⊤+A⊥B∴∅∵∠x", "xᵀ+A⟂B∴∅∵∠x"),
    ("typed", "L^′+f^″", "L′+f″"),
    ("text", r"\text{if $x>0$}", "if x > 0"),
    ("text", r"\text{若 \(x\) 与 \textbf{粗 $y$ 体} 同}", "若 x 与 粗 y 体 同"),
    ("text", r"\hbox{a}\mbox{b}\textup{c}\textnormal{d}\text{{\rm s.t.}}", "abcds.t."),
    ("text", r"\text{\LaTeX 与 \TeX}+\LaTeX", "LaTeX 与 TeX+LaTeX"),
    ("text", r"\verb|a_{\%}|", r"a_{\%}"),
    ("size", r"{\large x}+\small y+{\tiny z}+\Huge w", "x+y+z+w"),
    ("colour", r"\colorbox{aqua}{$F=ma$}\fcolorbox{red}{#ff0}{甲}", "F = ma甲"),
    ("colour", r"\color{#00f}a\textcolor{navy}{b}\textcolor{#0F0000}{c}\red{d}", "abcd"),
    ("space", "\\begin{matrix}a\\\\\\\nb\\end{matrix}", "a; b"),
    ("space", "a,\\\nb,\\\tc\\hspace*{1em}d\\enskip e\\!f", "a, b, c d ef"),
    ("sign", r"\centerdot\thicksim\varpropto\smallsetminus\shortmid\surd", "⋅ ∼ ∝ ∖ ∣ √"),
    ("sign", r"5\,\mathrm{\char 37\relax}\char38", "5 %&"),
    ("sign", r'\char"41\text{\char"42}\char8364', "AB€"),
    ("sign", r"\char'101\char`\%", "A%"),
    ("lap", r"\mathrlap{/}{D}\text{a\llap{b $c$}d}\clap{甲}", "/Dab cd甲"),
    ("rule", r"\rule{0pt}{2em}x\rule[2pt]{1em}{.5pt}", "x"),
    ("line", r"\begin{array}{c}\hline\hline a\\\hline\hline\end{array}", "a"),
]


@pytest.mark.parametrize(("kind", "tex", "text"), KINDS, ids=[tex for _, tex, _ in KINDS])
def test_what_katex_draws_is_drawn(kind: str, tex: str, text: str) -> None:
    assert formula_text.readable(mathml.to_mathml(tex, display=True)) == text


@pytest.mark.parametrize(
    ("tex", "found"),
    [
        (r"\mathfrak{I}", "//mi[.='ℑ']"),
        (r"\frak{AI}", "//mi[.='𝔄ℑ']"),
        (r"\surd x", "//mi[.='√']"),
        (r"\boldsymbol{10}", "//math[.='𝟏𝟎']"),
        (r"{\large x}y", "//mrow[@style='font-size:120%'][.='x']"),
        (r"\sum_{\mathclap{i<j}}", "//munder/mpadded[@width='0']//mrow[contains(@style,'(-50%)')][.='i<j']"),
        (r"a\llap{b}", "//mpadded[@width='0']//mrow[contains(@style,'(-100%)')][.='b']"),
        (r"\colorbox{Maroon}{a}", "//mrow[contains(@style,'background:#')][.='a']"),
        (r"\textcolor{royalblue}{x}y", "//mrow[@style='color:royalblue'][.='x']"),
        (r"\underset{i}{\overset{n}{\mathop{\bigcup}}}", "//munderover[mo/@movablelimits='false']"),
        (r"\underset{x}{\max}", "//munder"),
        (r"\mathop{max}\limits_x", "//munder"),
        (r"\href{https://a.example/b_c?d#e}{\text{甲}}", "//mtext/a[@href='https://a.example/b_c?d#e']"),
        (r"\url{mailto:a@b.example}", "//a[.='mailto:a@b.example']"),
        (r"a\!b", "//mspace[starts-with(@style,'margin-left:-0.1')]"),
        (r"\int_B f", "//msub[@class='math-leaning']"),
        (r"\frac{\int_B f}{2}", "//msub[not(@class)]"),
        (r"\begin{array}{c}a\\\hline\end{array}", "//mtable[contains(@style,'border-bottom')][not(mtr[2])]"),
        (r"\begin{array}{cc}a&b\\\hline c\end{array}", "//mtr[2]/mtd[2][contains(@style,'border-top')]"),
        (r"\begin{align}a\\b\\\end{align}", "//mtable[not(mtr[3])]"),
        (r"\begin{smallmatrix}a\end{smallmatrix}", "//mtable[@scriptlevel='1']"),
        (r"\begin{equation}a\label{eq:a_b}\tag{1}\end{equation}", "//mtd[@id='equation-eq:a_b']"),
    ],
)  # fmt: skip
def test_it_is_drawn_as_tex_means_it(tex: str, found: str) -> None:
    drawn = etree.fromstring(mathml.to_mathml(tex, display=True))
    assert drawn.xpath(found), etree.tostring(drawn, encoding="unicode")


@pytest.mark.parametrize(
    "name", ["textbf", "textit", "emph", "textsf", "texttt", "textsc", "textrm"]
)
def test_text_in_another_font_is_readable(name: str) -> None:
    assert formula_text.to_text(rf"\{name}{{粗}}_1") == "粗_1"


@pytest.mark.parametrize(
    ("tex", "reason", "position"),
    [
        (r"a\nosuchcommand x", r'没有 "\nosuchcommand" 这个命令', 1),
        (r"\begin{nosuch}x\end{nosuch}", '没有 "nosuch" 这个环境', 6),
        (r"\begin{eqnarray}x\end{eqnarray}", "没有 eqnarray 这个环境，用 align", 6),
        (r"\frac{a", '少了 "}"', 7),
        (r"\left( a", r'少了 "\right"', 8),
        ("a}", '多了 "}"', 1),
        (r"\frac{a}", "末尾 前面少了参数", 8),
        ("a_b_c", "上标或下标连着写了两个", 3),
        ("a^_b", "^ 或 _ 后面要有内容，不能是 _", 2),
        ("a & b", "& 只能写在 aligned、cases 一类环境里", 2),
        (r"\label{a}", r"\label 只能写在独占一段、带编号的公式里", 0),
        ("x=$5", '这里不能写 "$"', 2),
        ("准确率 95%。", r"百分号写 \%", 6),
        ("a+b % 一句话\n+c", r"百分号写 \%", 4),
        (r"a\char 7", r"\char 后面要写符号的编号", 1),
        (r"\color{nope}{a}", '没有 "nope" 这种颜色', 0),
        (r"\colorbox{nope}{a}", '没有 "nope" 这种颜色', 0),
        (r"\text{a_b}", "文字里不能写 _", 7),
        (r"\text{a $\nosuch$ b}", r'没有 "\nosuch" 这个命令', 9),
        (r"\'a", r"\' 只能写在 \text{…} 里", 0),
        ("#1", r"井号写 \#", 0),
        (r"\left a\right)", r'"\left" 后面要有括号，不能是 a', 6),
        (r"x\limits_a", r"\limits 只能跟在 \sum", 1),
        (r"\begin{array}{q}a\end{array}", "列的对齐只能写 l、c、r", 13),
        (r"\begin{cases}a\end{matrix}", "环境没有配对", 14),
        (r"\hspace{1foo}", "foo", 7),
        (r"\href{javascript:alert(1)}{\text{a}}", "不能链接", 0),
        (r"\href{https://a.example}{x^2}", "链接的名字只能是文字", 0),
        (r"\left\lt", '少了 "\\right"', 8),
        (r"\begin{matrix}\text{若 $x$}", "没有配对", 22),
        (r"\not a\nosuch", r'没有 "\nosuch" 这个命令', 6),
        (r"\theta*x+\pmb{\nosuch}", r'没有 "\nosuch" 这个命令', 14),
    ],
)
def test_what_cannot_be_drawn_says_why_and_where(tex: str, reason: str, position: int) -> None:
    with pytest.raises(FormulaError) as caught:
        mathml.to_mathml(tex, display=False)
    assert reason in caught.value.reason
    assert (caught.value.tex, caught.value.position) == (tex, position)
    assert "math-core" not in caught.value.reason


def test_a_message_is_one_line_of_what_is_around_the_mistake() -> None:
    tex = "\\begin{aligned}\n" + "a &= b \\\\\n" * 20 + "c &= \\nosuch\n\\end{aligned}"
    with pytest.raises(FormulaError) as caught:
        mathml.to_mathml(tex, display=True)
    message = str(caught.value)
    assert "\n" not in message
    assert r"c &= \nosuch" in message
    assert len(message) < 120
    assert message.endswith(f"（第 {tex.index('nosuch')} 个字符）")


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        pytest.param(r"\boxed{a}", '<mrow class="box">', id="MathML Core has no menclose"),
        pytest.param(r"a \odot b", 'largeop="false">⊙<', id="Firefox takes it for a sum"),
        pytest.param(r"\underline{x}", '<mo stretchy="true">‾</mo>', id="Chromium shifts the bar"),
        pytest.param(r"\sqrt{r}", '<mspace height="0.75em"/></msqrt>', id="a root would hang low"),
        pytest.param(r"\bigl(x", 'lspace="0" rspace="0"', id="Chromium spaces large fences"),
        pytest.param(
            r"\left(6\middle|{-4}\right)",
            'rspace="0.1667em">|<',
            id="a bar touches what is beside it",
        ),
    ],
)
def test_what_a_browser_draws_wrong_is_mended(tex: str, drawn: str) -> None:
    shown = mathml.to_mathml(tex, display=True)
    assert drawn in shown
    assert "menclose notation" not in shown


@pytest.mark.parametrize(
    ("tex", "is_long"),
    [
        (r"f(x)=\sqrt{x}\quad a\,b", False),
        ("a+" * 13, True),
        (
            r"\mathbf Q(\sqrt 2,\sqrt 3)=\mathbf Q(\sqrt 2)(\sqrt 3)=\mathbf Q(\sqrt 2+\sqrt 3)",
            True,
        ),
        (r"\qquad" * 13, True),
    ],
)
def test_what_is_wider_than_a_phone_scrolls(tex: str, is_long: bool) -> None:
    drawn = mathml.inline(mathml.to_mathml(tex, display=False))
    assert ('tabindex="0"' in drawn) == is_long


@pytest.mark.parametrize(
    ("tex", "boxed"),
    [
        (r"\sum_i x", r"∑"),
        (r"\sum_{\underset{i}{x}}", "∑"),
        (r"\sum_{\sum_i a} b", "∑∑"),
        (r"\prod_{i}^{\max_j k}\bigcup_l m", "∏⋃"),
        (r"\frac{\sum_{i}^{\overset{*}{n}} a}{\min_x b}", "∑"),
    ],
)
def test_a_sum_with_limits_stands_in_a_box_whatever_the_limits_are(tex: str, boxed: str) -> None:
    drawn = etree.fromstring(mathml.to_mathml(tex, display=True))
    limits = ("munder", "mover", "munderover")
    boxes = [box[0] for box in drawn.iter("mpadded")]
    assert all(box.tag in limits for box in boxes)
    assert "".join(sorted(box[0].text or "" for box in boxes)) == "".join(sorted(boxed))
    assert all(sum_.getparent().getparent().tag == "mpadded" for sum_ in drawn.iter("mo")
               if (sum_.text or "") in "∑∏⋃" and sum_.getparent().tag in limits)  # fmt: skip
