// What the interactive figures share: controls, settings worth seeing, a link to the setting.
import { escape } from "./escape.js";
import { show } from "./plots.js";

/**
 * An interactive figure around a static one. A subclass gives `static controls` —
 * {name, label, value} and either {min, max, step?, whole?, log?} or {options, beside?} or {check: true} or
 * {text: parse} —, `static tries`: {words: values worth seeing, the rest as the note begins it}, and `render(state)`:
 * {drawing: SVG, reading: what the reader should find out, one line each} or {problem}. A `log` slider moves by `step`
 * powers of two; `beside` shares the row of the control before it.
 */
export class LiveFigure extends HTMLElement {
  static tries = {};

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
    this.live = document.createElement("div");
    this.live.className = "live";
    const rows = this.constructor.controls.reduce(
      (html, one) =>
        (one.beside ? html.slice(0, -4) : `${html}<p${one.text ? ' class="live__wide"' : ""}>`) +
        this.field(one) +
        "</p>",
      "",
    );
    const { tries } = this.constructor;
    const buttons = Object.keys(tries).map((words) => `<button type="button">${words}</button>`);
    this.live.innerHTML =
      `<div class="live__drawing"></div><output class="live__reading" aria-live="polite"></output>` +
      `<form class="live__controls"><p class="live__tries">${buttons.join("")}</p>${rows}</form><p class="live__link"><a href="#">链接到这个设置</a></p>`;
    this.append(this.live);
    this.classList.add("is-live");
    this.form = this.live.querySelector("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => this.changed(target));
    this.form.addEventListener("click", ({ target }) => {
      if (target.type === "button") this.anew(tries[target.textContent]);
    });
    this.anew(this.linked());
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
    return (
      name === this.name && Object.fromEntries(pairs.map((pair) => new URLSearchParams(`=${pair}`).get("").split("=")))
    );
  }

  /** As the note begins it, but for these values. */
  anew(values) {
    this.state = {};
    this.begin({ ...Object.fromEntries([...this.attributes].map((one) => [one.name, one.value])), ...values });
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
      .map(
        (line) =>
          `<span>${escape(line)
            .replace(/[^\s，；：（]+ = [^\s，；。）]+(?: × 10\^−?\d+)?/g, "<span>$&</span>")
            .replace(/([−\d.]+ × 10)\^(−?\d+)/g, "<span>$1<sup>$2</sup></span>")}</span>`,
      )
      .join("");
    const plain = (value) => (value === true ? 1 : value || 0);
    const setting = this.constructor.controls.map(({ name }) => `${name}=${plain(this.state[name])}`);
    this.live.querySelector(".live__link a").href = `#${[this.name, ...setting].map(encodeURIComponent).join(",")}`;
  }
}
