"""Errors widely copied or once made here: told as errors, in a box or a change, never as facts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notes import front_matter
from notes.scanner import blank, spans
from notes.spans import Box
from pages import amendments

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
FALSE = {
    "NCE is contrastive": r"噪声对抗估计",
    "McCulloch's first name is Warren": r"爱德华[·・]?麦克洛奇",
    "1.4T counts tokens": r"1\.4\s?T[^。；]{0,6}即[^。；]{0,4}1[,，]?400\s?GB",
    "nothing was opened on 8 March": r"3\s?月\s?8\s?日[^。；]{0,8}开源|3\.8\s?日[^。；]{0,6}开源",
    "LLaMA 7B saw 1.0T tokens": r"LLaMA[- ]?7B[^。；]{0,12}1\.4\s?T",
    "15.6T belongs to the 405B": r"(?:全系列|三种大小|8B[、和与]\s?70B|Llama 3\.1)[^。；405]{0,14}15\.6\s?T",
    "a prefix is potentially weaker": r"证明[^。；]{0,16}(?:表达力|能力)[^。；]{0,10}弱于全量",
    "the MLP ties the layers of a prefix": r"不同层之间互不相干",
    "QLoRA is much slower": r"QLoRA(?![^。；]{0,6}不)[^。；]{0,10}(?:更快|提速|慢一点)",
    "34·d is a layer of GPT": r"(?:LLaMA|Llama)[^。；|]{0,30}34\$?\s?d|2,048 token 的序列[^。；]{0,8}9\.1\s?GB",
    "zero A and zero B differ": r"A\$?\s?取零[^。；]{0,30}(?:(?<!不)等价|行得通)",
    "the weights leaked on 2 March": r"3\s?月\s?3\s?日[^。；]{0,20}(?:泄露|种子|4chan)|种子[^。；]{0,6}3\s?月\s?3\s?日",
    "Llama 2's paper gives LLaMA's context": r"2,?048[^。；]{0,6}官方代码的默认值",
    "RoPE's dot products depend on contents": r"点积只(?:取决于|依赖)[^。；]{0,12}距离",
    "RoPE's scores need not fall with distance": r"RoPE[^。；]{0,10}(?:自带|天然|保证)[^。；]{0,8}衰减",
    "a relative position may be new all the same": r"RoPE[^。；]{0,10}(?:天然|天生|自然)[^。；不]{0,6}外推",
    "Llama 3.1 slows pairs without YaRN's temperature": r"Llama 3\.1[^。；不]{0,12}(?:用|采用)[^。；不]{0,4}YaRN",
    "BatchNorm's 14 needs a larger learning rate too": r"BatchNorm[^。；]{0,16}14\s?倍",
    "LayerNorm averages over one token": r"LayerNorm[^。；不]{0,10}对(?:整句|一句话|整个序列)",
    "Llama 2 shared keys first": r"(?:GQA|分组查询注意力)[^。；]{0,12}(?:始于|首次)[^。；]{0,8}Llama 3"
    r"|Llama 3[^。；]{0,10}(?:首次|第一次)[^。；]{0,10}(?:GQA|分组查询)",
    "8K fits without shared keys": r"没有 GQA[^。]{0,60}长上下文[^。；]{0,6}没法用",
    "facts seen twice need not be invented": r"见过一两次的事实[^。；]{0,24}没有差别|只出现过?一次[^。；]{0,24}没有差别",
    "the nucleus is at its floor from token 12": r"第\s?20\s?个[^。；]{0,4}触底",
    "verifying with the draft in view helps": r"看着草稿核查[^。；]{0,20}只有\s?0\.29",
    "log K − L bounds the information, not L": r"(?<!减 )(?<!减)InfoNCE\s?损失[^。；，减]{0,4}是互信息的下界",
    "the bound needs negatives independent of c": r"对任何打分函数、任何 \$K\$ 都成立。",
    "influence is not its square": r"权重随机[^。；]{0,10}的网络也差不多",
    "VGG16 is no stack of stride 1": r"212 个像素并不平等：真正有影响的集中在中间一小块",
    "paths unite": r"各条路径的感受野[^。；]{0,6}取最大",
    "an even kernel may have an odd span": r"偶数的核没有这样",
    "a variance of 1 need not stay": r"(?<!十层之内)吃亏的只有 sigmoid",
    "Swish alone is not shown to be worse": r"Swish[^。；]{0,24}(?:略|更)差",
    "synapses could change in 1943": r"没有学习规则|固定的阈值，不会学习",
    "the Mark I had no vacuum phototubes": r"光电管",
    "a key's bias cancels in a plain softmax only": r"加在没有旋转位置编码的 key 上，就会",
    "the LLaMA paper is silent on biases": r"`bias=False`[^|\n]*\|[^|\n]*touvron2023llama\]",
    "the rotating bias term rises too": r"这一项随距离衰减",
    "soft metrics are also trained from the start": r"通常先用交叉熵[^。；]{0,18}再用光滑指标微调",
    "straight-through is unbiased if the target is linear": r"直通估计对两者都有偏",
    "gumbel_softmax gave NaN for years": r"`gumbel_softmax` 已经处理过溢出",
    "a constant teaches batches without positives": r"没有正例的批得 0 分",
    "a bound on scores is none on weights": r"尖不过某个程度|权重[^。；]{0,6}(?:最多|至多|不超过|封顶)[^。；]{0,6}0\.267",
    "dead branches leave the residual, saturated ones weaken it": r"(?:饱和|死掉)[^。；]{0,24}信号就断",
    "post-norm suffers at both ends": r"后归一化难训[^。；]{0,6}(?:只是|不是)因为梯度消失",
    "large ranks cost memory": r"减秩几乎不起作用|秩该?由任务决定，不该?由显存",
    "LoRA's 25 % is time; throughput rose by 33 %": r"吞吐[^。；|]{0,8}(?:高|提升|快)[^。；|]{0,3}25%",
    "intrinsic dimension is of subspaces, not of rank": r"改变[^。；，]{0,4}“?内在维数",
    "QLoRA's abstract is silent on speed": r"摘要[^。；，不]{0,4}没有拖慢",
    "the first step is free of the rank with Adam only": r"(?:^|[。；])(?![^。；]*Adam)[^。；]*"
    r"(?:头几步|第一步)[^。；]{0,8}(?:期望)?与 \$r\$ 无关",
    "frozen matrices need not keep all activations": r"激活照存|激活[^。；]{0,24}冻结权重省不掉",
    "LoRA's paper prints 46.4 for the prefix on DART": r"45\.7\s?\[@hu2021lora",
    "BERT's code began with the exact GELU": r"BERT[^。；|]{0,4}GPT-2(?:[^。；|]{0,10}都| \| GELU，)[^。；|]{0,5}tanh",
    "the perceptron of 1957 is a report": r"1957\s?年[^。；]{0,6}(?:用硬件|造出|建成)[^。；]{0,8}感知[器机]",
    "gpt-oss adds e to the learned score": r"gpt-oss[^。；e]{0,16}加[在到进]分母|学一个加在 softmax 分母里的常数",
    "Hahn's Transformers have no LayerNorm": r"Hahn[^。；]{0,4}证明[^。；N]{0,20}softmax Transformer",
    "values hold positions though not rotated": r"内容里不掺位置",
    "R-Tuning appends how sure it is": r"R-Tuning[^。；]{0,4}(?:正是这样|改标|把[^。；]{0,8}[改标]成)",
    "Good and Turing estimate a chance, not a count": r"Good[–-]Turing[^。；]{0,14}没见过的[^。；]{0,4}有多少",
    "the next person may have been seen": r"问到一个新的人[^。；]{0,16}三成会编",
    "negatives must come from p(x) too": r"只要(?:其余候选|负样本)[^。；]{0,6}与(?:过去|上下文|历史)无关",
    "Lovász-softmax takes probabilities": r"Lovász-softmax[^。；]{0,2}不把 0 和 1 换成概率",
    "a class that a batch lacks has a soft F1 of 0": r"一个样本也没有的类[^。；]{0,6}否则 0/0",
    "128K costs from 41 to 38 %": r"利用率从 43%[^。；]{0,6}降到\s?38%",
    "dilations without a common factor may leave gaps": r"没有[^。；]{0,8}公因[数子][^。；]{0,4}就[^。；]{0,4}(?:不漏|没有空)",
}


def told_as_fact(text: str) -> str:
    """The text without the passages that say what was wrong."""
    boxes = [span for span in spans(text) if isinstance(span, Box)]
    text = blank(text, [box for box in boxes if box.kind in ("correction", "misconception")])
    for change in front_matter.parse("", text.encode())[0].get("changes", []):
        if change["kind"] == "correction":
            for told in (change["what"], *amendments.told(change).values()):
                text = text.replace(told, "")
    return text


@pytest.mark.parametrize("claim", FALSE)
def test_a_false_claim_stands_only_where_it_is_put_right(claim: str) -> None:
    found = [
        f"{page.relative_to(DOCS)}: {match[0]}"
        for page in PAGES
        for match in re.finditer(FALSE[claim], told_as_fact(page.read_text("utf-8")))
    ]
    assert not found, f"{claim}: {found}"


@pytest.mark.parametrize(
    "sentence",
    [
        "NCE 即噪声对抗估计。",
        "爱德华·麦克洛奇提出阈值单元。",
        "总计 1.4T 即 1,400GB 的 token。",
        "LLaMA 于次月 3.8 日被迫开源。",
        "权重在 3 月 8 日正式开源。",
        "LLaMA-7B 用了 1.4T token。",
        "Llama 3.1 在 15.6T token 上训练。",
        "Petrov 等人由此证明它的表达力弱于全量微调。",
        "它是每一层各自的 key 和 value，不同层之间互不相干。",
        "所以 QLoRA 比 LoRA 慢一点，不是快。",
        "QLoRA 比 LoRA 训练更快。",
        "Llama 3.1 8B 的一层每个 token 约存 $34d$ 字节。",
        "一条 2,048 token 的序列就要 9.1 GB。",
        "反过来让 $A$ 取零、$B$ 随机也行得通。",
        "据媒体报道，3 月 3 日有人在 4chan 上贴出种子。",
        "种子 3 月 3 日就出现了。",
        "上下文 2,048 是官方代码的默认值。",
        "两个位置的点积只取决于它们的距离。",
        "RoPE 自带远程衰减，离得远的词权重就小。",
        "RoPE 只看相对位置，天然能外推。",
        "Llama 3.1 用 YaRN 把上下文扩到 128K。",
        "BatchNorm 让训练快了 14 倍。",
        "LayerNorm 对一句话求平均。",
        "GQA 始于 Llama 3。",
        "没有 GQA，一条序列就要占满一台半服务器，长上下文根本没法用。",
        "只见过一两次的事实，从文字统计上与编出来的没有差别。",
        "第 20 个触底 0.30。",
        "看着草稿核查，会照抄自己的错，精确率只有 0.29。",
        "InfoNCE 损失为什么是互信息的下界？",
        "合起来，对任何打分函数、任何 $K$ 都成立。",
        "权重随机、带 ReLU 的网络也差不多。",
        "不过这 212 个像素并不平等：真正有影响的集中在中间一小块。",
        "网络有分支时，各条路径的感受野不同，取最大的那条。",
        "偶数的核没有这样的 $p_l$，中心就偏半格。",
        "初始化得当，吃亏的只有 sigmoid。",
        "Swish 比 ReLU 新了几十年，单用反而略差。",
        "连接和阈值由人设定，没有学习规则。",
        "它有 400 个光电管。",
        "加在没有旋转位置编码的 key 上，就会被完全抵消。",
        "LLaMA | 全部 `bias=False`，RMSNorm 只有增益 | 官方代码 [@touvron2023llama]",
        "这一项随距离衰减，让注意力集中在近处。",
        "所以通常先用交叉熵（cross-entropy）训练，再用光滑指标微调。",
        "直通估计对两者都有偏。",
        "`softplus`、`gumbel_softmax` 已经处理过溢出。",
        "没有正例的批得 0 分，什么也学不到。",
        "上限也意味着尖不过某个程度。",
        "8,192 个 key，QK-Norm 之后权重最多 0.267。",
        "支路里要是有饱和的 softmax 或者死掉的单元，信号就断了。",
        "后归一化难训，不是因为梯度消失。",
        "减秩几乎不起作用。",
        "LoRA 让训练的吞吐提升 25%。",
        "作者的依据是，微调对权重的改变“内在维数”很低。",
        "论文的摘要说没有拖慢。",
        "各乘 $1/r$ 就是取平均，第一步的改变量，期望与 $r$ 无关。",
        "激活又是另一回事：它要为反向传播留着，冻结权重省不掉。",
        "DART 上 LoRA 和前缀是 47.1 和 45.7 [@hu2021lora]。",
        "BERT 和 GPT-2 的官方代码用的都是 tanh 形式。",
        "Rosenblatt 1957 年就用硬件实现了感知器。",
        "gpt-oss 给每个头学一个常数，加在分母里。",
        "Hahn 证明层数和头数固定的 softmax Transformer，判断奇偶趋于瞎猜。",
        "不转 value，所以取出来的内容里不掺位置。",
        "R-Tuning 正是这样教模型拒答的。",
        "这叫 Good–Turing 估计，本来用来估计没见过的物种有多少。",
        "被问到一个新的人，校准的模型若非要答，大约三成会编。",
        "只要其余候选的抽取与过去无关，这就是下界。",
        "Lovász-softmax 不把 0 和 1 换成概率。",
        "批里一个样本也没有的类要跳过，否则 0/0。",
        "加上上下文并行，利用率从 43% 左右降到 38%。",
        "空洞率没有大于 1 的公因数，就不漏。",
    ],
)
def test_the_errors_would_be_noticed(sentence: str) -> None:
    assert any(re.search(pattern, told_as_fact(sentence)) for pattern in FALSE.values())
    boxed = f'!!! correction "更正"\n    {sentence}\n'
    assert not any(re.search(pattern, told_as_fact(boxed)) for pattern in FALSE.values())
