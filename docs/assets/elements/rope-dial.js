// RoPE: how four methods stretch the turns of each pair, and whether an angle was seen in training.
import { LiveFigure } from "./live-figure.js";
import { Plot, key, show } from "./plots.js";

const WIDTH = 128,
  PAIRS = WIDTH / 2;
const METHODS = { none: "不调", pi: "PI", ntk: "NTK", yarn: "YaRN", llama3: "Llama 3.1" };
const RAMPS = { yarn: [1, 32], llama3: [1, 4] };

/** Tokens in which a pair turns once, before any stretching. */
export const wavelength = (pair, base) => 2 * Math.PI * base ** ((2 * pair) / WIDTH);

/** The same after it; YaRN and Llama 3.1 go by how often the pair turned in training. */
export function scaled(method, pair, base, trained, factor) {
  const before = wavelength(pair, base);
  if (method === "none") return before;
  if (method === "pi") return before * factor;
  if (method === "ntk") return wavelength(pair, base * factor ** (WIDTH / (WIDTH - 2)));
  const [low, high] = RAMPS[method];
  const kept = Math.min(Math.max((trained / before - low) / (high - low), 0), 1);
  return before / ((1 - kept) / factor + kept);
}

/** A circle: the arc of angles seen in training, and a hand that has made so many turns. */
function dial(seen, turned) {
  const at = (turns, radius) =>
    [200 + radius * Math.sin(2 * Math.PI * turns), 66 - radius * Math.cos(2 * Math.PI * turns)]
      .map((one) => one.toFixed(2))
      .join(" ");
  const arc =
    seen < 1
      ? `<path class="line second thick" d="M${at(0, 52)}A52 52 0 ${seen > 0.5 ? 1 : 0} 1 ${at(seen, 52)}"/>`
      : '<circle class="line second thick" cx="200" cy="66" r="52"/>';
  return `<svg viewBox="0 0 400 132" aria-hidden="true"><circle class="unit" cx="200" cy="66" r="52"/>${arc}<path class="line signal" d="M200 66L${at(turned, 46)}"/></svg>`;
}

class RopeDial extends LiveFigure {
  static controls = [
    { name: "method", label: "怎样调", value: "llama3", options: METHODS },
    {
      name: "base",
      label: "底数 b",
      value: "500000",
      options: { 10000: "10,000", 500000: "500,000", 1000000: "1,000,000" },
    },
    { name: "trained", label: "训练长度 T", value: 8192, min: 512, max: 131072, whole: true, log: true },
    { name: "factor", label: "放大 s", value: 8, min: 1, max: 32, whole: true, log: true },
    { name: "pair", label: "第 i 对", value: 40, min: 0, max: PAIRS - 1, whole: true },
    { name: "distance", label: "距离", value: 131072, min: 1, max: 1048576, whole: true, log: true },
  ];

  static tries = {
    看不调: { method: "none" },
    "看 YaRN": { method: "yarn" },
    "看放大 32 倍": { factor: 32 },
  };

  render({ method, base: chosen, trained, factor, pair, distance }) {
    const base = Number(chosen);
    const stretched = (how) =>
      Array.from({ length: PAIRS }, (_, i) => scaled(how, i, base, trained, factor) / wavelength(i, base));
    const all = stretched(method);
    const before = wavelength(pair, base),
      after = before * all[pair];
    const seen = trained / before,
      turned = distance / after;
    const plot = new Plot({
      x: [0, PAIRS - 1],
      y: [0, Math.max(2, factor) * 1.06],
      height: 200,
      up: "波长拉长几倍",
      label: "第几对（左快右慢）",
      xs: [0, 16, 32, 48, 63].map((i) => [i, i]),
    });
    const draw = (ratios, kind) =>
      plot.line(
        ratios.map((ratio, i) => [i, ratio]),
        kind,
      );
    for (const other of Object.keys(METHODS)) if (other !== method) draw(stretched(other), "muted thin");
    draw(all).dot(pair, all[pair]);
    const count = (test) => all.filter(test).length;
    const verdict =
      seen >= 1
        ? "训练时转满过一圈，每个角度都见过"
        : `训练时最多 ${show(seen, 4)} 圈，${turned <= seen ? "在见过的范围里" : "没见过这个角度"}`;
    return {
      drawing:
        plot +
        key({ signal: METHODS[method], muted: "另外几种" }) +
        dial(seen, turned) +
        key({ second: "训练时见过的角度", signal: "这个距离转到的角度" }),
      reading: [
        `第 ${pair} 对：原来 ${show(before, 1)} 个 token 转一圈，现在 ${show(after, 1)} 个。`,
        `相隔 ${show(distance)}，转 ${show(turned, 4)} 圈；${verdict}。`,
        `64 对里 ${count((ratio) => ratio < 1 + 1e-9)} 对不动，${factor > 1 ? count((ratio) => ratio > factor - 1e-9) : 0} 对拉满。`,
      ],
    };
  }
}

customElements.get("rope-dial") ?? customElements.define("rope-dial", RopeDial);
