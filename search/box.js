// The theme's search box: what it does not hear, and what it does not say. Runs before the theme.
{
  const [READY, QUERY, RESULT, PREPARE] = [1, 2, 3, 4];
  const COMPOSED = 400; // ms
  const QUIET = 150; // ms without an answer before it says that it is looking
  const KEPT = 6; // recent searches
  const RECENT = "search.recent";
  const search = document.querySelector("[data-md-component=search]");
  const field = search.querySelector("[data-md-component=search-query]");
  const result = search.querySelector("[data-md-component=search-result]");
  const meta = result.firstElementChild;
  const toggle = document.querySelector("#__search");
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base, location.href);
  let worker = null;
  let shown = {}; // the answer in the list
  let wanted = null; // text for which Enter was pressed before its answer was there
  let looking = 0;
  let later = 0;
  let before = null; // what had the focus
  let isLeaving = false; // for a result: the address keeps what was asked

  const Real = window.Worker;
  /** The worker of the search, begun again after it has failed. The theme may ask it at once. */
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.address = address;
      worker = this;
      setTimeout(() => this.say(READY));
    }

    say(type, data) {
      this.dispatchEvent(new MessageEvent("message", { data: { type, data } }));
    }

    postMessage(message) {
      this.inner ??= this.begun();
      this.inner.postMessage(message);
    }

    begun() {
      const inner = new Real(this.address);
      inner.addEventListener("message", ({ data }) => this.say(data.type, data.data));
      inner.addEventListener("error", () => {
        this.inner = null;
        this.say(RESULT, { items: [], total: 0, typed: field.value, trouble: true, done: true });
      });
      return inner;
    }
  };

  // What is asked

  const isCurrent = () => shown.typed === field.value && shown.done;
  const busy = (is) => result.setAttribute("aria-busy", String(is));

  /** Have the theme ask what stands in the field, and until it is answered say so. */
  function ask() {
    clearTimeout(looking);
    clearTimeout(later);
    if (wanted !== field.value) wanted = null;
    if (!isCurrent()) {
      busy(true);
      looking = setTimeout(() => meta.replaceChildren(line("正在查找…")), QUIET);
    }
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
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
    if (base.protocol === "file:" || (address.searchParams.get(name) ?? "") === value) return;
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  }

  // The theme listens to keys; pasting, dictating and input methods are heard as input. What an
  // input method has not turned into characters yet (huan jue) is asked only after a pause:
  // keyboards of telephones compose English words too.
  field.addEventListener("input", ({ isComposing }) => {
    clearTimeout(later);
    if (isComposing) later = setTimeout(ask, COMPOSED);
    else ask();
  });
  field.addEventListener("compositionend", ask);
  field.form.addEventListener("reset", () => setTimeout(ask));
  search.addEventListener("keyup", (event) => event.isComposing && event.stopPropagation(), true);
  addEventListener("online", () => shown.trouble && askAgain());

  search.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape") setTimeout(() => before?.focus());
      if (event.target !== field || (event.key !== "Enter" && event.keyCode !== 229)) return;
      // The Enter that ends a composition opens nothing; in Safari it comes after the end.
      const isComposing = event.isComposing || event.keyCode === 229;
      if (!isComposing && isCurrent()) return;
      event.stopPropagation();
      if (isComposing) return;
      event.preventDefault();
      wanted = field.value;
      ask();
    },
    true,
  );
  field.form.addEventListener("submit", (event) => event.preventDefault());

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !toggle.checked) unmark();
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

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".front__search")) return;
    event.preventDefault();
    put(event.target.elements.q.value);
  });

  field.addEventListener("focus", ({ relatedTarget }) => {
    if (!search.contains(relatedTarget)) before = relatedTarget;
    isLeaving = false;
    if (!field.value.trim()) start();
    worker?.postMessage({ type: PREPARE }); // the core is on its way before the first key
  });

  toggle.addEventListener("change", () => toggle.checked || isLeaving || readdress("q", ""));
  search.addEventListener(
    "click",
    ({ target }) => {
      isLeaving = target.closest(".md-search-result__link") !== null;
      if (isLeaving) keep(field.value.trim());
    },
    true,
  );
  addEventListener("popstate", () => {
    const asked = new URL(location).searchParams.get("q");
    // The theme closes the box somewhat after each change of the address.
    if (asked) setTimeout(() => put(asked), 200);
  });

  // Recent searches, on this device only

  function recent() {
    try {
      return JSON.parse(localStorage.getItem(RECENT)) ?? [];
    } catch {
      return [];
    }
  }

  function keep(text) {
    const texts = text ? [text, ...recent().filter((one) => one !== text)].slice(0, KEPT) : [];
    try {
      localStorage.setItem(RECENT, JSON.stringify(texts));
    } catch {
      // No room, or not allowed: nothing is remembered.
    }
  }

  // What is said

  const element = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
  const button = (text, onclick) => element("button", text, { type: "button", onclick });
  const link = (url, title) => element("a", title, { href: new URL(url, base) });
  const line = (...parts) => {
    const p = document.createElement("p");
    p.append(...parts);
    return p;
  };
  const quoted = (texts) => texts.map((one) => `“${one.length > 40 ? `${one.slice(0, 40)}…` : one}”`).join("");

  /** Before anything is typed. */
  function start() {
    const texts = recent();
    const forget = button("清除", () => {
      keep("");
      start();
    });
    const again = texts.map((text) => button(text, () => put(text)));
    meta.replaceChildren(texts.length ? line("最近找过：", ...again, forget) : line("键入以开始搜索"));
  }

  function troubled({ items }) {
    const what = items.length ? "索引有一部分没有取到，结果可能不全。" : "索引没有取到。";
    return line(navigator.onLine ? what : "现在没有网络，结果可能不全。", button("重试", askAgain));
  }

  const elsewhere = () => line("也可以看", link("search/", "全部小节与标签"), "和", link("glossary/", "术语表"), "。");

  /** What was meant, or what is missing: nothing is taken for something else without a word. */
  function doubts({ typed, items, total, meant, instead, missing, trouble }) {
    const name = meant && (instead ? element("strong", meant.name) : button(meant.name, () => put(meant.text)));
    const lines = meant ? [line("你是不是要找 ", name, instead ? "？下面是它的结果。" : "？")] : [];
    if ((meant && !instead) || (trouble && !total)) return lines;
    if (!total) lines.push(line(`没有笔记讲到${quoted([typed.trim()])}。`));
    else if (missing && items.length) lines.push(line(lacking(missing)));
    return total && !missing ? lines : [...lines, elsewhere()];
  }

  const lacking = ({ not, has }) =>
    `没有笔记讲到${quoted(not)}；下面${has.length ? `只讲${quoted(has)}` : "的只是沾边"}。`;

  function counted({ items, total, answers, done }) {
    if (!items.length) return total && done ? [line(`有 ${total} 篇，但都没有取到。`)] : [];
    const first = element("span", `第一篇：${result.querySelector("h1")?.textContent ?? ""}`, {
      className: "search-aloud",
    });
    const counts = [answers && `${answers} 篇符合`, total > answers && `${total - answers} 篇沾边`];
    if (done && total > items.length) counts.push(`列出前 ${items.length} 篇`);
    return [line(counts.filter(Boolean).join("，"), first)];
  }

  /** Topics that narrow what was found. */
  function chips({ topics = [], typed }) {
    const plain = typed.replace(/(?:^|\s)#\S+/g, "").trim();
    if (topics.length < 2) return [];
    const chip = (name, count) => {
      const text = name ? `${plain} #${name.replace(/\s/g, "")}` : plain;
      const one = button(name ? `${name} ${count}` : "全部", () => put(text));
      one.setAttribute("aria-pressed", String(text === typed.trim()));
      return one;
    };
    const nav = line(chip(""), ...topics.map(([name, count]) => chip(name, count)));
    nav.className = "search-topics";
    return [nav];
  }

  /** An answer, in place of what the theme says of it. */
  function tell(answer) {
    if (answer.typed !== field.value) return;
    clearTimeout(looking);
    shown = answer;
    busy(!answer.done);
    if (answer.empty) {
      start();
      return;
    }
    for (const one of links()) one.href = one.href.replace(/\?h=(?=#|$)/, "");
    const trouble = answer.trouble ? [troubled(answer)] : [];
    meta.replaceChildren(...trouble, ...doubts(answer), ...counted(answer), ...chips(answer));
    if (answer.done) finish();
  }

  const links = () => [...result.querySelectorAll(".md-search-result__link")];
  const best = () =>
    links().sort((a, b) => b.firstElementChild.dataset.mdScore - a.firstElementChild.dataset.mdScore)[0];

  /** The list is whole: what Enter was pressed for is opened, and else fetched beforehand. */
  function finish() {
    const first = best();
    if (wanted === field.value) first?.click();
    else if (first && base.protocol !== "file:") fetch(first.href, { priority: "low" }).catch(() => {});
    wanted = null;
  }

  // Results that came later take the place of the one that had been chosen.
  let chosen = null;
  search.addEventListener("focusin", ({ target }) => {
    chosen = target.closest(".md-search-result__link")?.href;
  });

  /** What the theme heard from the worker. Without its own index file it hears nothing any more. */
  const heard = {
    next({ ref, typed, ...answer }) {
      if (ref !== result || typed === undefined) return;
      tell({ ...answer, typed });
      if (chosen && !search.contains(document.activeElement))
        links()
          .find((a) => a.href === chosen)
          ?.focus();
    },
    error() {
      const reload = button("重新载入", () => location.reload());
      result.replaceChildren(line("搜索没有载入。", reload));
      result.firstChild.className = "md-search-result__meta";
    },
  };
  addEventListener("DOMContentLoaded", () => component$.subscribe(heard));
  const keys = element("p", "↑↓ 选择　Enter 打开　Esc 关闭", { className: "search-keys" });
  result.parentElement.append(keys);
}
