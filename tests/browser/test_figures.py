"""Interactive figures as a reader uses them: by mouse, keyboard and address, and without a script."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator

import pytest
from note_checks import checks_of as note
from playwright.sync_api import Browser, Locator, Page, expect
from real_notes import BY_ID, NOTES, address

PAGES = {
    element: address(note)
    for note in reversed(NOTES)
    for element in re.findall(r"\belement=([a-z-]+)", note.read_text("utf-8"))
}
"""Where each live figure stands first."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One for all: figures keep nothing from page to page."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_a_figure_begins_with_the_setting_that_its_note_or_the_address_gives(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}{address(BY_ID['llama-3'])}")
    come(page, "model-explorer")
    assert "405,853,388,800 个参数" in reading(page, "model-explorer")
    assert page.locator("model-explorer [name=context]").input_value() == "131072"
    page.goto(f"{site_url}{address(BY_ID['llama-3'])}#model-explorer,preset=llama3-8b,context=1024")
    expect(page.locator("model-explorer .live__reading")).to_contain_text("8,030,261,248 个参数")
    assert page.locator("model-explorer [name=kvHeads]").input_value() == "8"
    assert page.locator("model-explorer [name=context]").input_value() == "1024"


def test_a_figure_does_nothing_before_it_is_near_the_screen(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{PAGES['bias-line']}", wait_until="networkidle")
    assert not page.locator("bias-line .live").count()
    assert page.locator("bias-line .still").is_visible()
    come(page, "bias-line")
    assert not page.locator("bias-line .still").is_visible()


def test_what_is_tried_begins_where_the_note_does(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "prefix-gate")
    fill(page, "prefix-gate", score=5)
    page.get_by_role("button", name="看正文 1,024 个位置").click()
    values = {
        name: page.locator(f"prefix-gate [name={name}]").input_value()
        for name in ("score", "positions", "context")
    }
    assert values == {"score": "2", "positions": "1", "context": "1024"}


def test_a_setting_with_commas_comes_back_and_zero_has_no_sign(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "receptive-field")
    fill(page, "receptive-field", layers="3/1/1/1,2/2/0/1")
    shown = reading(page, "receptive-field")
    link = page.locator("receptive-field .live__link a").get_attribute("href") or ""
    page.goto("about:blank")
    open_figure(page, site_url, "receptive-field", link)
    assert reading(page, "receptive-field") == shown
    open_figure(page, site_url, "bias-line", "#50%")
    page.locator("bias-line [name=fixed]").check()
    assert "T = 0；" in reading(page, "bias-line")


def test_an_address_that_was_cut_off_shows_the_figure(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{PAGES['bias-line']}#bias-line,b=1%E5%8")
    expect(page.locator("bias-line .live__drawing svg")).to_be_visible()


def open_figure(page: Page, site_url: str, tag: str, setting: str = "") -> None:
    page.goto(f"{site_url}{PAGES[tag]}{setting}")
    come(page, tag)


def come(page: Page, tag: str) -> None:
    """To the figure, which comes alive when it is near the screen."""
    page.locator(tag).first.scroll_into_view_if_needed()
    page.wait_for_selector(f"{tag} .live__reading span")


def open_alone(page: Page, site_url: str, tag: str) -> None:
    """The figure without its note, whose formulas take most of the time. It takes the place of others."""
    if page.url != f"{site_url}feeds/":
        page.goto(f"{site_url}feeds/")
    page.evaluate(
        """([script, tag, figures]) => import(script).then(() => {
          document.querySelectorAll(figures).forEach(one => one.remove());
          document.querySelector("article").prepend(document.createElement(tag));
          scrollTo(0, 0);
        })""",
        [f"{site_url}assets/elements/{tag}.js", tag, ",".join(PAGES)],
    )
    page.wait_for_selector(f"{tag} .live__reading span")


def reading(page: Page, tag: str) -> str:
    return page.locator(f"{tag} .live__reading").first.inner_text()


def fill(page: Page, tag: str, **values: object) -> None:
    for name, value in values.items():
        field = page.locator(f"{tag} [name={name}]").first
        if field.evaluate("e => e.localName") == "select":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def control(page: Page, tag: str, name: str) -> Locator:
    """The slider if there is one, else the field itself."""
    slider = page.locator(f"{tag} [data-for={name}]")
    return slider.first if slider.count() else page.locator(f"{tag} [name={name}]").first


def press(page: Page, tag: str, name: str, *keys: str) -> None:
    control(page, tag, name).focus()
    for key in keys:
        page.keyboard.press(key)


def click(page: Page, tag: str, name: str, place: float = 0.5) -> None:
    """With the mouse, at this share of a slider's way from end to end."""
    one = control(page, tag, name)
    one.scroll_into_view_if_needed()
    box = one.bounding_box()
    assert box
    thumb = 16
    at = box["x"] + thumb / 2 + place * (box["width"] - thumb)
    page.mouse.click(at, box["y"] + box["height"] / 2)


def test_without_the_root_one_key_takes_all_and_with_many_keys_none_does(
    page: Page, site_url: str
) -> None:
    open_alone(page, site_url, "attention-weights")
    assert "标准差 1；对得上的占 26%" in reading(page, "attention-weights")
    press(page, "attention-weights", "divide", "Home")
    text = reading(page, "attention-weights")
    assert "标准差 11.31；对得上的占 99.1%" in text
    assert "相当于看 1.1 个 key；导数的迹 0.018" in text
    press(page, "attention-weights", "divide", "ArrowDown")
    click(page, "attention-weights", "keys", 1)
    assert page.locator("attention-weights [name=keys]").input_value() == "4096"
    assert "对得上的占 0.1%" in reading(page, "attention-weights")
    fill(page, "attention-weights", lead=6)
    share = note("attention").weights(4096, 1, 6)[0]
    assert f"对得上的占 {share:.1%}" in reading(page, "attention-weights")


def test_no_line_separates_xor_and_none_through_the_origin_separates_and(
    page: Page, site_url: str
) -> None:
    open_alone(page, site_url, "bias-line")
    assert "判对 4 个；直线任意放，最多判对 4 个" in reading(page, "bias-line")
    press(page, "bias-line", "b", "ArrowRight")
    assert page.locator("bias-line [name=b]").input_value() == "-1.9"
    assert "T = 1.9；直线到原点的距离 0.85" in reading(page, "bias-line")
    click(page, "bias-line", "b", 1)
    assert page.locator("bias-line [name=b]").input_value() == "5"
    click(page, "bias-line", "fixed")
    assert "过原点的直线最多判对 3 个" in reading(page, "bias-line")
    click(page, "bias-line", "fixed")
    press(page, "bias-line", "task", "End")
    assert "直线任意放，最多判对 3 个" in reading(page, "bias-line")


def test_a_gradient_dies_in_ten_layers_of_sigmoid_and_not_of_relu(
    page: Page, site_url: str
) -> None:
    curves = note("activations")
    open_alone(page, site_url, "activation-curve")
    text = reading(page, "activation-curve")
    assert "饱和区 z < −4.59、z > 4.59" in text
    least = (
        f"最小值 {curves.minimum('gelu'):.4f}".rstrip("0") + f"，在 z = {curves.argmin('gelu'):.4f}"
    )
    assert least.replace("-", "−") in text
    press(page, "activation-curve", "z", "Home")
    assert re.search(
        r"GELU：f = −[\d.]+ × 10−9，f′ = −[\d.]+ × 10−8，", reading(page, "activation-curve")
    )
    press(page, "activation-curve", "second", "Home", *["ArrowDown"] * 3)
    click(page, "activation-curve", "z", 1)
    text = reading(page, "activation-curve")
    assert re.search(r"sigmoid：.*连乘 10 层是 [\d.]+ × 10−27", text)
    assert "ReLU：f = 6，f′ = 1，连乘 10 层是 1。\n死区 z ≤ 0" in text
    press(page, "activation-curve", "layers", "Home")
    assert "连乘 1 层是 0.0025" in reading(page, "activation-curve")
    fill(page, "activation-curve", second="threshold")
    assert "除 z = 0 外 f′ = 0" in reading(page, "activation-curve")


def test_vgg16_sees_212_pixels_and_a_stack_can_be_edited(page: Page, site_url: str) -> None:
    open_alone(page, site_url, "receptive-field")
    assert "感受野 8，跳步 2，第一个输出的中心在 4" in reading(page, "receptive-field")
    press(page, "receptive-field", "preset", "V")
    assert "感受野 212，跳步 32，第一个输出的中心在 16" in reading(page, "receptive-field")
    press(page, "receptive-field", "place", "Home")
    assert "7 个输出里的第 1 个，看到输入的第 1 到 122 个，视野另有 90 格在边界之外" in reading(
        page, "receptive-field"
    )
    click(page, "receptive-field", "place", 1)
    assert "第 7 个，看到输入的第 103 到 224 个，视野另有 90 格" in reading(page, "receptive-field")
    assert page.locator("receptive-field .live__drawing text", has_text="212").count() == 1
    fill(page, "receptive-field", preset="resnet50-torchvision")
    assert "感受野 427" in reading(page, "receptive-field")
    press(page, "receptive-field", "layers", "Control+a")
    page.keyboard.type("3/1/1/1 3/1/2/2 3/1/4/4")
    assert "感受野 15" in reading(page, "receptive-field")
    assert page.locator("receptive-field [name=preset]").input_value() == "own"
    fill(page, "receptive-field", layers="99", input=12)
    assert reading(page, "receptive-field") == "输入太窄：第 1 层已经没有输出。"


def test_residuals_alone_carry_no_gradient_past_many_norms(page: Page, site_url: str) -> None:
    open_alone(page, site_url, "norm-stream")
    assert "只走残差连接的是 2.44 × 10−4" in reading(page, "norm-stream")
    press(page, "norm-stream", "placement", "ArrowDown")
    assert "只走残差连接的是 0.2" in reading(page, "norm-stream")
    assert "残差流的均方根是 5" in reading(page, "norm-stream")
    fill(page, "norm-stream", placement="post", layer=25)
    assert "一共只有 24 个子层" in reading(page, "norm-stream")
    press(page, "norm-stream", "layer", "Home")
    fill(page, "norm-stream", strength=0.2)
    assert "只走残差连接的是 0.625" in reading(page, "norm-stream")


def test_a_slow_pair_meets_new_angles_unless_it_is_slowed_further(
    page: Page, site_url: str
) -> None:
    open_alone(page, site_url, "rope-dial")
    assert "64 对里 29 对不动，29 对拉满" in reading(page, "rope-dial")
    assert "没见过这个角度" in reading(page, "rope-dial")
    fill(page, "rope-dial", factor=32)
    assert "在见过的范围里" in reading(page, "rope-dial")
    fill(page, "rope-dial", method="none")
    assert "64 对里 64 对不动，0 对拉满" in reading(page, "rope-dial")
    assert "没见过这个角度" in reading(page, "rope-dial")
    press(page, "rope-dial", "pair", "Home")
    assert "每个角度都见过" in reading(page, "rope-dial")
    press(page, "rope-dial", "method", "Y")
    assert "64 对里 19 对不动，29 对拉满" in reading(page, "rope-dial")


def test_a_low_temperature_makes_the_maximum_and_soft_f1_stays_soft(
    page: Page, site_url: str
) -> None:
    open_alone(page, site_url, "smooth-score")
    assert "softmax = 0.09、0.245、0.665。\n最大值 3，logsumexp 3.4076" in reading(
        page, "smooth-score"
    )
    assert "硬 F1 0.8，光滑 F1 0.679" in reading(page, "smooth-score")
    press(page, "smooth-score", "beta", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    assert page.locator("smooth-score [name=beta]").input_value() == "2"
    press(page, "smooth-score", "beta", "End")
    assert "softmax = 0、0、1。\n最大值 3，logsumexp 3，" in reading(page, "smooth-score")
    click(page, "smooth-score", "p5", 1)
    assert "硬 F1 1，光滑 F1 0.833" in reading(page, "smooth-score")


def test_the_bound_rises_with_k_and_stays_below_the_information(page: Page, site_url: str) -> None:
    open_alone(page, site_url, "infonce-bound")
    shown = []
    for keys in (["Home"], ["ArrowRight"] * 3, ["End"]):
        press(page, "infonce-bound", "candidates", *keys)
        match = re.search(r"损失 = ([\d.]+)", reading(page, "infonce-bound"))
        assert match
        shown.append(float(match[1]))
    assert shown == [0.184, 0.348, 0.367]
    assert "log K = 5.545，真实互信息 I = 0.368" in reading(page, "infonce-bound")
    click(page, "infonce-bound", "flip", 0)
    assert "I = 0.693" in reading(page, "infonce-bound")
    assert "损失 = 0.691" in reading(page, "infonce-bound")
    click(page, "infonce-bound", "flip", 1)
    assert "I = 0 nat" in reading(page, "infonce-bound")


def test_a_longer_text_shuts_the_gate_and_more_is_trained_than_kept(
    page: Page, site_url: str
) -> None:
    open_figure(page, site_url, "prefix-gate")
    assert "λ = 0.787。正文的答案是 1、前缀的是 10 时，输出 8.08" in reading(page, "prefix-gate")
    click(page, "prefix-gate", "context", 1)
    assert "λ = 0.002" in reading(page, "prefix-gate")
    press(page, "prefix-gate", "score", "End")
    assert "λ = 0.997" in reading(page, "prefix-gate")
    press(page, "prefix-gate", "positions", *["ArrowRight"] * 9)
    assert "存 491,520 个（0.139%），训练 25,750,016 个（7.26%）" in reading(page, "prefix-gate")


def test_lora_trains_18_874_368_parameters_of_gpt_3_with_rank_4(page: Page, site_url: str) -> None:
    open_alone(page, site_url, "lora-memory")
    assert "训练 41,943,040 个参数" in reading(page, "lora-memory")
    assert "全量微调 2 张，LoRA 1 张，QLoRA 1 张" in reading(page, "lora-memory")
    press(page, "lora-memory", "model", "G")
    press(page, "lora-memory", "targets", "Home")
    click(page, "lora-memory", "rank", 2 / 8)
    assert "训练 18,874,368 个参数" in reading(page, "lora-memory")
    assert "16 位检查点 37.7 MB" in reading(page, "lora-memory")


def test_fewer_kv_heads_shrink_the_cache_and_odd_heads_are_explained(
    page: Page, site_url: str
) -> None:
    open_figure(page, site_url, "model-explorer")
    assert "6,738,415,616 个参数" in reading(page, "model-explorer")
    assert "前向 2N = 13.5 GFLOPs" in reading(page, "model-explorer")
    press(page, "model-explorer", "preset", *["ArrowDown"] * 6)
    click(page, "model-explorer", "context", 17 / 20)
    assert "405,853,388,800 个参数" in reading(page, "model-explorer")
    assert "516,096 字节，是每头一组时的 16 分之一" in reading(page, "model-explorer")
    drawing = page.locator("model-explorer .live__drawing")
    assert "67.65 GB" in drawing.inner_text()
    assert "1,082.33 GB" in drawing.inner_text()
    press(page, "model-explorer", "kvHeads", "ArrowRight")
    assert reading(page, "model-explorer") == "头数 128 不能被 KV 组数 9 整除。"
    assert "67.65 GB" in drawing.inner_text()
    assert drawing.evaluate("e => getComputedStyle(e).opacity") == "0.4"


def test_meanings_count_not_wordings(page: Page, site_url: str) -> None:
    open_alone(page, site_url, "answer-entropy")
    assert "按措辞的熵 1.089，按意思的熵 0 nat" in reading(page, "answer-entropy")
    assert "F₁@64 = 0.7018" in reading(page, "answer-entropy")
    press(page, "answer-entropy", "preset", "ArrowDown")
    assert "按措辞的熵 1.089，按意思的熵 1.089 nat" in reading(page, "answer-entropy")
    press(page, "answer-entropy", "m4", "Home")
    assert "按意思的熵 0.611 nat" in reading(page, "answer-entropy")
    assert page.locator("answer-entropy [name=preset]").input_value() == "own"
    click(page, "answer-entropy", "supported", 1)
    assert "F₁@64 = 0.9756" in reading(page, "answer-entropy")


def test_a_higher_penalty_answers_less_and_better(page: Page, site_url: str) -> None:
    folder = BY_ID["hallucination"].parent
    bins = runpy.run_path(str(folder / "figure_reliability.py"))["BINS"]
    open_alone(page, site_url, "reliability-diagram")
    assert f"ECE = {note('hallucination').weighted_gap(bins):.2f}。" in reading(
        page, "reliability-diagram"
    )
    press(page, "reliability-diagram", "penalty", "Home")
    assert "回答 100% 的问题，其中答对 40%" in reading(page, "reliability-diagram")
    press(page, "reliability-diagram", "penalty", *["ArrowRight"] * 6)
    assert "门槛 75%：回答 20% 的问题，其中答对 65%" in reading(page, "reliability-diagram")
    click(page, "reliability-diagram", "penalty", 1)
    assert "一题也不答，得 0 分" in reading(page, "reliability-diagram")


@pytest.mark.parametrize("tag", PAGES)
def test_bad_input_gets_a_message_beside_its_control(page: Page, site_url: str, tag: str) -> None:
    open_alone(page, site_url, tag)
    assert page.locator(f"{tag} .live__reading").first.get_attribute("aria-live") == "polite"
    tried = page.evaluate(
        """([tag, bads]) => {
          const figure = document.querySelector(tag), say = () => figure.querySelector("output").innerText, before = say();
          return [...figure.querySelectorAll("input[type=text]")].map((field) => {
            const good = field.value, message = document.getElementById(field.getAttribute("aria-describedby"));
            const type = (value) => {
              field.value = value;
              field.dispatchEvent(new Event("input", {bubbles: true}));
              return [message.innerText !== "", field.ariaInvalid === "true", say() === before];
            };
            return {name: field.name, bad: bads.map(type), good: type(good)};
          });
        }""",
        [tag, ["", "abc", "-1e99", "1e99", "1/0", "NaN"]],
    )
    assert tried
    for field in tried:  # a message, a mark on the field, and the figure keeps what it showed
        assert field["bad"] == [[True, True, True]] * 6, field["name"]
        assert field["good"] == [False, False, True], field["name"]
    assert "NaN" not in page.locator(tag).first.inner_html()


@pytest.mark.parametrize("tag", PAGES)
def test_a_setting_has_an_address(page: Page, site_url: str, tag: str) -> None:
    """And one worth seeing is a key away."""
    open_alone(page, site_url, tag)
    before = reading(page, tag)
    page.locator(f"{tag} button").first.focus()
    page.keyboard.press("Enter")
    changed = reading(page, tag)
    assert changed != before
    assert page.evaluate("document.activeElement.localName") == "button"
    link = page.locator(f"{tag} .live__link a").first.get_attribute("href")
    open_figure(page, site_url, tag, link or "")
    assert reading(page, tag) == changed
    top = page.locator(tag).first.bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert top
    assert header
    assert top["y"] >= header["height"], "the header covers the figure"


def test_figures_survive_going_to_another_note_and_back(page: Page, site_url: str) -> None:
    open_figure(page, site_url, "bias-line")
    page.wait_for_load_state()
    page.evaluate("window.kept = true")
    page.locator('.listing a[href*="activations"]').first.click()
    come(page, "activation-curve")
    page.go_back()
    come(page, "bias-line")
    assert page.evaluate("window.kept"), "the page was loaded anew"
    fill(page, "bias-line", b=1)
    assert "T = −1" in reading(page, "bias-line")


def test_two_figures_of_a_kind_do_not_disturb_each_other(page: Page, site_url: str) -> None:
    open_alone(page, site_url, "lora-memory")
    page.evaluate(
        "document.querySelector('lora-memory').after(document.createElement('lora-memory'))"
    )
    second = page.locator("lora-memory").nth(1)
    second.locator("[name=rank]").fill("8")
    assert page.locator("lora-memory").nth(0).locator("[name=rank]").input_value() == "16"
    assert second.locator("[name=rank]").get_attribute("id") == "lora-memory-2-rank"


def test_without_a_script_and_in_print_the_still_figure_is_seen(
    browser: Browser, site_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{site_url}{PAGES['bias-line']}")
    assert plain.locator("bias-line svg").first.is_visible()
    context.close()
    page = browser.new_page()
    open_figure(page, site_url, "bias-line")
    page.emulate_media(media="print")
    assert page.locator("bias-line .still svg").is_visible()
    assert not page.locator("bias-line .live").is_visible()
    page.close()
