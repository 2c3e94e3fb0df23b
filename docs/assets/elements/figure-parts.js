// What the interactive figures share: controls, axes, a link to the setting.
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
            `<path class="grid" d="M${left} ${this.py(at)}H${right}"/>`,
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

/**
 * An interactive figure around a static one. A subclass gives `static controls` —
 * {name, label, value} and either {min, max, step?, whole?, log?} or {options, beside?} or {check: true} or
 * {text: parse} — and `render(state)`: {drawing: SVG, reading: what the reader should find out, one line each} or
 * {problem}. A `log` slider moves by `step` powers of two; `beside` shares the row of the control before it.
 */
export class LiveFigure extends HTMLElement {
  connectedCallback() {
    if (this.live) return;
    const look = (seen) => seen.at(-1).isIntersecting && !this.live && this.come();
    new IntersectionObserver(look, { rootMargin: "50%" }).observe(this);
    this.restore = () => this.linked() && this.come();
    addEventListener("hashchange", this.restore);
    const same = [...document.querySelectorAll(this.localName)];
    this.name = this.localName + (same.indexOf(this) > 0 ? `-${same.indexOf(this) + 1}` : "");
    this.restore();
  }
  come() {
    if (this.live) return this.begin(this.linked());
    this.state = {};
    this.live = document.createElement("div");
    this.live.className = "live";
    const rows = this.constructor.controls.reduce(
      (html, one) =>
        (one.beside ? html.slice(0, -4) : `${html}<p${one.text ? ' class="live__wide"' : ""}>`) +
        this.field(one) +
        "</p>",
      "",
    );
    this.live.innerHTML =
      `<div class="live__drawing"></div><output class="live__reading" aria-live="polite"></output>` +
      `<form class="live__controls">${rows}</form><p class="live__link"><a href="#">链接到这个设置</a></p>`;
    this.append(this.live);
    this.classList.add("is-live");
    this.form = this.live.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => this.changed(event.target));
    this.begin({
      ...Object.fromEntries([...this.attributes].map((one) => [one.name, one.value])),
      ...this.linked(),
    });
    if (this.linked()) this.scrollIntoView();
  }
  disconnectedCallback() {
    removeEventListener("hashchange", this.restore);
  }

  field({ name, label, options, beside, check, text, min, max, log, step = 1 }) {
    const id = `${this.name}-${name}`;
    if (check) return `<label><input type="checkbox" name="${name}"> ${label}</label>`;
    const title = beside ? "" : `<label for="${id}">${label}</label>`;
    if (options)
      return `${title}<select id="${id}" name="${name}" aria-label="${label}">${Object.entries(options)
        .map(([value, words]) => `<option value="${value}">${escape(words)}</option>`)
        .join("")}</select>`;
    const [from, to] = log ? [Math.log2(min), Math.log2(max)] : [min, max];
    const slider = text
      ? ""
      : `<input type="range" data-for="${name}" min="${from}" max="${to}" step="${step}" aria-label="${label}">`;
    const mode = text ? "text" : "decimal";
    return (
      `${title}${slider}<input id="${id}" name="${name}" type="text" inputmode="${mode}" autocomplete="off"` +
      ` aria-describedby="${id}-error"><span class="live__error" id="${id}-error" role="alert"></span>`
    );
  }

  /** What the address asks of this figure: #name,key=value,… */
  linked() {
    const [name, ...pairs] = location.hash.slice(1).split(",");
    return name === this.name && Object.fromEntries(pairs.map((pair) => decodeURIComponent(pair).split("=")));
  }

  /** A preset brings its values; those given besides win. */
  begin(values) {
    this.set({ ...(values.preset && this.follow?.("preset", values)), ...values });
  }

  /** Take over what is valid of `values`, defaults for what was never set. */
  set(values) {
    for (const control of this.constructor.controls) {
      const given = values[control.name] ?? (control.name in this.state ? undefined : control.value);
      if (given === undefined) continue;
      const { value } = this.check(control, control.check ? given === true || given === "1" : String(given));
      this.state[control.name] = value ?? this.state[control.name] ?? control.value;
      this.put(control);
    }
    this.draw();
  }

  put(control) {
    const { name, check } = control;
    const field = this.form.elements[name];
    if (check) field.checked = this.state[name];
    else field.value = this.state[name];
    this.tell(name, "");
    this.slide(control);
  }

  slide({ name, log }) {
    const slider = this.form.querySelector(`[data-for="${name}"]`);
    const value = this.state[name];
    if (!slider) return;
    slider.value = log ? Math.log2(value) : value;
    if (log) slider.setAttribute("aria-valuetext", show(value));
  }

  tell(name, problem) {
    const message = this.live.querySelector(`#${this.name}-${name}-error`);
    if (!message) return;
    message.textContent = problem;
    this.form.elements[name].setAttribute("aria-invalid", Boolean(problem));
  }

  /** {value} or {problem}: what is wrong, for the reader. */
  check({ options, check, text, min, max, whole }, given) {
    if (check) return { value: given };
    if (options) return Object.hasOwn(options, given) ? { value: given } : { problem: "没有这一项" };
    if (text) return text(given);
    const value = Number(
      given
        .trim()
        .replace("−", "-")
        .replaceAll(/[,，_]/g, ""),
    );
    if (!given.trim() || !Number.isFinite(value)) return { problem: "请填一个数" };
    if (whole && !Number.isInteger(value)) return { problem: "请填整数" };
    if (value < min || value > max) return { problem: `请填 ${show(min)} 到 ${show(max)}` };
    return { value };
  }

  changed(field) {
    const control = this.constructor.controls.find(({ name }) => name === (field.dataset.for ?? field.name));
    const power = control.log && field.dataset.for ? 2 ** field.value : 0;
    const { value, problem = "" } = this.check(
      control,
      control.check ? field.checked : power ? String(+power.toFixed(3)) : field.value,
    );
    this.tell(control.name, problem);
    if (problem) return;
    const before = this.state;
    this.state = { ...this.state, [control.name]: value };
    Object.assign(this.state, this.follow?.(control.name, this.state) ?? {});
    for (const one of this.constructor.controls) {
      if (this.state[one.name] !== before[one.name] && (one !== control || field.dataset.for)) this.put(one);
      else if (one === control) this.slide(one);
    }
    this.draw();
  }

  draw() {
    const { drawing, reading, problem } = this.render(this.state);
    this.live.classList.toggle("live--stale", Boolean(problem));
    if (!problem) this.live.querySelector(".live__drawing").innerHTML = drawing;
    this.live.querySelector("output").innerHTML = (problem ? [problem] : reading)
      .map((line) => `<span>${escape(line).replace(/\^(−?\d+)/g, "<sup>$1</sup>")}</span>`)
      .join("");
    const setting = this.constructor.controls.map(
      ({ name }) => `${name}=${this.state[name] === true ? 1 : this.state[name] === false ? 0 : this.state[name]}`,
    );
    this.live.querySelector(".live__link a").href = `#${[this.name, ...setting].map(encodeURIComponent).join(",")}`;
  }
}
