// A stack of layers, edited as text: what one output uses of each layer, down to the input.
import { LiveFigure } from "./live-figure.js";
import { key, show, svg } from "./plots.js";

const conv = "3/1/1/1";
const pool = "2/2/0/1";
const block = (stride, at) =>
  at === "1x1" ? [`1/${stride}/0/1`, conv, "1/1/0/1"] : ["1/1/0/1", `3/${stride}/1/1`, "1/1/0/1"];
const resnet = (at) =>
  [
    "7/2/3/1",
    "3/2/1/1",
    ...[3, 4, 6, 3].flatMap((units, stage) =>
      Array.from({ length: units }, (_, unit) => block(stage && !unit ? 2 : 1, at)).flat(),
    ),
  ].join(" ");
export const PRESETS = {
  small: "3/1/0/1 2/2/0/1 3/1/0/1",
  alexnet: `11/4/2/1 3/2/0/1 5/1/2/1 3/2/0/1 ${conv} ${conv} ${conv} 3/2/0/1`,
  vgg16: [2, 2, 3, 3, 3].map((count) => `${`${conv} `.repeat(count)}${pool}`).join(" "),
  "resnet50-paper": resnet("1x1"),
  "resnet50-torchvision": resnet("3x3"),
  wavenet: Array.from({ length: 10 }, (_, i) => `2/1/0/${2 ** i}`).join(" "),
};

/** "3/1/1/1 2/2" → [[kernel, stride, padding, dilation], …], or null. */
export function parse(text) {
  const layers = text
    .trim()
    .split(/[\s;；,，]+/)
    .map((one) => {
      const [kernel, stride = 1, padding = 0, dilation = 1, ...rest] = one.split("/").map(Number);
      const whole = [kernel, stride, padding, dilation].every(Number.isInteger);
      const fits =
        kernel >= 1 &&
        kernel <= 99 &&
        stride >= 1 &&
        stride <= 32 &&
        padding >= 0 &&
        padding <= 99 &&
        dilation >= 1 &&
        dilation <= 1024;
      return whole && fits && !rest.length ? [kernel, stride, padding, dilation] : null;
    });
  return layers.length <= 200 && layers.every(Boolean) ? layers : null;
}

/** After each layer: field, jump and centre of the first unit, in input pixels. */
export function walk(layers) {
  let field = 1;
  let jump = 1;
  let centre = 0.5;
  return layers.map(([kernel, stride, padding, dilation]) => {
    const span = dilation * (kernel - 1) + 1;
    centre += ((span - 1) / 2 - padding) * jump;
    field += (span - 1) * jump;
    jump *= stride;
    return { field, jump, centre };
  });
}

/** Units needed below each layer for one output, from the top down to the input. */
export const needed = (layers) =>
  [...layers]
    .reverse()
    .reduce(
      (units, [kernel, stride, , dilation]) => [...units, (units.at(-1) - 1) * stride + dilation * (kernel - 1) + 1],
      [1],
    );

/** Units of the input and of each layer: ⌊(n + 2·padding − span)/stride⌋ + 1. */
export const outputs = (layers, input) =>
  layers.reduce(
    (counts, [kernel, stride, padding, dilation]) => [
      ...counts,
      Math.floor((counts.at(-1) + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1,
    ],
    [input],
  );

const names = {
  small: "三层小网络",
  alexnet: "AlexNet 到 pool5",
  vgg16: "VGG16 到 pool5",
  "resnet50-paper": "ResNet-50（原作者）",
  "resnet50-torchvision": "ResNet-50（torchvision）",
  wavenet: "WaveNet 一组",
  own: "自己填",
};
const INPUTS = { small: 12, wavenet: 1280 };

class ReceptiveField extends LiveFigure {
  static controls = [
    { name: "preset", label: "网络", value: "small", options: names },
    { name: "input", label: "输入宽", value: 12, min: 1, max: 4096, whole: true },
    { name: "place", label: "看哪个输出（0–1）", value: 0.5, min: 0, max: 1, step: 0.01 },
    {
      name: "layers",
      label: "各层：核/步长/补零/空洞率，空格分开",
      value: PRESETS.small,
      text: (given) =>
        parse(given)
          ? { value: given.trim() }
          : { problem: "写成 3/1/1/1 2/2 这样：核 1–99，步长 1–32，补零 0–99，空洞率 1–1024，最多 200 层" },
    },
  ];

  static tries = {
    "看 VGG16": { preset: "vgg16" },
    "看 ResNet-50": { preset: "resnet50-torchvision" },
    "看 WaveNet": { preset: "wavenet" },
  };

  follow(name, { preset }) {
    if (name === "layers") return { preset: "own" };
    if (name === "preset" && Object.hasOwn(PRESETS, preset))
      return { layers: PRESETS[preset], input: INPUTS[preset] ?? 224 };
  }

  render({ layers: text, input, place }) {
    const layers = parse(text);
    const counts = outputs(layers, input);
    const empty = counts.findIndex((count) => count < 1);
    if (empty > 0) return { problem: `输入太窄：第 ${empty} 层已经没有输出。` };
    const levels = [{ field: 1, jump: 1, centre: 0.5 }, ...walk(layers)];
    const uses = needed(layers).reverse();
    const unit = Math.round(place * (counts.at(-1) - 1));
    const firsts = [unit];
    for (const [, stride, padding] of [...layers].reverse()) firsts.unshift(firsts[0] * stride - padding);
    const start = firsts[0];
    const end = start + uses[0];
    const low = Math.min(0, start);
    const high = Math.max(input, end);
    const step = Math.ceil(levels.length / 20);
    const shown = levels
      .map((_, i) => i)
      .filter((i) => i === 0 || (layers.length - i) % step === 0)
      .reverse();
    const height = Math.max(18, Math.min(38, 190 / shown.length));
    const scale = 214 / (high - low);
    const px = (at) => +(64 + (at - low) * scale).toFixed(2);
    const rows = shown.map((level, row) => {
      const { field, jump, centre } = levels[level];
      const y = 22 + row * height;
      const wide = Math.min(jump, field);
      const first = firsts[level];
      const last = first + uses[level] - 1;
      const box = (from, to, kind) => {
        const left = px(Math.max(low, centre + from * jump - wide / 2));
        const right = px(Math.min(high, centre + to * jump + wide / 2));
        return right > left
          ? `<rect class="${kind}" x="${left}" y="${y}" width="${right - left}" height="${height - 5}"/>`
          : "";
      };
      const seen = level === layers.length ? "bar signal" : "bar second";
      const own = box(0, counts[level] - 1, "unit");
      const outside =
        box(first, Math.min(last, -1), "bar faint") + box(Math.max(first, counts[level]), last, "bar faint");
      const inside = box(Math.max(first, 0), Math.min(last, counts[level] - 1), seen);
      const cuts = wide * scale > 6 ? Array.from({ length: counts[level] }, (_, i) => box(i, i, "unit")).join("") : "";
      const figures = [
        [field, 316],
        [jump, 348],
        [show(centre, 1), 399],
      ]
        .map(
          ([number, x]) => `<text x="${x}" y="${y + height / 2 + 2}" text-anchor="end" class="tick">${number}</text>`,
        )
        .join("");
      const label = level ? `${level}: ${layers[level - 1].slice(0, 2).join("/")}` : "输入";
      const name = `<text x="0" y="${y + height / 2 + 2}" class="tick">${label}</text>`;
      return name + outside + inside + own + cuts + figures;
    });
    const heads = [
      ["r", 316],
      ["j", 348],
      ["中心", 399],
    ]
      .map(([word, x]) => `<text x="${x}" y="14" text-anchor="end">${word}</text>`)
      .join("");
    const padded = Math.max(0, -start) + Math.max(0, end - input);
    const last = levels.at(-1);
    const from = Math.max(0, start) + 1;
    const to = Math.min(input, end);
    const seen =
      from > to
        ? "看到的全在边界之外"
        : `看到输入的第 ${show(from)} 到 ${show(to)} 个${padded ? `，视野另有 ${show(padded)} 格在边界之外` : ""}`;
    return {
      drawing:
        svg((22 + shown.length * height).toFixed(1), `<text x="0" y="14">核/步长</text>${heads}${rows.join("")}`) +
        key({
          signal: "一个输出",
          second: "它覆盖的",
          faint: "在边界之外",
          "": step > 1 ? `每 ${step} 层画一行` : "框是每层实际的单元",
        }),
      reading: [
        `${layers.length} 层之后，感受野 ${show(last.field)}，跳步 ${show(last.jump)}，第一个输出的中心在 ${show(last.centre, 1)}。`,
        `${show(counts.at(-1))} 个输出里的第 ${show(unit + 1)} 个，${seen}。`,
      ],
    };
  }
}

customElements.get("receptive-field") ?? customElements.define("receptive-field", ReceptiveField);
