// One query over [prefix | context]: the gate, the output, and what a prefix costs.
import { LiveFigure } from "./live-figure.js";
import { Plot, show, stackedBars } from "./plots.js";

/** λ of `positions` prefix positions with this score; the context has score 0. */
export const gate = (score, positions, context) =>
  (positions * Math.exp(score)) / (positions * Math.exp(score) + context);
export const mixed = (share, inContext, inPrefix) => (1 - share) * inContext + share * inPrefix;
export const stored = (positions, layers, width) => positions * 2 * layers * width;
/** An embedding of the model's width a position, and an MLP width → hidden → 2·layers·width with biases. */
export const trained = (positions, layers, width, hidden = 512) =>
  positions * width + width * hidden + hidden + hidden * 2 * layers * width + 2 * layers * width;

export const MODELS = { medium: ["GPT-2 medium", 24, 1024, 354823168], large: ["GPT-2 large", 36, 1280, 774030080] };

class PrefixGate extends LiveFigure {
  static controls = [
    { name: "score", label: "前缀的得分", value: 2, min: -6, max: 14, step: 0.1 },
    { name: "positions", label: "前缀位置 p", value: 10, min: 1, max: 200, whole: true },
    { name: "context", label: "正文位置 n", value: 64, min: 1, max: 4096, whole: true, log: true },
    { name: "model", label: "模型", value: "medium", options: { medium: "GPT-2 medium", large: "GPT-2 large" } },
  ];

  static tries = {
    "看正文 1,024 个位置": { context: 1024 },
    "看得分 8": { context: 1024, score: 8 },
    "看 200 个前缀位置": { positions: 200 },
  };

  render({ score, positions, context, model }) {
    const [, layers, width, all] = MODELS[model];
    const share = gate(score, positions, context);
    const plot = new Plot({ x: [-6, 14], y: [0, 1], height: 216, up: "λ", label: "前缀每个位置的得分（正文都是 0）" });
    for (const other of [2, 1024]) {
      plot
        .curve((at) => gate(at, positions, other), "muted thin")
        .text(Math.log(other / positions) + 0.4, 0.42, `n = ${show(other)}`, "muted");
    }
    plot.curve((at) => gate(at, positions, context)).dot(score, share);
    const attention = stackedBars(
      [
        [
          "注意力：前缀占 λ，正文占 1 − λ",
          [
            [share, "signal"],
            [1 - share, "second"],
          ],
          "",
        ],
      ],
      1,
    );
    const output = new Plot({
      x: [1, 10],
      y: [0, 1],
      ys: [],
      height: 52,
      label: "输出：左端是正文的答案，右端是前缀的",
    }).dot(mixed(share, 1, 10), 0);
    const kept = stored(positions, layers, width);
    const learnt = trained(positions, layers, width);
    const bars = stackedBars(
      [
        ["训练的参数", [[learnt, "second"]], show(learnt)],
        ["存下的参数", [[kept, "signal"]], show(kept)],
      ],
      Math.max(learnt, kept),
    );
    return {
      drawing: plot + attention + output + bars,
      reading: [
        `λ = ${show(share)}。正文的答案是 1、前缀的是 10 时，输出 ${show(mixed(share, 1, 10), 2)}。`,
        `存 ${show(kept)} 个（${show((100 * kept) / all)}%），训练 ${show(learnt)} 个（${show((100 * learnt) / all, 2)}%）。`,
      ],
    };
  }
}

customElements.get("prefix-gate") ?? customElements.define("prefix-gate", PrefixGate);
