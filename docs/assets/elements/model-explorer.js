// Parameters by part, FLOPs and KV cache of a decoder, from its shape.
import { LiveFigure } from "./live-figure.js";
import { key, show, stackedBars } from "./plots.js";
import { SHAPES, cacheBytes, parameters, shape } from "./model-shapes.js";

/** 2·N: a multiplication and an addition for each parameter. */
export const forwardFlops = (model) => 2 * parameters(model).total;

/** Scores and weighted sums of one token over the context, not in 2·N. */
export const scoreFlops = (model, context) => 4 * model.layers * model.width * context;

const FIELDS = ["width", "layers", "heads", "kvHeads", "ffn", "vocabulary"];
const names = { ...Object.fromEntries(Object.entries(SHAPES).map(([name, [label]]) => [name, label])), own: "自己填" };
const whole = { whole: true, step: 1 };

class ModelExplorer extends LiveFigure {
  static controls = [
    { name: "preset", label: "模型", value: "llama-7b", options: names },
    { name: "width", label: "宽度 d", value: 4096, min: 64, max: 32768, ...whole, step: 64 },
    { name: "layers", label: "层数 L", value: 32, min: 1, max: 200, ...whole },
    { name: "heads", label: "头数 h", value: 32, min: 1, max: 256, ...whole },
    { name: "kvHeads", label: "KV 组数", value: 32, min: 1, max: 256, ...whole },
    { name: "ffn", label: "前馈宽", value: 11008, min: 64, max: 131072, ...whole, step: 64 },
    { name: "vocabulary", label: "词表 V", value: 32000, min: 1, max: 1000000, ...whole, step: 1000 },
    { name: "context", label: "上下文", value: 2048, min: 1, max: 1048576, ...whole, log: true },
  ];

  static tries = {
    "看 LLaMA-65B": { preset: "llama-65b", context: 2048 },
    "看 Llama 3.1 405B": { preset: "llama3-405b", context: 131072 },
  };

  follow(name, { preset }) {
    if (FIELDS.includes(name)) return { preset: "own" };
    if (name === "preset" && Object.hasOwn(SHAPES, preset)) {
      const chosen = shape(preset);
      return Object.fromEntries(FIELDS.map((field) => [field, chosen[field]]));
    }
  }

  render(state) {
    const { width, heads, kvHeads, context, preset } = state;
    if (width % heads) return { problem: `宽度 ${show(width)} 不能被头数 ${heads} 整除。` };
    if (heads % kvHeads) return { problem: `头数 ${heads} 不能被 KV 组数 ${kvHeads} 整除。` };
    const model = { ...state, bias: preset !== "own" && shape(preset).bias };
    const parts = parameters(model);
    const cache = cacheBytes(model, context);
    const shared = heads / kvHeads;
    const bars = stackedBars(
      [
        [
          "参数",
          [
            [parts.attention, "second"],
            [parts.feedForward, "signal"],
            [parts.embeddings, "third"],
          ],
          `${show(parts.total / 1e9, 2)}B`,
        ],
      ],
      parts.total,
    );
    const memory = stackedBars(
      [
        ["16 位权重", [[2 * parts.total, "muted"]], `${show((2 * parts.total) / 1e9, 1)} GB`],
        [`KV 缓存，一条 ${show(context)} token 的序列`, [[cache, "muted"]], `${show(cache / 1e9, 2)} GB`],
        [
          shared > 1 ? "若每头一组 key 和 value" : "每头一组 key 和 value（本来如此）",
          [[cache * shared, "muted"]],
          `${show((cache * shared) / 1e9, 2)} GB`,
        ],
      ],
      Math.max(2 * parts.total, cache * shared),
    );
    return {
      drawing: bars + key({ second: "注意力", signal: "前馈", third: "嵌入与输出层" }) + memory,
      reading: [
        `${show(parts.total)} 个参数，前馈占 ${show((100 * parts.feedForward) / parts.total, 1)}%。`,
        `每个 token 前向 2N = ${show(forwardFlops(model) / 1e9, 1)} GFLOPs，训练约三倍；` +
          `读到上下文末尾时，注意力另加 ${show(scoreFlops(model, context) / 1e9, 1)} GFLOPs。`,
        `缓存每 token ${show(cacheBytes(model, 1))} 字节${shared > 1 ? `，是每头一组时的 ${shared} 分之一` : ""}。`,
      ],
    };
  }
}

customElements.get("model-explorer") ?? customElements.define("model-explorer", ModelExplorer);
