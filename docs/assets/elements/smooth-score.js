// Temperature on three scores, and hard against soft F1 on five editable predictions.
import { LiveFigure } from "./live-figure.js";
import { Plot, show } from "./plots.js";

export const TARGETS = [1, 1, 0, 0, 1];

export function softmax(scores, beta) {
  const top = Math.max(...scores);
  const weights = scores.map((one) => Math.exp(beta * (one - top)));
  const total = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((one) => one / total);
}

export const logsumexp = (scores, beta) => {
  const top = Math.max(...scores);
  return top + Math.log(scores.reduce((sum, one) => sum + Math.exp(beta * (one - top)), 0)) / beta;
};

/** 2Σtp/Σ(t + p). */
export const f1 = (targets, predicted) =>
  (2 * targets.reduce((sum, t, i) => sum + t * predicted[i], 0)) /
  (targets.reduce((a, b) => a + b, 0) + predicted.reduce((a, b) => a + b, 0));

const score = { min: -5, max: 5, step: 0.1 };
const share = { min: 0, max: 1, step: 0.01 };

class SmoothScore extends LiveFigure {
  static controls = [
    { name: "beta", label: "β = 1/τ", value: 1, min: 0.125, max: 64, step: 0.25, log: true },
    { name: "x1", label: "x₁", value: 1, ...score },
    { name: "x2", label: "x₂", value: 2, ...score },
    { name: "x3", label: "x₃", value: 3, ...score },
    ...[0.9, 0.6, 0.4, 0.1, 0.3].map((value, i) => ({
      name: `p${i + 1}`,
      label: `p${"₁₂₃₄₅"[i]}（${TARGETS[i] ? "正" : "负"}例）`,
      value,
      ...share,
    })),
  ];

  static tries = {
    "看 β = 8": { beta: 8 },
    看两个最高分: { x2: 3 },
    看全判对: { p5: 0.7 },
  };

  render(state) {
    const x = [state.x1, state.x2, state.x3];
    const shares = softmax(x, state.beta);
    const p = [1, 2, 3, 4, 5].map((i) => state[`p${i}`]);
    const ys = [
      [0, "0"],
      [0.5, "0.5"],
      [1, "1"],
    ];
    const bars = new Plot({
      x: [0.4, 3.6],
      y: [0, 1.16],
      height: 180,
      up: "softmax(βx)，框是 one-hot",
      xs: [1, 2, 3].map((i) => [i, `x${"₁₂₃"[i - 1]}`]),
      ys,
    });
    const top = x.indexOf(Math.max(...x));
    bars.bar(top + 1, 1, "framed none");
    shares.forEach((one, i) =>
      bars.bar(i + 1, one, i === top ? "signal" : "second").text(i + 1, one + 0.04, show(one), "", "middle"),
    );
    const marks = new Plot({
      x: [0.4, 5.6],
      y: [0, 1],
      height: 170,
      up: "预测为正的概率，虚线是 0.5",
      xs: p.map((_, i) => [i + 1, TARGETS[i] ? "正例" : "负例"]),
      ys,
    });
    marks.add(`<path class="cut" d="M${marks.left} ${marks.py(0.5)}H${marks.right}"/>`);
    p.forEach((one, i) => marks.dot(i + 1, one, TARGETS[i] ? "signal" : "second", one <= 0.5));
    const hard = f1(
      TARGETS,
      p.map((one) => Number(one > 0.5)),
    );
    return {
      drawing: bars + marks,
      reading: [
        `softmax = ${shares.map((one) => show(one)).join("、")}。`,
        `最大值 ${show(Math.max(...x))}，logsumexp ${show(logsumexp(x, state.beta), 4)}，` +
          `相差不超过 log3/β = ${show(Math.log(3) / state.beta, 4)}。`,
        `硬 F1 ${show(hard)}，光滑 F1 ${show(f1(TARGETS, p))}。`,
      ],
    };
  }
}

customElements.get("smooth-score") ?? customElements.define("smooth-score", SmoothScore);
