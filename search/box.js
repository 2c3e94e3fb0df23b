// The theme's search box: what it does not hear, and what it does not say. Runs before the theme.
import { escape } from "../docs/assets/elements/escape.js";

const [SETUP, QUERY, PREPARE] = [0, 2, 4];
const COMPOSED = 400; // ms
const QUIET = 150; // ms without an answer before it says that it is looking
const KEPT = 6; // recent searches
const search = document.querySelector("[data-md-component=search]");
const field = search.querySelector("[data-md-component=search-query]");
const result = search.querySelector("[data-md-component=search-result]");
const meta = result.firstElementChild;
const completed = search.querySelector("[data-md-component=search-suggest]");
const toggle = document.querySelector("#__search");
const base = new URL(JSON.parse(document.getElementById("__config").textContent).base, location.href);
const isFile = base.protocol === "file:";
let worker = null;
let shown = {}; // the answer in the list
let wanted = null; // text for which Enter was pressed before its answer was there
let soon = 0; // what is to be done if nothing happens before
let before = null; // what had the focus
let chosen = null; // the result that has it
let isLeaving = false; // for a result: the address keeps what was asked

/** The worker of the theme's search: fetched when it is first needed, and again after it has failed. */
const Inside = window.Worker;
window.Worker = class extends EventTarget {
  constructor(address) {
    super();
    this.address = address;
    worker = this;
    if (document.activeElement === field) this.start();
  }

  start() {
    if (this.inside) return;
    this.inside = new Inside(this.address);
    this.inside.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
    this.inside.addEventListener("error", lost);
    if (this.setUp) this.inside.postMessage(this.setUp);
  }

  postMessage(data) {
    if (data.type === SETUP) this.setUp = data;
    else this.start();
    this.inside?.postMessage(data);
  }
};

// What is asked

function after(ms, act) {
  clearTimeout(soon);
  soon = setTimeout(act, ms);
}

const prepare = () => worker?.postMessage({ type: PREPARE });
const isCurrent = () => shown.typed === field.value && shown.done;

/** Have the theme ask what stands in the field, and until it is answered say so. */
function ask() {
  if (wanted !== field.value) wanted = null;
  prepare();
  result.setAttribute("aria-busy", String(!isCurrent()));
  after(QUIET, () => isCurrent() || say("<p>正在查找…</p>"));
  // What is longer than the field is moved in it, and what completes it is not.
  completed.style.visibility = field.scrollWidth > field.clientWidth ? "hidden" : "";
  // It asks upon the one and completes upon the other.
  for (const key of ["keydown", "keyup"]) field.dispatchEvent(new KeyboardEvent(key));
  readdress("q", field.value.trim()); // so that one comes back to it
}

/** Ask again what the theme takes for answered. */
function askAgain() {
  shown = {};
  ask();
  worker.postMessage({ type: QUERY, data: field.value });
}

function put(text) {
  field.value = text;
  field.focus();
  ask();
}

/** Set or remove a part of the address, without going anywhere. */
function readdress(name, value) {
  const address = new URL(location);
  if (isFile || (address.searchParams.get(name) ?? "") === value) return;
  address.searchParams.set(name, value);
  if (!value) address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
}

// The theme listens to keys; pasting, dictating and input methods are heard as input. What an
// input method has not turned into characters yet (huan jue) is asked only after a pause:
// keyboards of telephones compose English words too.
field.addEventListener("input", ({ isComposing }) => after(isComposing ? COMPOSED : 0, ask));
field.addEventListener("compositionend", ask);
field.form.addEventListener("reset", () => after(0, ask));
search.addEventListener("keyup", (event) => event.isComposing && event.stopPropagation(), true);
addEventListener("online", () => shown.trouble && askAgain());

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".front__search, .md-search__form")) return;
  event.preventDefault();
  put((event.target.elements.q ?? field).value);
});

/** Enter opens what answers the text in the field, and nothing if it ends a composition. */
function onEnter(event) {
  // In Safari the Enter that ends a composition comes after the end.
  const isComposing = event.isComposing || event.keyCode === 229;
  if (event.target !== field || !(isComposing || (event.key === "Enter" && !isCurrent()))) return;
  event.stopPropagation();
  if (isComposing) return;
  event.preventDefault();
  wanted = field.value;
  ask();
}
search.addEventListener("keydown", onEnter, true);

addEventListener("keydown", (event) => {
  if (event.key === "Escape") setTimeout(toggle.checked || event.target === field ? () => before?.focus() : unmark);
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  event.preventDefault();
  field.focus();
  field.select();
});

/** The page as it was before a result marked words in it. */
function unmark() {
  for (const mark of document.querySelectorAll("mark[data-md-highlight]")) mark.replaceWith(mark.textContent);
  readdress("h", "");
}

field.addEventListener("focus", ({ relatedTarget }) => {
  if (!search.contains(relatedTarget)) before = relatedTarget;
  isLeaving = false;
  if (!field.value.trim()) start();
  prepare(); // the core is on its way before the first key
});

toggle.addEventListener("change", () => toggle.checked || isLeaving || readdress("q", ""));
const linkAt = (target) => target.closest(".md-search-result__link");
search.addEventListener("focusin", ({ target }) => (chosen = linkAt(target)?.href));
function onClick({ target }) {
  isLeaving = linkAt(target) !== null;
  if (!isLeaving) return;
  keep(field.value.trim());
  field.blur(); // keys are for the page that comes, and coming back opens the box again
}
search.addEventListener("click", onClick, true);
addEventListener("popstate", () => {
  const asked = new URL(location).searchParams.get("q");
  // The theme closes the box somewhat after each change of the address.
  if (asked) setTimeout(() => put(asked), 200);
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

const keep = (text) => recent([text, ...recent().filter((one) => one !== text)].slice(0, KEPT));

// What is said

function say(html) {
  meta.innerHTML = html;
  for (const link of meta.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), base);
}

const button = (name, text) => `<button type="button" name="${name}" value="${escape(text)}">${escape(text)}</button>`;

/** Before anything is typed. */
function start() {
  const again = recent().map((text) => button("put", text));
  say(again.length ? `<p>最近找过：${again.join("")}${button("forget", "清除")}</p>` : "<p>键入以开始搜索</p>");
}

const forget = () => start(recent([]));
const pressed = { put, forget, again: askAgain, reload: () => location.reload() };
result.addEventListener("click", ({ target: { name, value } }) => name && pressed[name](value));

/** An answer, in place of what the theme says of it. */
function tell(answer) {
  clearTimeout(soon);
  shown = answer;
  result.setAttribute("aria-busy", String(!answer.done));
  if (answer.sentences) say(answer.sentences);
  else start();
  const links = [...result.querySelectorAll(".md-search-result__link")];
  for (const one of links) one.href = one.href.replace(/\?h=(?=#|$)/, "");
  // Results that came later take the place of the one that had been chosen.
  if (chosen && !search.contains(document.activeElement)) links.find((one) => one.href === chosen)?.focus();
  if (answer.done) finish(links);
}

/** The list is whole: what Enter was pressed for is opened, and else fetched beforehand. */
function finish(links) {
  const score = (one) => one.firstElementChild.dataset.mdScore;
  const [best] = links.sort((a, b) => score(b) - score(a));
  if (wanted === field.value) best?.click();
  else if (best && !isFile) fetch(best.href, { priority: "low" }).catch(() => {});
  wanted = null;
}

/** It has no worker: the next key has it fetched again, and so has a network that is back. */
function lost() {
  clearTimeout(soon);
  worker.inside = null;
  shown = { trouble: true };
  say(`<p>${navigator.onLine ? "" : "现在没有网络，"}搜索没有载入。${button("again", "重试")}</p>`);
}

/** Without its own index file the theme hears nothing any more. The address has the query. */
function fail() {
  result.innerHTML = `<div class="${meta.className}"><p>搜索没有载入。${button("reload", "重新载入")}</p></div>`;
}

const next = ({ ref, ...answer }) => ref === result && answer.typed === field.value && tell(answer);
addEventListener("DOMContentLoaded", () => component$.subscribe({ next, error: fail }));
result.insertAdjacentHTML("afterend", '<p class="search-keys">↑↓ 选择　Enter 打开　Esc 关闭</p>');
