// A noisy channel: scores of K contexts against K candidates, and how far the bound gets with K.
import { LiveFigure } from "./live-figure.js";
import { Plot, key, rect, show, svg } from "./plots.js";

/** I(x; c) of a fair bit that is flipped with this probability, nats. */
export const information = (flip) =>
  Math.log(2) + [flip, 1 - flip].reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);

/** log K − loss with the best score, summed over all cases; log-binomials, so that K may be large. */
export function bound(flip, K) {
  let logChoose = 0;
  let loss = 0;
  const right = 2 * (1 - flip);
  const wrong = 2 * flip;
  for (let same = 0; same < K; same++) {
    const weight = Math.exp(logChoose - (K - 1) * Math.LN2);
    const rest = same * right + (K - 1 - same) * wrong;
    loss -= weight * (1 - flip) * Math.log(right / (right + rest));
    if (flip > 0) loss -= weight * flip * Math.log(wrong / (wrong + rest));
    logChoose += Math.log((K - 1 - same) / (same + 1));
  }
  return Math.log(K) - loss;
}

/** Cross-entropy of the diagonal of a K × K matrix of scores. */
export const infonce = (scores) =>
  scores.reduce((sum, row, i) => {
    const top = Math.max(...row);
    return sum + top + Math.log(row.reduce((total, one) => total + Math.exp(one - top), 0)) - row[i];
  }, 0) / scores.length;

/** The same pseudo-random bits each time, so that only the setting changes the picture. */
function* chance(seed = 7) {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

class InfonceBound extends LiveFigure {
  static controls = [
    { name: "candidates", label: "候选个数 K", value: 16, min: 2, max: 256, whole: true, log: true },
    { name: "flip", label: "翻转概率", value: 0.1, min: 0, max: 0.5, step: 0.01 },
  ];

  static tries = {
    "看 256 个候选": { candidates: 256 },
    看从不翻转: { flip: 0 },
    看一半翻转: { flip: 0.5 },
  };

  render({ candidates: K, flip }) {
    const draw = chance();
    const shown = Math.min(K, 24);
    const side = 176 / shown;
    const x = Array.from({ length: shown }, () => draw.next().value < 0.5);
    const c = x.map((bit) => (draw.next().value < flip ? !bit : bit));
    const sizes = [2, 4, 8, 16, 32, 64, 128, 256];
    const reached = bound(flip, K);
    const all = information(flip);
    const px = (length) => +length.toFixed(1);
    const cells = c.flatMap((context, row) =>
      x.map((bit, column) => {
        const kind = (all && context === bit ? "second" : "faint") + (row === column ? " framed" : "");
        return rect(kind, px(112 + column * side), px(4 + row * side), px(0.86 * side), px(0.86 * side));
      }),
    );
    const plot = new Plot({
      x: [1, 8.2],
      y: [0, 1],
      height: 226,
      up: "nat",
      label: "K（对数刻度）",
      xs: sizes.map((size, i) => [i + 1, String(size)]),
    });
    plot
      .line(
        [
          [1, Math.log(2)],
          [2, Math.log(4)],
        ],
        "muted",
      )
      .line(
        [
          [1, all],
          [8.2, all],
        ],
        "third",
      );
    plot.line(sizes.map((size, i) => [i + 1, bound(flip, size)])).dot(Math.log2(K), reached);
    return {
      drawing:
        svg(184, cells.join("")) +
        key({
          second: "高分",
          faint: "低分",
          "": `描边的是正样本${shown < K ? `；只画前 ${shown} 行、${shown} 列` : ""}`,
        }) +
        plot +
        key({ muted: "log K", third: "真实互信息 I", signal: "下界 log K − 损失" }),
      reading: [
        `log K = ${show(Math.log(K))}，真实互信息 I = ${show(all)} nat。`,
        `下界 log K − 损失 = ${show(reached)} nat，${all ? `是 I 的 ${show((100 * reached) / all, 1)}%` : "没有可以学的"}。`,
      ],
    };
  }
}

customElements.get("infonce-bound") ?? customElements.define("infonce-bound", InfonceBound);
