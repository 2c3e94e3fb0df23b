"""Decoder-only Transformers: released sizes, parameters, KV cache, FLOPs. Several notes use it.

`Shape` is LLaMA's style: RMSNorm, rotary positions (no table), SwiGLU, multi-head or grouped-query
attention, untied embeddings. `GptShape` is that of GPT-2 and GPT-3.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The numbers that fix a model's size; `ffn` is the inner width of the feed-forward layer."""

    width: int
    layers: int
    heads: int
    kv_heads: int
    ffn: int
    vocabulary: int
    qkv_bias: bool = False

    @property
    def kv_width(self) -> int:
        """Width of the keys of one token, all heads together; the values have the same."""
        return self.kv_heads * (self.width // self.heads)

    @property
    def attention_parameters(self) -> int:
        """Of one layer: W_q and W_o are width × width, W_k and W_v kv_width × width."""
        matrices = 2 * self.width * self.width + 2 * self.width * self.kv_width
        return matrices + self.attention_biases

    @property
    def attention_biases(self) -> int:
        """Of one layer: those of query, key and value, if there are any."""
        return self.width + 2 * self.kv_width if self.qkv_bias else 0

    @property
    def ffn_parameters(self) -> int:
        """Of one layer: the three matrices of SwiGLU."""
        return 3 * self.width * self.ffn

    @property
    def layer_parameters(self) -> int:
        """Attention, feed-forward and the gains of two RMSNorms."""
        return self.attention_parameters + self.ffn_parameters + 2 * self.width

    @property
    def embedding_parameters(self) -> int:
        """Input embedding and output layer, vocabulary × width each."""
        return 2 * self.vocabulary * self.width

    @property
    def parameters(self) -> int:
        """All layers, the last RMSNorm and both embeddings."""
        return self.layers * self.layer_parameters + self.width + self.embedding_parameters

    def kv_values(self, tokens: int) -> int:
        """Numbers kept for `tokens` positions: a key and a value per layer."""
        return 2 * self.layers * self.kv_width * tokens

    def kv_cache_bytes(self, tokens: int, bytes_per_value: int = 2) -> int:
        """Memory of the KV cache; 2 bytes per value are fp16 or bf16."""
        return self.kv_values(tokens) * bytes_per_value

    def score_flops(self, context: int) -> int:
        """Forward FLOPs of one token's scores and weighted sum over `context` positions.

        These are not in 2·N: each layer multiplies 2 · width · context twice.
        """
        return 4 * self.layers * self.width * context


@dataclass(frozen=True, kw_only=True)
class GptShape:
    """GPT-2 and GPT-3: biases everywhere, LayerNorm, learned positions, tied embedding."""

    width: int
    layers: int
    vocabulary: int
    positions: int

    @property
    def layer_parameters(self) -> int:
        """Four attention and two 4·width feed-forward matrices, their biases, two LayerNorms."""
        matrices = 12 * self.width * self.width
        return matrices + self.layer_biases + 2 * 2 * self.width

    @property
    def layer_biases(self) -> int:
        """Of one layer's linear maps: 3d (query, key, value), d, 4d and d; β of LayerNorm is none."""
        return (3 + 1 + 4 + 1) * self.width

    @property
    def parameters(self) -> int:
        """All layers, the last LayerNorm, token and position tables (the output layer is tied)."""
        tables = (self.vocabulary + self.positions) * self.width
        return self.layers * self.layer_parameters + 2 * self.width + tables


def swiglu_width(width: int, multiple_of: int = 256, multiplier: float = 1.0) -> int:
    """Inner width as in Meta's code: 2/3 of 4·width, scaled, rounded up to a multiple."""
    inner = int(multiplier * int(2 * (4 * width) / 3))
    return -(-inner // multiple_of) * multiple_of


def forward_flops(parameters: float, tokens: float) -> float:
    """2·N per token: a multiplication and an addition for each parameter."""
    return 2 * parameters * tokens


def training_flops(parameters: float, tokens: float) -> float:
    """6·N·D: the backward pass costs about twice the forward pass."""
    return 3 * forward_flops(parameters, tokens)


# Sizes as in each paper's table or the released config.json.
GPT2 = {
    "small": GptShape(width=768, layers=12, vocabulary=50257, positions=1024),
    "medium": GptShape(width=1024, layers=24, vocabulary=50257, positions=1024),
    "large": GptShape(width=1280, layers=36, vocabulary=50257, positions=1024),
}
GPT3 = GptShape(width=12288, layers=96, vocabulary=50257, positions=2048)
LLAMA = {
    size: Shape(
        width=width, layers=layers, heads=heads, kv_heads=heads,
        ffn=swiglu_width(width), vocabulary=32_000,
    )
    for size, width, layers, heads in (
        ("7B", 4096, 32, 32), ("13B", 5120, 40, 40), ("33B", 6656, 60, 52), ("65B", 8192, 80, 64)
    )
}  # fmt: skip
LLAMA2 = {
    "70B": Shape(
        width=8192, layers=80, heads=64, kv_heads=8, ffn=28_672, vocabulary=32_000
    )
}  # fmt: skip
LLAMA3 = {
    size: Shape(
        width=width, layers=layers, heads=heads, kv_heads=8, ffn=ffn, vocabulary=128_256
    )
    for size, width, layers, heads, ffn in (
        ("8B", 4096, 32, 32, 14_336), ("70B", 8192, 80, 64, 28_672), ("405B", 16_384, 126, 128, 53_248)
    )
}  # fmt: skip
QWEN15 = {
    size: Shape(
        width=width, layers=layers, heads=heads, kv_heads=heads, ffn=ffn, vocabulary=vocabulary,
        qkv_bias=True,
    )
    for size, width, layers, heads, ffn, vocabulary in (
        ("7B", 4096, 32, 32, 11_008, 151_936), ("72B", 8192, 80, 64, 24_576, 152_064)
    )
}  # fmt: skip
