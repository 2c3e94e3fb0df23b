// What the interactive figures share: controls with checked input, axes, and a link to the setting.

const escape = text => String(text).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);

/** A number for people: thousands separators, at most `digits` decimals, a true minus sign. */
export const show = (value, digits = 3) =>
  value.toLocaleString("en-US", { maximumFractionDigits: digits, signDisplay: "negative" }).replace("-", "−");

const RAISED = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [digit, sign])) };

/** Like `show`, with a power of ten where that would round to nothing. */
export function showSmall(value, digits = 4) {
  if (!value || Math.abs(value) >= 10 ** (1 - digits)) return show(value, digits);
  const [mantissa, power] = value.toExponential(2).split("e");
  return `${show(+mantissa, 2)} × 10${[...power].map(sign => RAISED[sign] ?? "").join("")}`;
}

/** Round steps, about `count` of them, from low to high. */
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= rough * 0.999);
  const found = [];
  for (let tick = Math.ceil(low / step - 1e-9) * step; tick <= high + step * 1e-9; tick += step) {
    found.push(Math.abs(tick) < step / 1e6 ? 0 : tick);
  }
  return found;
}

let plots = 0;

/** Axes with ticks, and marks on them; everything in units of the data. `xs`: [[place, text]] for ticks of its own. */
export class Plot {
  constructor({ x, y, height = 220, label = "", xs, ys, left = 40, width = 400 }) {
    Object.assign(this, { x, y, height, left, width, clip: `clip-${++plots}` });
    this.right = width - 14;
    this.bottom = height - (label ? 36 : 22);
    this.marks = [];
    const name = (tick, own) => (own ? tick : [tick, show(tick)]);
    const across = (xs ?? ticks(...x)).map(tick => name(tick, xs));
    const up = (ys ?? ticks(...y)).map(tick => name(tick, ys));
    this.frame =
      across.map(([at, text]) => `<text x="${this.px(at)}" y="${this.bottom + 15}" text-anchor="middle" class="tick">${text}</text><path class="axis" d="M${this.px(at)} ${this.bottom}v4"/>`).join("") +
      up.map(([at, text]) => `<text x="${left - 6}" y="${this.py(at) + 4}" text-anchor="end" class="tick">${text}</text><path class="grid" d="M${left} ${this.py(at)}H${this.right}"/>`).join("") +
      `<path class="axis" d="M${left} 8V${this.bottom}H${this.right}"/>` +
      (label ? `<text x="${(left + this.right) / 2}" y="${height - 4}" text-anchor="middle">${escape(label)}</text>` : "");
  }
  px(at) { return +(this.left + ((at - this.x[0]) / (this.x[1] - this.x[0])) * (this.right - this.left)).toFixed(2); }
  py(at) { return +(this.bottom - ((at - this.y[0]) / (this.y[1] - this.y[0])) * (this.bottom - 8)).toFixed(2); }
  add(mark) { this.marks.push(mark); return this; }
  line(points, kind = "signal") {
    return this.add(`<polyline class="line ${kind}" points="${points.filter(point => point.every(Number.isFinite)).map(([x, y]) => `${this.px(x)},${this.py(y)}`).join(" ")}"/>`);
  }
  curve(f, kind, steps = 160) {
    const [low, high] = this.x;
    return this.line(Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps).map(x => [x, f(x)]), kind);
  }
  area(points, kind = "signal") {
    return this.add(`<polygon class="area ${kind}" points="${points.map(([x, y]) => `${this.px(x)},${this.py(y)}`).join(" ")}"/>`);
  }
  dot(x, y, kind = "signal", hollow = false) {
    return this.add(`<circle class="dot ${kind}${hollow ? " hollow" : ""}" cx="${this.px(x)}" cy="${this.py(y)}" r="6"/>`);
  }
  bar(x, y, kind = "signal", width = 0.6) {
    const top = this.py(Math.min(y, this.y[1]));
    return this.add(`<rect class="bar ${kind}" x="${this.px(x - width / 2)}" y="${top}" width="${this.px(x + width / 2) - this.px(x - width / 2)}" height="${Math.max(0, this.bottom - top)}"/>`);
  }
  text(x, y, words, kind = "", anchor = "start") {
    return this.add(`<text class="${kind}" x="${this.px(x)}" y="${this.py(y)}" text-anchor="${anchor}">${escape(words)}</text>`);
  }
  toString() {
    return `<svg viewBox="0 0 ${this.width} ${this.height}" aria-hidden="true"><clipPath id="${this.clip}"><rect x="${this.left}" y="0" width="${this.right - this.left + 14}" height="${this.bottom + 1}"/></clipPath>${this.frame}<g clip-path="url(#${this.clip})">${this.marks.join("")}</g></svg>`;
  }
}

/** Horizontal bars of parts: rows [[label, [[value, kind], …], total text]], in one unit. */
export function stackedBars(rows, most) {
  const scale = 300 / most;
  return `<svg viewBox="0 0 400 ${rows.length * 46 + 4}" aria-hidden="true">${rows.map(([label, parts, total], row) => {
    let left = 0;
    const y = row * 46;
    const drawn = parts.map(([value, kind]) => {
      const bar = `<rect class="bar ${kind}" x="${left}" y="${y + 20}" width="${Math.max(0, value * scale)}" height="18"/>`;
      left += value * scale;
      return bar;
    });
    return `<text x="0" y="${y + 14}">${escape(label)}</text>${drawn.join("")}<text x="${left + 6}" y="${y + 34}">${escape(total)}</text>`;
  }).join("")}</svg>`;
}

/**
 * An interactive figure around a static one. A subclass gives `static controls` —
 * {name, label, value} and either {min, max, step?, whole?, log?} or {options} or {check: true} or {text: parse} —
 * and `render(state)`: {drawing: SVG, reading: what the reader should find out, one line each}.
 */
export class LiveFigure extends HTMLElement {
  connectedCallback() {
    if (this.querySelector(".live")) return;
    const same = [...document.querySelectorAll(this.localName)];
    this.name = this.localName + (same.indexOf(this) > 0 ? `-${same.indexOf(this) + 1}` : "");
    this.state = {};
    this.live = document.createElement("div");
    this.live.className = "live";
    this.live.innerHTML = `<form class="live__controls">${this.constructor.controls.map(one => this.field(one)).join("")}</form><div class="live__drawing"></div><output class="live__reading" aria-live="polite"></output><p class="live__link"><a href="#">链接到这个设置</a></p>`;
    this.append(this.live);
    this.form = this.live.querySelector("form");
    this.form.addEventListener("submit", event => event.preventDefault());
    this.form.addEventListener("input", event => this.changed(event.target));
    this.restore = () => this.set(this.linked());
    addEventListener("hashchange", this.restore);
    this.set({ ...Object.fromEntries([...this.attributes].map(({ name, value }) => [name, value])), ...this.linked() });
    if (Object.keys(this.linked()).length) this.scrollIntoView();
  }
  disconnectedCallback() { removeEventListener("hashchange", this.restore); }

  field({ name, label, options, check, text, min, max, step = 1 }) {
    const id = `${this.name}-${name}`;
    const message = `<span class="live__error" id="${id}-error" role="alert"></span>`;
    if (check) return `<p><label><input type="checkbox" name="${name}"> ${label}</label></p>`;
    if (options) return `<p><label for="${id}">${label}</label><select id="${id}" name="${name}">${Object.entries(options).map(([value, words]) => `<option value="${value}">${escape(words)}</option>`).join("")}</select></p>`;
    const entry = `<input id="${id}" name="${name}" type="text" inputmode="${text ? "text" : "decimal"}" autocomplete="off" aria-describedby="${id}-error">`;
    if (text) return `<p class="live__wide"><label for="${id}">${label}</label>${entry}${message}</p>`;
    return `<p><label for="${id}">${label}</label><input type="range" data-for="${name}" min="${min}" max="${max}" step="${step}" aria-label="${label}">${entry}${message}</p>`;
  }

  /** What the address asks of this figure: #name,key=value,… */
  linked() {
    const [name, ...pairs] = location.hash.slice(1).split(",");
    return name === this.name ? Object.fromEntries(pairs.map(pair => decodeURIComponent(pair).split("="))) : {};
  }

  /** Take over what is valid of `values` (name → text), defaults for what was never set. */
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

  put({ name, check }) {
    const field = this.form.elements[name];
    if (check) field.checked = this.state[name];
    else field.value = this.state[name];
    const slider = this.form.querySelector(`[data-for="${name}"]`);
    if (slider) slider.value = this.state[name];
  }

  /** {value} or {problem}: what is wrong, for the reader. */
  check({ options, check, text, min, max, whole }, given) {
    if (check) return { value: given };
    if (options) return Object.hasOwn(options, given) ? { value: given } : { problem: "没有这一项" };
    if (text) return text(given);
    const value = Number(given.trim().replace("−", "-").replaceAll(/[,，_]/g, ""));
    if (!given.trim() || !Number.isFinite(value)) return { problem: "请填一个数" };
    if (whole && !Number.isInteger(value)) return { problem: "请填整数" };
    if (value < min || value > max) return { problem: `请填 ${show(min)} 到 ${show(max)}` };
    return { value };
  }

  changed(field) {
    const control = this.constructor.controls.find(({ name }) => name === (field.dataset.for ?? field.name));
    const { value, problem = "" } = this.check(control, control.check ? field.checked : field.value);
    const error = this.live.querySelector(`#${this.name}-${control.name}-error`);
    if (error) error.textContent = problem;
    this.form.elements[control.name].setAttribute?.("aria-invalid", Boolean(problem));
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

  slide({ name }) {
    const slider = this.form.querySelector(`[data-for="${name}"]`);
    if (slider) slider.value = this.state[name];
  }

  draw() {
    const { drawing, reading } = this.render(this.state);
    this.live.querySelector(".live__drawing").innerHTML = drawing;
    this.live.querySelector("output").innerHTML = reading.map(line => `<span>${escape(line)}</span>`).join("");
    const setting = this.constructor.controls.map(({ name }) => `${name}=${this.state[name] === true ? 1 : this.state[name] === false ? 0 : this.state[name]}`);
    this.live.querySelector(".live__link a").href = `#${[this.name, ...setting].map(encodeURIComponent).join(",")}`;
  }
}
