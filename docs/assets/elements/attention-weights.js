// One query over n keys, one of which fits: how sharp the weights are, by width, divisor and number of keys.
import { LiveFigure } from "./live-figure.js";
import { Plot, key, show } from "./plots.js";

const PLASTIC = 1.324717957244746;

/** Numbers as if drawn from the normal distribution, but always the same. */
export function normal(index) {
  const u = ((index + 1) / PLASTIC) % 1,
    v = ((index + 1) / PLASTIC ** 2) % 1;
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
}

/** Deviation of the scores of heads this wide, after dividing. */
export const spread = (head, divide) => Math.sqrt(head) / { none: 1, root: Math.sqrt(head), width: head }[divide];

const MOST = 4096,
  RANDOM = Array.from({ length: MOST }, (_, index) => normal(index));

/** First the key that fits, `lead` deviations above the mean, then keys with random scores. */
export function weights(keys, deviation, lead) {
  const scores = [lead, ...RANDOM.slice(0, keys - 1)].map((score) => deviation * score);
  const top = Math.max(...scores),
    powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}

/** So many equal weights have the same entropy. */
export const effective = (all) => Math.exp(all.reduce((sum, one) => (one ? sum - one * Math.log(one) : sum), 0));

/** Trace of softmax's Jacobian. */
export const slope = (all) => all.reduce((sum, one) => sum + one * (1 - one), 0);

const percent = (share) => `${show(100 * share, 1)}%`;

class AttentionWeights extends LiveFigure {
  static controls = [
    { name: "divide", label: "点积除以", value: "root", options: { none: "不除", root: "√d", width: "d" } },
    { name: "head", label: "头宽 d", value: 128, min: 1, max: 1024, whole: true, log: true },
    { name: "keys", label: "key 的个数 n", value: 16, min: 2, max: MOST, whole: true, log: true },
    { name: "lead", label: "对得上的高出几个标准差", value: 2, min: -2, max: 6, step: 0.1 },
  ];

  static tries = {
    看不除: { divide: "none" },
    "看除以 d": { divide: "width" },
    "看 4,096 个 key": { keys: MOST },
  };

  render({ divide, head, keys, lead }) {
    const deviation = spread(head, divide),
      all = weights(keys, deviation, lead),
      [fits, ...others] = all;
    const shown = [fits, ...others.sort((a, b) => b - a).slice(0, 15)],
      most = Math.max(...shown);
    const bars = new Plot({
      x: [0.4, 16.6],
      y: [0, most * 1.1],
      height: 150,
      up: keys > 16 ? "权重（最大的 16 个）" : "权重",
      xs: [],
    });
    shown.forEach((one, i) => bars.bar(i + 1, one, i ? "second" : "signal"));
    const places = [2, 16, 128, 1024, MOST].map((n) => [Math.log2(n), show(n)]);
    const curve = new Plot({
      x: [1, 12.2],
      y: [0, 1],
      height: 190,
      up: "对得上的 key 的权重",
      label: "key 的个数",
      xs: places,
    });
    curve
      .line(Array.from({ length: 12 }, (_, i) => [i + 1, weights(2 ** (i + 1), deviation, lead)[0]]))
      .dot(Math.log2(keys), fits);
    return {
      drawing: bars + key({ signal: "对得上的", second: "其余，从大到小" }) + curve,
      reading: [
        `分数的标准差 ${show(deviation, 2)}；对得上的占 ${percent(fits)}，其余里最大的占 ${percent(Math.max(...others))}。`,
        `相当于看 ${show(effective(all), 1)} 个 key；导数的迹 ${show(slope(all))}。`,
      ],
    };
  }
}

customElements.get("attention-weights") ?? customElements.define("attention-weights", AttentionWeights);
