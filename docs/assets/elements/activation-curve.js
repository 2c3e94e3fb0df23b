// Two activation functions, their derivatives, and what is left of a gradient after some layers.
import { LiveFigure } from "./live-figure.js";
import { Plot, key, show, showPower } from "./plots.js";

const SQRT2 = Math.SQRT2;
const ROOT = Math.sqrt(2 / Math.PI);

/** erf to 1e-15: a series for small arguments, a continued fraction for large ones. */
export function erf(x) {
  const a = Math.abs(x);
  if (a < 2.5) {
    let term = a;
    let sum = a;
    for (let n = 1; Math.abs(term) > 1e-17 * sum && n < 200; n++) sum += (term *= (-a * a) / n) / (2 * n + 1);
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = a;
  for (let n = 120; n > 0; n--) fraction = a + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (fraction * Math.sqrt(Math.PI)));
}

const cdf = (z) => (1 + erf(z / SQRT2)) / 2;
const density = (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const inner = (z) => ROOT * (z + 0.044715 * z ** 3);

/** name → [label, f, f′]; at a corner the derivative is that of the left side. */
export const FUNCTIONS = {
  threshold: ["阈值单元", (z) => (z > 0 ? 1 : 0), () => 0],
  sigmoid: ["sigmoid", sigmoid, (z) => sigmoid(z) * (1 - sigmoid(z))],
  tanh: ["tanh", Math.tanh, (z) => 1 - Math.tanh(z) ** 2],
  relu: ["ReLU", (z) => Math.max(z, 0), (z) => (z > 0 ? 1 : 0)],
  leaky_relu: ["LeakyReLU (0.01)", (z) => (z > 0 ? z : 0.01 * z), (z) => (z > 0 ? 1 : 0.01)],
  elu: ["ELU", (z) => (z > 0 ? z : Math.expm1(z)), (z) => (z > 0 ? 1 : Math.exp(z))],
  gelu: ["GELU", (z) => z * cdf(z), (z) => cdf(z) + z * density(z)],
  gelu_tanh: [
    "GELU (tanh)",
    (z) => (z / 2) * (1 + Math.tanh(inner(z))),
    (z) => {
      const t = Math.tanh(inner(z));
      return (1 + t) / 2 + (z / 2) * (1 - t * t) * ROOT * (1 + 3 * 0.044715 * z * z);
    },
  ],
  silu: ["SiLU", (z) => z * sigmoid(z), (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z)))],
  squared_relu: ["ReLU²", (z) => Math.max(z, 0) ** 2, (z) => 2 * Math.max(z, 0)],
};

export const value = (name, z) => FUNCTIONS[name][1](z);
export const slope = (name, z) => FUNCTIONS[name][2](z);
/** The product of `layers` equal derivatives. */
export const passed = (name, z, layers) => slope(name, z) ** layers;

/** Up to where from the left, and from where on to the right, |f′| stays below this limit; ±∞ where it does not. */
export function tails(name, limit) {
  const end = 1200;
  const flat = (i) => Math.abs(slope(name, i / 100)) < limit;
  let left = -end;
  let right = end;
  while (left <= end && flat(left)) left++;
  while (right >= -end && flat(right)) right--;
  return [left > -end ? (left - 1) / 100 : -Infinity, right < end ? (right + 1) / 100 : Infinity];
}

/** Where f is least although it falls and rises: the z < 0 at which f′ changes sign; undefined if there is none. */
export function argmin(name) {
  let low = -2;
  let high = 0;
  if (slope(name, low) >= 0) return undefined;
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (slope(name, middle) < 0) low = middle;
    else high = middle;
  }
  return low;
}

const LIMIT = 0.01;

/** Regions for the reader: dead where f′ = 0, saturated where |f′| < LIMIT; and the minimum. */
function describe(name) {
  const [left, right] = tails(name, LIMIT);
  const dead = slope(name, -3) === 0;
  const least = argmin(name);
  if (left > right) return "除 z = 0 外 f′ = 0，学不动";
  const ends = [
    left > -Infinity && (dead ? `z ≤ ${show(left)}` : `z < ${show(left, 2)}`),
    right < Infinity && `z > ${show(right, 2)}`,
  ]
    .filter(Boolean)
    .join("、");
  const quiet = ends ? (dead ? `死区 ${ends}（f′ = 0）` : `饱和区 ${ends}（|f′| < ${LIMIT}）`) : "没有饱和区";
  return least === undefined ? quiet : `${quiet}；最小值 ${show(value(name, least), 4)}，在 z = ${show(least, 4)}`;
}

const options = Object.fromEntries(Object.entries(FUNCTIONS).map(([name, [label]]) => [name, label]));

class ActivationCurve extends LiveFigure {
  static controls = [
    { name: "first", label: "函数一", value: "sigmoid", options },
    { name: "second", label: "函数二", value: "gelu", options },
    { name: "z", label: "z", value: 0, min: -6, max: 6, step: 0.05 },
    { name: "layers", label: "层数", value: 10, min: 1, max: 100, whole: true },
  ];

  static tries = {
    "看 sigmoid 叠 10 层": { first: "sigmoid", second: "relu", z: 2, layers: 10 },
    "看 ReLU 的死区": { first: "relu", second: "leaky_relu", z: -2 },
    "看 GELU 和 SiLU 的谷": { first: "gelu", second: "silu", z: -1 },
  };

  render({ first, second, z, layers }) {
    const above = new Plot({ x: [-6, 6], y: [-1.2, 3], height: 200, up: "f，空心点是最小值" });
    const below = new Plot({
      x: [-6, 6],
      y: [-0.3, 1.25],
      height: 226,
      up: `f′；虚线是连乘 ${layers} 层；横条是死区或饱和区`,
      label: "z",
    });
    [
      [second, "second"],
      [first, "signal"],
    ].forEach(([name, kind], row) => {
      const least = argmin(name);
      const [left, right] = tails(name, LIMIT);
      above.curve((at) => value(name, at), kind, 400);
      if (least !== undefined) above.dot(least, value(name, least), kind, true);
      above.dot(z, value(name, z), kind);
      below
        .curve((at) => slope(name, at), kind, 400)
        .curve((at) => passed(name, at, layers), `${kind} thin`, 400)
        .dot(z, slope(name, z), kind);
      const band = (from, to) =>
        below.line(
          [
            [from, -0.25 + 0.07 * row],
            [to, -0.25 + 0.07 * row],
          ],
          `${kind} thick`,
        );
      if (left > -6) band(-6, Math.min(left, 6));
      if (right < 6 && right > left) band(right, 6);
    });
    const lines = (name) => [
      `${options[name]}：f = ${showPower(value(name, z))}，f′ = ${showPower(slope(name, z))}，` +
        `连乘 ${layers} 层是 ${showPower(passed(name, z, layers))}。`,
      `${describe(name)}。`,
    ];
    return {
      drawing: key({ signal: options[first], second: options[second] }) + above + below,
      reading: first === second ? lines(first) : [...lines(first), ...lines(second)],
    };
  }
}

customElements.get("activation-curve") ?? customElements.define("activation-curve", ActivationCurve);
