// The theme's search box: what it does not hear, and what it does not say. Runs before the theme.
{
  const [QUERY, PREPARE] = [2, 4];
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
  let looking = 0;
  let later = 0;
  let before = null; // what had the focus
  let chosen = null; // the result that has it
  let isLeaving = false; // for a result: the address keeps what was asked

  window.Worker = class extends window.Worker {
    constructor(address) {
      super(address);
      worker = this;
      this.addEventListener("error", fail);
    }
  };

  // What is asked

  const isCurrent = () => shown.typed === field.value && shown.done;

  /** Have the theme ask what stands in the field, and until it is answered say so. */
  function ask() {
    clearTimeout(looking);
    clearTimeout(later);
    if (wanted !== field.value) wanted = null;
    if (!isCurrent()) {
      result.setAttribute("aria-busy", "true");
      looking = setTimeout(() => say("正在查找…"), QUIET);
    }
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
  field.addEventListener("input", ({ isComposing }) => {
    clearTimeout(later);
    later = setTimeout(ask, isComposing ? COMPOSED : 0);
  });
  field.addEventListener("compositionend", ask);
  field.form.addEventListener("reset", () => setTimeout(ask));
  field.form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("keyup", (event) => event.isComposing && event.stopPropagation(), true);
  addEventListener("online", () => shown.trouble && askAgain());

  /** Enter opens what answers the text in the field, and nothing if it ends a composition. */
  function onKey(event) {
    if (event.key === "Escape") setTimeout(() => before?.focus());
    // In Safari the Enter that ends a composition comes after the end.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.target !== field || !(isComposing || (event.key === "Enter" && !isCurrent()))) return;
    event.stopPropagation();
    if (isComposing) return;
    event.preventDefault();
    wanted = field.value;
    ask();
  }
  search.addEventListener("keydown", onKey, true);

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
  const linkAt = (target) => target.closest(".md-search-result__link");
  search.addEventListener("focusin", ({ target }) => (chosen = linkAt(target)?.href));
  const onClick = ({ target }) => (isLeaving = linkAt(target) !== null) && keep(field.value.trim());
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

  function element(name, more, ...parts) {
    const one = Object.assign(document.createElement(name), more);
    one.append(...parts);
    return one;
  }

  const line = (...parts) => element("p", {}, ...parts);
  const button = (text, onclick, more) => element("button", { type: "button", onclick, ...more }, text);
  const link = (url, title) => element("a", { href: new URL(url, base) }, title);
  const quoted = (texts) => texts.map((one) => `“${one.length > 40 ? `${one.slice(0, 40)}…` : one}”`).join("");

  /** Above the list: a line for each of these. */
  const say = (...lines) =>
    meta.replaceChildren(...lines.filter(Boolean).map((one) => (one.tagName ? one : line(one))));

  /** Before anything is typed. */
  function start() {
    const again = recent().map((text) => button(text, () => put(text)));
    const forget = button("清除", () => {
      recent([]);
      start();
    });
    say(again.length ? line("最近找过：", ...again, forget) : "键入以开始搜索");
  }

  function troubled({ items }) {
    const what = items.length ? "索引有一部分没有取到，结果可能不全。" : "索引没有取到。";
    return line(navigator.onLine ? what : "现在没有网络，结果可能不全。", button("重试", askAgain));
  }

  const elsewhere = () => line("也可以看", link("search/", "全部小节与标签"), "和", link("glossary/", "术语表"), "。");
  const lacking = ({ not, has }) =>
    `没有笔记讲到${quoted(not)}；下面${has.length ? `只讲${quoted(has)}` : "的只是沾边"}。`;

  /** What was meant, or what is missing: nothing is taken for something else without a word. */
  function doubts({ typed, items, total, meant, instead, missing, trouble }) {
    if (trouble && !total) return [];
    const offered = meant && button(meant.name, () => put(meant.text));
    if (meant && !instead) return [line("你是不是要找 ", offered, "？")];
    return [
      meant && line("你是不是要找 ", element("strong", {}, meant.name), "？下面是它的结果。"),
      !total && `没有笔记讲到${quoted([typed.trim()])}。`,
      missing && items.length && lacking(missing),
      (missing || !total) && elsewhere(),
    ];
  }

  function counted({ items, total, answers, done }) {
    if (!items.length) return total && done && `有 ${total} 篇，但都没有取到。`;
    const title = result.querySelector("h1")?.textContent ?? "";
    const counts = [answers && `${answers} 篇符合`, total > answers && `${total - answers} 篇沾边`];
    if (done && total > items.length) counts.push(`列出前 ${items.length} 篇`);
    return line(counts.filter(Boolean).join("，"), element("span", { className: "search-aloud" }, `第一篇：${title}`));
  }

  /** Topics that narrow what was found. */
  function chips({ topics = [], typed }) {
    const plain = typed.replace(/(?:^|\s)#\S+/g, "").trim();
    const chip = ([name, count]) => {
      const text = name ? `${plain} #${name.replace(/\s/g, "")}` : plain;
      const ariaPressed = String(text === typed.trim());
      return button(name ? `${name} ${count}` : "全部", () => put(text), { ariaPressed });
    };
    return topics.length > 1 && element("p", { className: "search-topics" }, ...[[""], ...topics].map(chip));
  }

  /** An answer, in place of what the theme says of it. */
  function tell(answer) {
    clearTimeout(looking);
    shown = answer;
    result.setAttribute("aria-busy", String(!answer.done));
    if (answer.empty) {
      start();
      return;
    }
    const links = [...result.querySelectorAll(".md-search-result__link")];
    for (const one of links) one.href = one.href.replace(/\?h=(?=#|$)/, "");
    // What is longer than the field is moved in it, and what completes it is not.
    completed.style.visibility = field.scrollWidth > field.clientWidth ? "hidden" : "";
    say(answer.trouble && troubled(answer), ...doubts(answer), counted(answer), chips(answer));
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

  /** Without its worker or its own index file the theme hears nothing any more. The address has the query. */
  function fail() {
    const reload = button("重新载入", () => location.reload());
    result.replaceChildren(element("div", { className: meta.className }, line("搜索没有载入。", reload)));
  }

  const next = ({ ref, ...answer }) => ref === result && answer.typed === field.value && tell(answer);
  addEventListener("DOMContentLoaded", () => component$.subscribe({ next, error: fail }));
  result.parentElement.append(element("p", { className: "search-keys" }, "↑↓ 选择　Enter 打开　Esc 关闭"));
}
