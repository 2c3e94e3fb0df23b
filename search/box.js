// The theme's search box: what it does not hear, and what it does not say. Runs before the theme.
import { button, troubled } from "./offered.js";

const [SETUP, QUERY] = [0, 2];
const COMPOSED = 400; // ms
const QUIET = 150; // ms without an answer before it says that it is looking
const KEPT = 6; // recent searches
const search = document.querySelector("[data-md-component=search]");
const field = search.querySelector("[data-md-component=search-query]");
const result = search.querySelector("[data-md-component=search-result]");
const completed = search.querySelector("[data-md-component=search-suggest]");
const meta = result.firstElementChild;
const toggle = document.querySelector("#__search");
const isFile = location.protocol === "file:";
let worker = null;
let shown = {}; // the answer in the list
let isWanted = false; // Enter was pressed before its answer was there, and the field was not left since
let soon = 0; // what is to be done if nothing happens before
let before = null; // what had the focus
let chosen = null; // the address of what had it in the list that is made anew

/** The worker of the theme's search: fetched when it is first needed, and again after it has failed. */
const Inside = window.Worker;
window.Worker = class extends EventTarget {
  constructor(address) {
    super();
    this.address = new URL(address, location); // which is another one when it starts
    worker = this;
    if (document.activeElement === field) this.start();
  }

  start() {
    if (this.inside) return;
    this.inside = new Inside(this.address);
    this.inside.addEventListener("message", ({ data }) => this.hear(data));
    this.inside.addEventListener("error", () => this.fail());
    if (!this.setUp) return;
    this.inside.postMessage(this.setUp);
    expect(new URL(this.setUp.data.config.core, this.address)); // by the time that it runs
  }

  postMessage(data) {
    if (data.type === SETUP) this.setUp = data;
    else this.start();
    this.inside?.postMessage(data);
  }

  /** The list is made anew, and what had been chosen in it is chosen again as soon as it is there. */
  hear(data) {
    const focused = result.querySelector(":focus"); // a result, or what unfolds more of one
    const link = focused?.href ? focused : focused?.parentElement.previousElementSibling;
    if (document.activeElement !== document.body) chosen = link?.href;
    this.dispatchEvent(new MessageEvent("message", { data }));
    if (data.data?.typed === field.value) tell(data.data);
    const again = links().find((one) => one.href === chosen);
    again?.closest("details")?.setAttribute("open", "");
    again?.focus();
    if (data.data?.done) chosen = null;
  }

  fail() {
    this.inside.terminate();
    this.inside = null;
    tell({ sentences: `<p>${troubled("搜索没有载入。")}</p>`, trouble: true, done: true });
  }
};

/** Have a file in the browser's cache before it is asked for. */
const expect = (address, options) => isFile || fetch(address, options).catch(() => {});
const isCurrent = () => shown.typed === field.value && shown.done && !shown.trouble;

function after(ms, act) {
  clearTimeout(soon);
  soon = setTimeout(act, ms);
}

/** Have the theme ask what stands in the field, and until it is answered say so. */
function ask() {
  isWanted = false;
  if (shown.trouble) worker.postMessage({ type: QUERY, data: field.value }); // the theme asks the same but once
  result.setAttribute("aria-busy", String(!isCurrent()));
  after(QUIET, () => isCurrent() || say("<p>正在查找…</p>"));
  // What is longer than the field is moved in it, and what completes it is not.
  completed.style.visibility = field.scrollWidth > field.clientWidth ? "hidden" : "";
  // It asks upon the one and completes upon the other.
  for (const key of ["keydown", "keyup"]) field.dispatchEvent(new KeyboardEvent(key));
  readdress("q", field.value.trim()); // so that one comes back to it
}

function put(text) {
  field.value = text;
  field.focus();
  ask();
}

function readdress(name, value) {
  const address = new URL(location);
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  if (!isFile) history.replaceState(history.state, "", address);
}

// The theme listens to keys alone. What an input method has not turned into characters yet (huan jue) is asked
// only after a pause: keyboards of telephones compose English words too.
for (const change of ["input", "compositionend", "reset"])
  field.form.addEventListener(change, ({ isComposing }) => after(isComposing ? COMPOSED : 0, ask));
search.addEventListener("keyup", (event) => event.isComposing && event.stopPropagation(), true);
addEventListener("online", () => shown.trouble && ask());

addEventListener("keydown", (event) => {
  // In Safari the key that ends a composition comes after the end.
  const isComposing = event.isComposing || event.keyCode === 229;
  // At Enter the theme would open what is listed, of whatever text.
  if (isComposing || (event.key === "Enter" && event.target === field)) event.stopImmediatePropagation();
  if (event.key === "Escape" && !isComposing)
    setTimeout(toggle.checked || event.target === field ? () => before?.focus() : unmark);
  if (!/^k$/i.test(event.key) || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  event.preventDefault();
  field.focus();
  field.select();
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".front__search, .md-search__form")) return;
  event.preventDefault();
  if (event.target !== field.form) return put(event.target.elements.q.value);
  ask();
  if (isCurrent()) best()?.click();
  else isWanted = true;
});

/** The page as it was before a result marked words in it. */
function unmark() {
  for (const mark of document.querySelectorAll("mark[data-md-highlight]")) mark.replaceWith(mark.textContent);
  readdress("h", "");
}

field.addEventListener("focus", ({ relatedTarget }) => {
  if (!search.contains(relatedTarget)) before = relatedTarget;
  if (!field.value.trim()) say("");
  worker?.start();
});
field.addEventListener("blur", () => (isWanted &&= document.activeElement === field)); // as when another window is used
toggle.addEventListener("change", () => toggle.checked || readdress("q", ""));

document.body.addEventListener("click", ({ target }) => {
  if (!target.closest(".md-search-result__link")) return;
  recent([...new Set([field.value.trim(), ...recent()])].slice(0, KEPT));
  field.blur(); // keys are for the page that comes, and coming back opens the box again
  readdress("q", field.value.trim()); // which went when the theme closed the box
});

addEventListener("popstate", () => {
  const asked = new URL(location).searchParams.get("q");
  if (asked) setTimeout(() => put(asked), 200); // when the theme has closed the box, as at each change of address
});

/** Recent searches, on this device only; none where there is no room or it is not allowed. */
function recent(texts) {
  try {
    if (texts) localStorage.setItem("search.recent", JSON.stringify(texts));
    return JSON.parse(localStorage.getItem("search.recent")) ?? [];
  } catch {
    return [];
  }
}

/** What there is to say of the list, or else how to begin. */
function say(html) {
  const texts = recent().map((text) => button(text, "put"));
  const beginning = texts.length ? `最近找过：${texts.join("")}${button("清除", "forget")}` : "键入以开始搜索";
  meta.innerHTML = html || `<p>${beginning}</p>`;
  for (const link of meta.querySelectorAll("a"))
    link.href = new URL(link.getAttribute("href") + (isFile ? "index.html" : ""), __md_scope);
}

const pressed = { put, ask, forget: () => say("", recent([])), reload: () => location.reload() };
result.addEventListener("click", ({ target: { name, value } }) => {
  if (!name) return;
  field.focus(); // what is pressed goes
  pressed[name](value);
});

const links = () => [...result.querySelectorAll(".md-search-result__link")];
const score = (link) => link.firstElementChild.dataset.mdScore;
const best = () => links().sort((one, other) => score(other) - score(one))[0];

function tell(answer) {
  clearTimeout(soon);
  shown = answer;
  result.setAttribute("aria-busy", String(!answer.done));
  say(answer.sentences);
  for (const link of links()) link.href = link.href.replace(/\?h=(?=#|$)/, "");
  if (!answer.done) return;
  if (isWanted) best()?.click();
  else if (best()) expect(best().href, { priority: "low" });
}

/** Without its own index file the theme hears nothing any more. The address has the query. */
function fail() {
  result.innerHTML = `<div class="${meta.className}"><p>搜索没有载入。${button("重新载入", "reload")}</p></div>`;
}
addEventListener("DOMContentLoaded", () => component$.subscribe({ error: fail }));
result.insertAdjacentHTML("afterend", '<p class="search-keys">↑↓ 选择　Enter 打开　Esc 关闭</p>');
