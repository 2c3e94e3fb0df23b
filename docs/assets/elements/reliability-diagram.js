// Confidence against accuracy in five bins, and what an abstention threshold keeps.
import { LiveFigure } from "./live-figure.js";
import { Plot, key, show } from "./plots.js";

const BINS = [0.1, 0.3, 0.5, 0.7, 0.9];
const CORRECT = [0.15, 0.3, 0.4, 0.5, 0.65];

export const answerAbove = (penalty) => penalty / (1 + penalty);

/** ECE of bins [[answers, mean confidence, share correct], …]. */
export const calibrationError = (bins) => {
  const all = bins.reduce((sum, [count]) => sum + count, 0);
  return bins.reduce((sum, [count, confidence, right]) => sum + (count / all) * Math.abs(right - confidence), 0);
};

/** Bins [[answers, confidence, share correct]] above the threshold: [share answered, share of those correct]. */
export function answered(bins, threshold) {
  const all = bins.reduce((sum, [count]) => sum + count, 0);
  const kept = bins.filter(([, confidence]) => confidence > threshold);
  const count = kept.reduce((sum, [one]) => sum + one, 0);
  return [count / all, count ? kept.reduce((sum, [one, , right]) => sum + one * right, 0) / count : 0];
}

class ReliabilityDiagram extends LiveFigure {
  static controls = [
    ...BINS.map((confidence, i) => ({
      name: `a${i + 1}`,
      label: `信心 ${100 * confidence}% 时答对`,
      value: CORRECT[i],
      min: 0,
      max: 1,
      step: 0.01,
    })),
    { name: "penalty", label: "答错扣几分", value: 1, min: 0, max: 9, step: 0.5 },
  ];

  static tries = {
    "看答错扣 3 分": { penalty: 3 },
    看完全校准: { a1: 0.1, a2: 0.3, a3: 0.5, a4: 0.7, a5: 0.9 },
  };

  render(state) {
    const bins = BINS.map((confidence, i) => [20, confidence, state[`a${i + 1}`]]);
    const limit = answerAbove(state.penalty);
    const [share, right] = answered(bins, limit);
    const plot = new Plot({ x: [0, 1], y: [0, 1], height: 270, up: "答对的比例", label: "模型报的信心" });
    bins.forEach(([, confidence, correct]) =>
      plot.bar(confidence, correct, confidence > limit ? "signal" : "faint", 0.16),
    );
    plot
      .line(
        [
          [0, 0],
          [1, 1],
        ],
        "muted",
      )
      .line(
        [
          [limit, 0],
          [limit, 1],
        ],
        "third",
      );
    const score = share * (right - state.penalty * (1 - right));
    return {
      drawing: plot + key({ signal: "回答", faint: "说不知道", third: "门槛", muted: "完全校准" }),
      reading: [
        `ECE = ${show(calibrationError(bins))}。`,
        `门槛 ${show(100 * limit, 0)}%：` +
          (share
            ? `回答 ${show(100 * share, 0)}% 的问题，其中答对 ${show(100 * right, 1)}%，平均每题得 ${show(score)} 分。`
            : "一题也不答，得 0 分。"),
      ],
    };
  }
}

customElements.get("reliability-diagram") ?? customElements.define("reliability-diagram", ReliabilityDiagram);
