// Sampled answers: entropy of wordings and of meanings; and F1@K of a long answer.
import { LiveFigure } from "./live-figure.js";
import { Plot, key, show } from "./plots.js";

/** −Σ p log p of the shares of these counts, nats. */
export function entropy(counts) {
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.reduce((sum, one) => (one ? sum - (one / total) * Math.log(one / total) : sum), 0);
}

/** Entropy after adding up the counts of each meaning. */
export function semanticEntropy(counts, meanings) {
  const sums = {};
  counts.forEach((count, i) => {
    sums[meanings[i]] = (sums[meanings[i]] ?? 0) + count;
  });
  return entropy(Object.values(sums));
}

export function f1At(supported, unsupported, target) {
  if (!supported) return 0;
  const p = supported / (supported + unsupported);
  const r = Math.min(supported / target, 1);
  return (2 * p * r) / (p + r);
}

const WORDINGS = ["巴黎", "是巴黎", "首都是巴黎", "里昂", "马赛"];
const MEANINGS = { paris: "巴黎", lyon: "里昂", marseille: "马赛" };
const KINDS = { paris: "second", lyon: "signal", marseille: "third" };
const OF = ["paris", "paris", "paris", "lyon", "marseille"];
/** How often each wording was sampled. */
export const SAMPLES = { sure: [4, 3, 3, 0, 0], unsure: [4, 0, 0, 3, 3], mostly: [4, 4, 0, 2, 0] };
const whole = { min: 0, whole: true };

class AnswerEntropy extends LiveFigure {
  static controls = [
    {
      name: "preset",
      label: "采样",
      value: "sure",
      options: { sure: "措辞不同，意思相同", unsure: "意思不同", mostly: "大半意思相同", own: "自己填" },
    },
    ...WORDINGS.flatMap((wording, i) => [
      { name: `n${i + 1}`, label: `“${wording}”`, value: SAMPLES.sure[i], max: 20, ...whole },
      { name: `m${i + 1}`, label: `“${wording}”的意思`, value: OF[i], options: MEANINGS, beside: true },
    ]),
    { name: "supported", label: "有支持的事实 S", value: 40, max: 200, ...whole },
    { name: "unsupported", label: "没有支持的 U", value: 10, max: 200, ...whole },
    { name: "target", label: "想要的条数 K", value: 64, max: 200, ...whole, min: 1 },
  ];

  static tries = {
    看意思不同的: { preset: "unsure" },
    看大半一致的: { preset: "mostly" },
    看条条有据: { supported: 64, unsupported: 0 },
  };

  follow(name, { preset }) {
    if (/^[nm]\d/.test(name)) return { preset: "own" };
    if (name === "preset" && Object.hasOwn(SAMPLES, preset)) {
      return Object.fromEntries(
        WORDINGS.flatMap((_, i) => [
          [`n${i + 1}`, SAMPLES[preset][i]],
          [`m${i + 1}`, OF[i]],
        ]),
      );
    }
  }

  render(state) {
    const counts = WORDINGS.map((_, i) => state[`n${i + 1}`]);
    const meanings = WORDINGS.map((_, i) => state[`m${i + 1}`]);
    const bars = new Plot({
      x: [0.4, 5.6],
      y: [0, Math.max(5, ...counts)],
      height: 180,
      up: "采样次数",
      xs: WORDINGS.map((wording, i) => [i + 1, wording]),
    });
    counts.forEach((one, i) => bars.bar(i + 1, one, KINDS[meanings[i]]));
    const { supported: S, unsupported: U, target: K } = state;
    const curve = new Plot({ x: [0, 200], y: [0, 1], height: 196, up: `F₁@${K}`, label: "有支持的事实 S" });
    curve.curve((at) => f1At(Math.round(at), U, K), "muted", 200).dot(S, f1At(S, U, K), "muted");
    const used = Object.keys(MEANINGS).filter((one) => meanings.some((meaning, i) => meaning === one && counts[i]));
    return {
      drawing: bars + key(Object.fromEntries(used.map((one) => [KINDS[one], `意思是${MEANINGS[one]}`]))) + curve,
      reading: [
        used.length
          ? `按措辞的熵 ${show(entropy(counts))}，按意思的熵 ${show(semanticEntropy(counts, meanings))} nat。`
          : "还没有采样。",
        `${S} 条有支持、${U} 条没有，想要 ${K} 条：F₁@${K} = ${show(f1At(S, U, K), 4)}。`,
      ],
    };
  }
}

customElements.get("answer-entropy") ?? customElements.define("answer-entropy", AnswerEntropy);
