// A unit with two inputs: which of AND, OR, XOR can a line separate, with and without a bias?
import { LiveFigure } from "./live-figure.js";
import { Plot, key, show } from "./plots.js";

export const POINTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
export const TARGETS = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], nand: [1, 1, 1, 0], xor: [0, 1, 1, 0] };

export const score = (w1, w2, b, x1, x2) => w1 * x1 + w2 * x2 + b;

/** Cases of four that 1[w·x + b > 0] gets right. */
export const correct = (task, w1, w2, b) =>
  POINTS.filter(([x1, x2], i) => Number(score(w1, w2, b, x1, x2) > 0) === TARGETS[task][i]).length;

/** Distance of the line from the origin: |b|/‖w‖. */
export const originDistance = (w1, w2, b) => Math.abs(b) / Math.hypot(w1, w2);

/** Most cases of four that any line with one of these biases gets right. */
export const reachable = (task, biases) => {
  const weights = [-2, -1, 1, 2];
  return Math.max(...weights.flatMap((w1) => weights.flatMap((w2) => biases.map((b) => correct(task, w1, w2, b)))));
};

const weight = { min: -5, max: 5, step: 0.1 };

class BiasLine extends LiveFigure {
  static controls = [
    { name: "task", label: "任务", value: "and", options: { and: "AND", or: "OR", nand: "NAND", xor: "XOR" } },
    { name: "w1", label: "w₁", value: 2, ...weight },
    { name: "w2", label: "w₂", value: 1, ...weight },
    { name: "b", label: "b", value: -2, ...weight },
    { name: "fixed", label: "强制 b = 0", value: false, check: true },
  ];

  static tries = {
    "看 XOR": { task: "xor", w1: 1, w2: 1, b: -0.5 },
    "看没有偏置的 AND": { w1: 2, w2: -1, b: 0, fixed: true },
  };

  follow(name, { fixed }) {
    if (fixed && name !== "b") return { b: 0 };
    if (name === "b") return { fixed: false };
  }

  render({ task, w1, w2, b, fixed }) {
    const plot = new Plot({
      x: [-0.8, 2.2],
      y: [-0.6, 1.6],
      height: 320,
      label: "x₁",
      up: "x₂",
      xs: [
        [0, "0"],
        [1, "1"],
        [2, "2"],
      ],
      ys: [
        [0, "0"],
        [1, "1"],
      ],
    });
    const flat = w1 === 0 && w2 === 0;
    if (!flat) {
      const far = 20;
      const size = Math.hypot(w1, w2);
      const [nx, ny] = [w1 / size, w2 / size];
      const foot = [(-b / size) * nx, (-b / size) * ny];
      const ends = [-far, far].map((t) => [foot[0] - ny * t, foot[1] + nx * t]);
      plot
        .area([...ends, ...[...ends].reverse().map(([x, y]) => [x + nx * far, y + ny * far])])
        .line(ends)
        .line([[0, 0], foot], "third");
    }
    POINTS.forEach(([x1, x2], i) => plot.dot(x1, x2, "second", !TARGETS[task][i]));
    const right = correct(task, w1, w2, b);
    const most = reachable(task, fixed ? [0] : [-3, -1.5, -0.5, 0.5, 1.5, 3]);
    return {
      drawing: plot + key({ signal: "分界线，阴影里激活", third: "到原点的距离", "": "实心点应当激活，空心点不应当" }),
      reading: [
        `四个点判对 ${right} 个；${fixed ? "过原点的直线" : "直线任意放，"}最多判对 ${most} 个。`,
        flat
          ? "权重全是零，没有分界线。"
          : `阈值 T = ${show(-b)}；直线到原点的距离 ${show(originDistance(w1, w2, b))}。`,
      ],
    };
  }
}

customElements.get("bias-line") ?? customElements.define("bias-line", BiasLine);
