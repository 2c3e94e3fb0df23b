// Drawings of figures: numbers for people, axes and marks, bars, what the colours mean.
import { escape } from "./escape.js";

/** A number for people: thousands separators, at most `digits` decimals, a true minus sign. */
export const show = (value, digits = 3) =>
  String(+value.toFixed(digits))
    .replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",")
    .replace("-", "−");

/** Like `show`, with a power of ten where that would round to nothing or pretend to be exact; `draw` raises it. */
export function showPower(value, digits = 4) {
  const size = Math.abs(value);
  if (!value || (size >= 10 ** (1 - digits) && size < 1e6)) return show(value, digits);
  const [mantissa, power] = value.toExponential(2).split("e");
  return `${show(+mantissa, 2)} × 10^${show(+power)}`;
}

/** Round steps, about `count` of them, from low to high. */
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999);
  const found = [];
  for (let tick = Math.ceil(low / step - 1e-9) * step; tick <= high + step * 1e-9; tick += step) {
    found.push(Math.abs(tick) < step / 1e6 ? 0 : tick);
  }
  return found;
}

/** A drawing as wide as all others. */
export const svg = (height, drawn) => `<svg viewBox="0 0 400 ${height}" aria-hidden="true">${drawn}</svg>`;

export const rect = (kind, x, y, width, height) =>
  `<rect class="bar ${kind}" x="${x}" y="${y}" width="${Math.max(0, width)}" height="${Math.max(0, height)}"/>`;

let plots = 0;

/**
 * Axes with ticks, and marks on them; everything in units of the data. `xs`, `ys`: [[place, text]] for ticks of
 * their own; `label` stands below the axes, `up` above them.
 */
export class Plot {
  constructor({ x, y, height = 220, label = "", up = "", xs, ys }) {
    const left = 40;
    const right = 386;
    const top = up ? 26 : 8;
    Object.assign(this, {
      x,
      y,
      height,
      left,
      right,
      top,
      clip: `clip-${++plots}`,
      bottom: height - (label ? 38 : 22),
      marks: "",
      dots: "",
    });
    const name = (tick, own) => (own ? tick : [tick, show(tick)]);
    const across = (xs ?? ticks(...x)).map((tick) => name(tick, xs));
    const upward = (ys ?? ticks(...y)).map((tick) => name(tick, ys));
    this.frame =
      across
        .map(
          ([at, text]) =>
            `<text x="${this.px(at)}" y="${this.bottom + 15}" text-anchor="middle" class="tick">${text}</text>` +
            `<path class="axis" d="M${this.px(at)} ${this.bottom}v4"/>`,
        )
        .join("") +
      upward
        .map(
          ([at, text]) =>
            `<text x="${left - 6}" y="${this.py(at) + 4}" text-anchor="end" class="tick">${text}</text>` +
            `<path class="level" d="M${left} ${this.py(at)}H${right}"/>`,
        )
        .join("") +
      `<path class="axis" d="M${left} ${top}V${this.bottom}H${right}"/>` +
      (label ? `<text x="${(left + right) / 2}" y="${height - 4}" text-anchor="middle">${escape(label)}</text>` : "") +
      (up ? `<text x="2" y="14">${escape(up)}</text>` : "");
  }
  px(at) {
    return +(this.left + ((at - this.x[0]) / (this.x[1] - this.x[0])) * (this.right - this.left)).toFixed(2);
  }
  py(at) {
    return +(this.bottom - ((at - this.y[0]) / (this.y[1] - this.y[0])) * (this.bottom - this.top)).toFixed(2);
  }
  add(mark) {
    this.marks += mark;
    return this;
  }
  line(points, kind = "signal") {
    return this.add(
      `<polyline class="line ${kind}" points="${points
        .filter((point) => point.every(Number.isFinite))
        .map(([x, y]) => `${this.px(x)},${this.py(y)}`)
        .join(" ")}"/>`,
    );
  }
  curve(f, kind, steps = 160) {
    const [low, high] = this.x;
    return this.line(
      Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps).map((x) => [x, f(x)]),
      kind,
    );
  }
  area(points, kind = "signal") {
    return this.add(
      `<polygon class="area ${kind}" points="${points.map(([x, y]) => `${this.px(x)},${this.py(y)}`).join(" ")}"/>`,
    );
  }
  /** Over all lines and whole even on an axis; what lies above the axes is told by an arrow. */
  dot(x, y, kind = "signal", hollow = false) {
    const at = this.px(x);
    const [aside, anchor] = at > 200 ? [-10, "end"] : [10, "start"];
    this.dots +=
      y <= this.y[1]
        ? `<circle class="dot ${kind}${hollow ? " hollow" : ""}" cx="${at}" cy="${this.py(y)}" r="6"/>`
        : `<text class="${kind}" x="${at + aside}" y="${this.top + 12}" text-anchor="${anchor}">↑ ${show(y)}</text>`;
    return this;
  }
  bar(x, y, kind = "signal", width = 0.6) {
    const [left, right, top] = [this.px(x - width / 2), this.px(x + width / 2), this.py(Math.min(y, this.y[1]))];
    return this.add(rect(kind, left, top, right - left, this.bottom - top));
  }
  text(x, y, words, kind = "", anchor = "start") {
    return this.add(
      `<text class="${kind}" x="${this.px(x)}" y="${this.py(y)}" text-anchor="${anchor}">${escape(words)}</text>`,
    );
  }
  toString() {
    const inside = `M${this.left} ${this.top}H${this.right}V${this.bottom}H${this.left}z`;
    const clip = `<clipPath id="${this.clip}"><path d="${inside}"/></clipPath>`;
    const marks = `<g clip-path="url(#${this.clip})">${this.marks}</g><g>${this.dots}</g>`;
    return svg(this.height, clip + this.frame + marks);
  }
}

/** What the colours mean: {kind: words, …}; words without a kind stand alone. */
export function key(kinds) {
  const shown = Object.entries(kinds).map(([kind, words]) => `<span class="${kind}">${escape(words)}</span>`);
  return `<p class="live__key">${shown.join("")}</p>`;
}

/** Horizontal bars of parts: rows [[label, [[value, kind], …], total text]], in one unit. */
export function stackedBars(rows, most) {
  const scale = 300 / most;
  const drawn = rows.map(([label, parts, total], row) => {
    const y = row * 46;
    let left = 0;
    let bars = "";
    for (const [value, kind] of parts) {
      bars += rect(kind, left, y + 20, value * scale, 18);
      left += value * scale;
    }
    const words = `<text x="${left + 6}" y="${y + 34}">${escape(total)}</text>`;
    return `<text x="0" y="${y + 14}">${escape(label)}</text>${bars}${words}`;
  });
  return svg(rows.length * 46 + 4, drawn.join(""));
}
