// Ten sampled answers: entropy of wordings and of meanings; F1@K; when to say "I do not know".
import { LiveFigure, Plot, show } from "./figure-parts.js";

/** −Σ p log p of the shares of these counts, nats. */
export function entropy(counts) {
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.reduce((sum, one) => (one ? sum - (one / total) * Math.log(one / total) : sum), 0);
}

/** Entropy after adding up the counts of each meaning. */
export function semanticEntropy(counts, meanings) {
  const sums = {};
  counts.forEach((count, i) => { sums[meanings[i]] = (sums[meanings[i]] ?? 0) + count; });
  return entropy(Object.values(sums));
}

export function f1At(supported, unsupported, target) {
  if (!supported) return 0;
  const p = supported / (supported + unsupported), r = Math.min(supported / target, 1);
  return (2 * p * r) / (p + r);
}

export const answerAbove = penalty => penalty / (1 + penalty);

/** ECE of bins [[answers, mean confidence, share correct], …]. */
export const calibrationError = bins => {
  const all = bins.reduce((sum, [count]) => sum + count, 0);
  return bins.reduce((sum, [count, confidence, right]) => sum + (count / all) * Math.abs(right - confidence), 0);
};

const WORDINGS = ["巴黎", "是巴黎", "首都是巴黎", "里昂", "马赛"];
const meaning = { paris: "巴黎", lyon: "里昂", marseille: "马赛" };
const first = ["paris", "paris", "paris", "lyon", "marseille"];
const count = { min: 0, max: 20, whole: true };

class AnswerEntropy extends LiveFigure {
  static controls = [
    ...WORDINGS.flatMap((wording, i) => [
      { name: `n${i + 1}`, label: `“${wording}”几次`, value: [4, 3, 3, 0, 0][i], ...count },
      { name: `m${i + 1}`, label: "意思是", value: first[i], options: meaning },
    ]),
    { name: "penalty", label: "答错扣几分", value: 1, min: 0, max: 9, step: 0.5 },
    { name: "supported", label: "有支持的事实 S", value: 40, min: 0, max: 200, whole: true },
    { name: "unsupported", label: "没有支持的 U", value: 10, min: 0, max: 200, whole: true },
    { name: "target", label: "想要的条数 K", value: 64, min: 1, max: 200, whole: true },
  ];

  render(state) {
    const counts = WORDINGS.map((_, i) => state[`n${i + 1}`]), meanings = WORDINGS.map((_, i) => state[`m${i + 1}`]);
    const all = counts.reduce((a, b) => a + b, 0), kinds = { paris: "second", lyon: "signal", marseille: "third" };
    const bars = new Plot({ x: [0.4, 5.6], y: [0, Math.max(5, ...counts)], height: 180, xs: WORDINGS.map((wording, i) => [i + 1, wording]), label: "采样次数，颜色是意思" });
    counts.forEach((one, i) => bars.bar(i + 1, one, kinds[meanings[i]]));
    const curve = new Plot({ x: [0, 200], y: [0, 1], height: 180, label: "有支持的事实 S（U、K 不变时的 F₁@K）" });
    curve.curve(at => f1At(Math.round(at), state.unsupported, state.target), "signal", 200).dot(state.supported, f1At(state.supported, state.unsupported, state.target));
    const sums = {};
    counts.forEach((one, i) => { sums[meanings[i]] = (sums[meanings[i]] ?? 0) + one; });
    const [best, votes] = Object.entries(sums).sort((a, b) => b[1] - a[1])[0];
    const sure = all ? votes / all : 0, limit = answerAbove(state.penalty);
    return {
      drawing: bars + curve,
      reading: [
        all ? `按措辞的熵 ${show(entropy(counts))}，按意思的熵 ${show(semanticEntropy(counts, meanings))} nat。` : "还没有采样。",
        `最多的意思占 ${show(100 * sure, 0)}%，门槛 ${show(100 * limit, 0)}%：${all && sure > limit ? `回答“${meaning[best]}”` : "说不知道"}。`,
        `F₁@${state.target} = ${show(f1At(state.supported, state.unsupported, state.target), 4)}。`,
      ],
    };
  }
}

customElements.get("answer-entropy") ?? customElements.define("answer-entropy", AnswerEntropy);
