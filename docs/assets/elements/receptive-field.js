// A stack of layers, edited as text, and the field of one output, layer by layer.
import { LiveFigure, show } from "./figure-parts.js";

const conv = "3/1/1/1", pool = "2/2/0/1";
const block = (stride, at) => (at === "1x1" ? [`1/${stride}/0/1`, conv, "1/1/0/1"] : ["1/1/0/1", `3/${stride}/1/1`, "1/1/0/1"]);
const resnet = at => ["7/2/3/1", "3/2/1/1", ...[3, 4, 6, 3].flatMap((units, stage) =>
  Array.from({ length: units }, (_, unit) => block(stage && !unit ? 2 : 1, at)).flat())].join(" ");
export const PRESETS = {
  small: `${conv} ${pool} ${conv}`,
  alexnet: `11/4/2/1 3/2/0/1 5/1/2/1 3/2/0/1 ${conv} ${conv} ${conv} 3/2/0/1`,
  vgg16: [2, 2, 3, 3, 3].map(count => `${`${conv} `.repeat(count)}${pool}`).join(" "),
  "resnet50-paper": resnet("1x1"),
  "resnet50-torchvision": resnet("3x3"),
  wavenet: Array.from({ length: 10 }, (_, i) => `2/1/0/${2 ** i}`).join(" "),
};

/** "3/1/1/1 2/2" → [[kernel, stride, padding, dilation], …], or null. */
export function parse(text) {
  const layers = text.trim().split(/[\s;；,，]+/).map(one => {
    const [kernel, stride = 1, padding = 0, dilation = 1, ...rest] = one.split("/").map(Number);
    const whole = [kernel, stride, padding, dilation].every(Number.isInteger);
    const fits = kernel >= 1 && kernel <= 99 && stride >= 1 && stride <= 32 && padding >= 0 && padding <= 99 && dilation >= 1 && dilation <= 1024;
    return whole && fits && !rest.length ? [kernel, stride, padding, dilation] : null;
  });
  return layers.length <= 200 && layers.every(Boolean) ? layers : null;
}

/** After each layer: field, jump and centre of the first unit, in input pixels. */
export function walk(layers) {
  let field = 1, jump = 1, centre = 0.5;
  return layers.map(([kernel, stride, padding, dilation]) => {
    const span = dilation * (kernel - 1) + 1;
    centre += ((span - 1) / 2 - padding) * jump;
    field += (span - 1) * jump;
    jump *= stride;
    return { field, jump, centre };
  });
}

/** Units needed below each layer for one output, from the top down to the input. */
export const needed = layers =>
  [...layers].reverse().reduce((units, [kernel, stride, , dilation]) => [...units, (units.at(-1) - 1) * stride + dilation * (kernel - 1) + 1], [1]);

const names = { small: "三层小网络", alexnet: "AlexNet 到 pool5", vgg16: "VGG16 到 pool5", "resnet50-paper": "ResNet-50（原作者）", "resnet50-torchvision": "ResNet-50（torchvision）", wavenet: "WaveNet 一组", own: "自己填" };

class ReceptiveField extends LiveFigure {
  static controls = [
    { name: "preset", label: "网络", value: "vgg16", options: names },
    { name: "layers", label: "各层：核/步长/补零/空洞，空格分开", value: PRESETS.vgg16, text: given => (parse(given) ? { value: given.trim() } : { problem: "写成 3/1/1/1 2/2 这样：核 1–99，步长 1–32，补零 0–99，空洞 1–1024，最多 200 层" }) },
  ];

  follow(name, { preset }) {
    if (name === "layers") return { preset: "own" };
    if (preset !== "own") return { layers: PRESETS[preset] };
  }

  render({ layers: text }) {
    const layers = parse(text), rows = walk(layers), last = rows.at(-1);
    const scale = 300 / Math.log2(last.field + 1), shown = Math.max(1, Math.ceil(rows.length / 14));
    const kept = rows.map((row, i) => ({ ...row, layer: layers[i], number: i + 1 })).filter((_, i) => (rows.length - 1 - i) % shown === 0);
    const drawing = `<svg viewBox="0 0 400 ${kept.length * 21 + 24}" aria-hidden="true">${kept.map(({ field, jump, layer, number }, i) => {
      const width = Math.log2(field + 1) * scale, y = i * 21 + 4;
      return `<rect class="bar second" x="${200 - width / 2}" y="${y}" width="${width}" height="15"/><text x="200" y="${y + 12}" text-anchor="middle" class="on">${field}</text><text x="2" y="${y + 12}" class="tick">${number}: ${layer[0]}/${layer[1]}</text><text x="398" y="${y + 12}" text-anchor="end" class="tick">j ${jump}</text>`;
    }).join("")}<text x="200" y="${kept.length * 21 + 18}" text-anchor="middle" class="tick">宽度按对数；左边是层号和核/步长，右边是跳步</text></svg>`;
    return { drawing, reading: [`${rows.length} 层之后，感受野 ${show(last.field)}，跳步 ${show(last.jump)}，第一个输出的中心在 ${show(last.centre, 1)}。`, `要算一个输出，输入上需要 ${show(needed(layers).at(-1))} 个像素。`] };
  }
}

customElements.get("receptive-field") ?? customElements.define("receptive-field", ReceptiveField);
