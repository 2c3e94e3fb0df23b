// Confidence against accuracy in five bins, and what an abstention threshold keeps.
import { LiveFigure, Plot, show } from "./figure-parts.js";
import { answerAbove, calibrationError } from "./answer-entropy.js";

const BINS = [0.1, 0.3, 0.5, 0.7, 0.9];

/** Bins [[answers, confidence, share correct]] above the threshold: [share answered, share of those correct]. */
export function answered(bins, threshold) {
  const all = bins.reduce((sum, [count]) => sum + count, 0);
  const kept = bins.filter(([, confidence]) => confidence > threshold);
  const count = kept.reduce((sum, [one]) => sum + one, 0);
  return [count / all, count ? kept.reduce((sum, [one, , right]) => sum + one * right, 0) / count : 0];
}

class ReliabilityDiagram extends LiveFigure {
  static controls = [
    ...BINS.map((confidence, i) => ({ name: `a${i + 1}`, label: `信心 ${100 * confidence}% 时答对`, value: [0.15, 0.3, 0.4, 0.5, 0.65][i], min: 0, max: 1, step: 0.01 })),
    { name: "penalty", label: "答错扣几分", value: 1, min: 0, max: 9, step: 0.5 },
  ];

  render(state) {
    const bins = BINS.map((confidence, i) => [20, confidence, state[`a${i + 1}`]]), limit = answerAbove(state.penalty);
    const [share, right] = answered(bins, limit);
    const plot = new Plot({ x: [0, 1], y: [0, 1], height: 260, label: "模型报的信心" });
    plot.line([[0, 0], [1, 1]], "muted").line([[limit, 0], [limit, 1]], "third");
    bins.forEach(([, confidence, correct]) => plot.bar(confidence, correct, confidence > limit ? "signal" : "faint", 0.16));
    return {
      drawing: plot.text(0.02, 0.93, "柱高是答对的比例，对角线是完全校准", "muted").toString(),
      reading: [
        `ECE = ${show(calibrationError(bins))}。`,
        `门槛 ${show(100 * limit, 0)}%（绿线）：回答 ${show(100 * share, 0)}% 的问题，其中答对 ${show(100 * right, 0)}%；期望得分 ${show(share * (right - state.penalty * (1 - right)))}。`,
      ],
    };
  }
}

customElements.get("reliability-diagram") ?? customElements.define("reliability-diagram", ReliabilityDiagram);
