// Two activation functions, their derivatives, and what is left of a gradient after some layers.
import { LiveFigure, Plot, showSmall } from "./figure-parts.js";

const SQRT2 = Math.SQRT2, ROOT = Math.sqrt(2 / Math.PI);

/** erf to 1e-15: a series for small arguments, a continued fraction for large ones. */
export function erf(x) {
  const a = Math.abs(x);
  if (a < 2.5) {
    let term = a, sum = a;
    for (let n = 1; Math.abs(term) > 1e-17 * sum && n < 200; n++) sum += (term *= (-a * a) / n) / (2 * n + 1);
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = a;
  for (let n = 120; n > 0; n--) fraction = a + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (fraction * Math.sqrt(Math.PI)));
}

const cdf = z => (1 + erf(z / SQRT2)) / 2;
const density = z => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const sigmoid = z => 1 / (1 + Math.exp(-z));
const inner = z => ROOT * (z + 0.044715 * z ** 3);

/** name → [label, f, f′]; at a corner the derivative is that of the left side. */
export const FUNCTIONS = {
  threshold: ["阈值单元", z => (z > 0 ? 1 : 0), () => 0],
  sigmoid: ["sigmoid", sigmoid, z => sigmoid(z) * (1 - sigmoid(z))],
  tanh: ["tanh", Math.tanh, z => 1 - Math.tanh(z) ** 2],
  relu: ["ReLU", z => Math.max(z, 0), z => (z > 0 ? 1 : 0)],
  leaky_relu: ["LeakyReLU (0.01)", z => (z > 0 ? z : 0.01 * z), z => (z > 0 ? 1 : 0.01)],
  elu: ["ELU", z => (z > 0 ? z : Math.expm1(z)), z => (z > 0 ? 1 : Math.exp(z))],
  gelu: ["GELU", z => z * cdf(z), z => cdf(z) + z * density(z)],
  gelu_tanh: ["GELU (tanh)", z => (z / 2) * (1 + Math.tanh(inner(z))), z => {
    const t = Math.tanh(inner(z));
    return (1 + t) / 2 + (z / 2) * (1 - t * t) * ROOT * (1 + 3 * 0.044715 * z * z);
  }],
  silu: ["SiLU", z => z * sigmoid(z), z => sigmoid(z) * (1 + z * (1 - sigmoid(z)))],
  squared_relu: ["ReLU²", z => Math.max(z, 0) ** 2, z => 2 * Math.max(z, 0)],
};

export const value = (name, z) => FUNCTIONS[name][1](z);
export const slope = (name, z) => FUNCTIONS[name][2](z);
/** The product of `layers` equal derivatives. */
export const passed = (name, z, layers) => slope(name, z) ** layers;

const options = Object.fromEntries(Object.entries(FUNCTIONS).map(([name, [label]]) => [name, label]));

class ActivationCurve extends LiveFigure {
  static controls = [
    { name: "first", label: "函数一", value: "sigmoid", options },
    { name: "second", label: "函数二", value: "gelu", options },
    { name: "z", label: "z", value: 0, min: -5, max: 5, step: 0.05 },
    { name: "layers", label: "层数", value: 10, min: 1, max: 100, whole: true },
  ];

  render({ first, second, z, layers }) {
    const above = new Plot({ x: [-5, 5], y: [-1.2, 3], height: 200 });
    const below = new Plot({ x: [-5, 5], y: [-0.25, 1.25], height: 200, label: "z（上：函数，下：导数）" });
    for (const [name, kind] of [[second, "second"], [first, "signal"]]) {
      above.curve(at => value(name, at), kind, 400).dot(z, value(name, z), kind);
      below.curve(at => slope(name, at), kind, 400).dot(z, slope(name, z), kind);
    }
    const line = name => `${options[name]}：f = ${showSmall(value(name, z))}，f′ = ${showSmall(slope(name, z))}，连乘 ${layers} 层是 ${showSmall(passed(name, z, layers))}。`;
    return { drawing: above + below, reading: first === second ? [line(first)] : [line(first), line(second)] };
  }
}

customElements.get("activation-curve") ?? customElements.define("activation-curve", ActivationCurve);
