// Where gradients go: norm after the sum or before the sublayer, along all paths and along residuals alone.
import { LiveFigure, Plot, key, show, showPower } from "./figure-parts.js";

/** Root mean square of the residual stream after so many sublayers. */
export const stream = (placement, layer, strength) => (placement === "post" ? 1 : Math.sqrt(1 + layer * strength ** 2));

/** Of the gradient that reaches a sublayer, along all paths. */
export const gradient = (placement, layer, strength) => 1 / stream("pre", placement === "post" ? 1 : layer, strength);

/** Of the same along the residual connections alone. */
export const skipped = (placement, sublayers, layer, strength) =>
  placement === "post" ? (1 + strength ** 2) ** (-(sublayers - layer + 1) / 2) : 1 / stream("pre", sublayers, strength);

const PLACES = { post: "后归一化", pre: "预归一化" };
const FLOOR = -6;

class NormStream extends LiveFigure {
  static controls = [
    { name: "placement", label: "放在哪里", value: "post", options: PLACES },
    { name: "sublayers", label: "子层数 S", value: 24, min: 2, max: 256, whole: true, log: true },
    { name: "layer", label: "第 l 个子层", value: 1, min: 1, max: 256, whole: true },
    { name: "strength", label: "支路强度 ρ", value: 1, min: 0.1, max: 2, step: 0.1 },
  ];

  render({ placement, sublayers, layer, strength }) {
    if (layer > sublayers) return { problem: `一共只有 ${sublayers} 个子层，l 请填 1 到 ${sublayers}。` };
    const layers = Array.from({ length: sublayers }, (_, i) => i + 1);
    const plot = new Plot({
      x: [1, sublayers],
      y: [FLOOR, 0.3],
      height: 232,
      up: "传到子层的梯度",
      label: "第几个子层（右边靠近输出）",
      xs: [1, Math.round((1 + sublayers) / 2), sublayers].map((at) => [at, at]),
      ys: ["1", "0.1", "0.01", "10⁻³", "10⁻⁴", "10⁻⁵", "10⁻⁶"].map((text, i) => [-i, text]),
    });
    const inside = (value) => Math.max(FLOOR, Math.log10(value));
    const other = placement === "post" ? "pre" : "post";
    const draw = (place, kind, thin) => {
      plot.line(
        layers.map((at) => [at, Math.log10(gradient(place, at, strength))]),
        kind,
      );
      plot.line(
        layers.map((at) => [at, Math.log10(skipped(place, sublayers, at, strength))]),
        thin,
      );
    };
    draw(other, "muted", "muted thin");
    draw(placement, "signal", "second thin");
    const whole = gradient(placement, layer, strength),
      alone = skipped(placement, sublayers, layer, strength);
    plot.dot(layer, inside(whole)).dot(layer, inside(alone), "second");
    return {
      drawing: plot + key({ signal: `${PLACES[placement]}，全部路径`, second: "只走残差连接", muted: PLACES[other] }),
      reading: [
        `传到第 ${layer} 个子层的梯度是 ${showPower(whole, 3)}，只走残差连接的是 ${showPower(alone, 3)}。`,
        `最靠近输出的子层是 ${showPower(gradient(placement, sublayers, strength), 3)}，第 1 个是 ${showPower(gradient(placement, 1, strength), 3)}。`,
        `到最后，残差流的均方根是 ${show(stream(placement, sublayers, strength), 2)}。`,
      ],
    };
  }
}

customElements.get("norm-stream") ?? customElements.define("norm-stream", NormStream);
