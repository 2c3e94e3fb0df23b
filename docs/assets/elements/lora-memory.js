// What LoRA trains and what memory it leaves: full fine-tuning, LoRA and QLoRA of real models.
import { LiveFigure } from "./live-figure.js";
import { key, show, stackedBars } from "./plots.js";
import { GPT3, SHAPES, gptParameters, kvWidth, parameters, shape } from "./model-shapes.js";

export const total = (model) => (model === "gpt3" ? gptParameters(GPT3) : parameters(shape(model)).total);

/** rank·(inputs + outputs) of each adapted matrix of each layer; targets: qv, qkvo or all. */
export function trainable(model, rank, targets) {
  const { width, layers, ffn, kv } =
    model === "gpt3"
      ? { ...GPT3, kv: GPT3.width, ffn: 4 * GPT3.width }
      : { ...shape(model), kv: kvWidth(shape(model)) };
  const query = 2 * width;
  const value = width + kv;
  const outer = width + ffn;
  const attention = { qv: query + value, qkvo: 2 * query + 2 * value, all: 2 * query + 2 * value }[targets];
  const feedForward = targets === "all" ? (model === "gpt3" ? 2 : 3) * outer : 0;
  return layers * rank * (attention + feedForward);
}

/** Bytes per parameter: [weights, gradients, optimizer and master copy]. */
export const RECIPES = {
  mixed: [2, 2, 12],
  "mixed-fp32-gradient": [2, 4, 12],
  bf16: [2, 2, 4],
  adam8: [2, 2, 6],
  fp32: [4, 4, 8],
};
/** NF4 with double quantization. */
export const QUANTIZED_BITS = 4 + 8 / 64 + 32 / (64 * 256);

/**
 * GB of [weights, gradients, optimizer] for full fine-tuning, LoRA and QLoRA; LoRA's own part is 16-byte mixed
 * precision.
 */
export function memory(model, rank, targets, recipe) {
  const all = total(model);
  const adapter = trainable(model, rank, targets);
  const own = RECIPES.mixed.map((bytes) => (bytes * adapter) / 1e9);
  return {
    full: RECIPES[recipe].map((bytes) => (bytes * all) / 1e9),
    lora: [(2 * all) / 1e9 + own[0], own[1], own[2]],
    qlora: [(QUANTIZED_BITS * all) / 8 / 1e9 + own[0], own[1], own[2]],
  };
}

const models = {
  ...Object.fromEntries(Object.entries(SHAPES).map(([name, [label]]) => [name, label])),
  gpt3: "GPT-3 175B",
};

class LoraMemory extends LiveFigure {
  static controls = [
    { name: "model", label: "模型", value: "llama3-8b", options: models },
    { name: "rank", label: "秩 r", value: 16, min: 1, max: 256, whole: true, log: true },
    {
      name: "targets",
      label: "改哪些矩阵",
      value: "all",
      options: { qv: "W_q、W_v", qkvo: "注意力四个", all: "全部线性层" },
    },
    {
      name: "recipe",
      label: "全量微调的做法",
      value: "mixed",
      options: {
        mixed: "混合精度，16 字节",
        "mixed-fp32-gradient": "fp32 梯度，18 字节",
        bf16: "全程 bf16，8 字节",
        adam8: "8 位 Adam，10 字节",
        fp32: "全程 fp32，16 字节",
      },
    },
  ];

  static tries = {
    "看 GPT-3，r = 4": { model: "gpt3", rank: 4, targets: "qv" },
    "看 Llama 3.1 405B": { model: "llama3-405b" },
    "看 r = 256": { rank: 256 },
  };

  render({ model, rank, targets, recipe }) {
    const count = trainable(model, rank, targets);
    const { full, lora, qlora } = memory(model, rank, targets, recipe);
    const sum = (parts) => parts.reduce((a, b) => a + b, 0);
    const cards = (parts) => Math.ceil(sum(parts) / 80);
    const kinds = ["second", "third", "signal"];
    const row = (label, parts) => [label, parts.map((part, i) => [part, kinds[i]]), `${show(sum(parts), 1)} GB`];
    const most = Math.max(...[full, lora, qlora].map(sum));
    return {
      drawing:
        stackedBars([row("全量微调", full), row("LoRA", lora), row("QLoRA", qlora)], most) +
        key({ second: "权重", third: "梯度", signal: "优化器与主权重", "": "不含激活" }),
      reading: [
        `训练 ${show(count)} 个参数，占全部 ${show(total(model))} 个的 ${show((100 * count) / total(model))}%。`,
        `16 位检查点 ${show((2 * count) / 1e6, 1)} MB。`,
        `单放这些，80 GB 的卡要：全量微调 ${cards(full)} 张，LoRA ${cards(lora)} 张，QLoRA ${cards(qlora)} 张。`,
      ],
    };
  }
}

customElements.get("lora-memory") ?? customElements.define("lora-memory", LoraMemory);
