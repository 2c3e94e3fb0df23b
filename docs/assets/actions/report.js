// “报告这一句”: beside selected words of a note, a link to the form for errors, filled in, and the same as text.
const WAIT = 250; // a hand may still be selecting
const MOST = 400; // signs; a form's address holds only so much
const MOST_WHOLE = 40; // signs that an address names whole, not by their ends
const ENOUGH = 12; // signs of words that name a place
const NO_WORDS = "svg, button, .headerlink, .report, .cited-in, .footnote-backref";
const BLOCKS = "p, li, td, th, h1, h2, h3, pre, dd, dt, summary, figcaption";

let shown;
let waiting;

const hide = () => {
  shown?.remove();
  shown = undefined;
};

/** For good: nothing that is still waiting shows it once more. */
const putAway = () => {
  clearTimeout(waiting);
  hide();
};

/** What is selected, formulas as TeX. */
function words(range) {
  const copied = document.createElement("div");
  copied.append(range.cloneContents());
  for (const math of copied.querySelectorAll("math[alttext]")) math.replaceWith(`$${math.getAttribute("alttext")}$`);
  for (const one of copied.querySelectorAll(`${NO_WORDS}, .footnote-ref`)) one.remove();
  return squeezed(copied.textContent);
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

/** Texts between formulas, over which no browser finds words, and what of each is selected. */
function runs(article, range) {
  const found = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let open = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) open &&= !node.matches(`math, br, div, ${BLOCKS}`);
    else if (!node.parentElement.closest(`math, script, style, ${NO_WORDS}`)) {
      if (!open) found.push({ text: "", from: Infinity, to: 0 });
      open = true;
      const run = found.at(-1);
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      if (range.intersectsNode(node) && from < to) {
        run.from = Math.min(run.from, run.text.length + from);
        run.to = run.text.length + to;
      }
      run.text += node.data;
    }
  }
  return found.filter(({ text, from, to }) => /[\p{L}\p{N}]/u.test(text.slice(from, to)));
}

/** The selected words of a run, whole as browsers look for them, and those before and behind. */
function parted({ text, from, to }) {
  const all = [...new Intl.Segmenter("zh", { granularity: "word" }).segment(text)];
  const first = all.findIndex(({ index, segment }) => index + segment.length > from);
  const last = all.findLastIndex(({ index }) => index < to);
  return [all.slice(0, first), all.slice(first, last + 1), all.slice(last + 1)].map((part) =>
    part.map(({ segment }) => segment),
  );
}

/** As many words as make a place known. */
const some = (list) => list.reduce((text, one) => (text.length < ENOUGH ? text + one : text), "");
const someLast = (list) => list.reduceRight((text, one) => (text.length < ENOUGH ? one + text : text), "");

/** Where the words stand: below a heading, and, for browsers that know text fragments, in which text. */
function address(article, range) {
  const id = heading(article, range)?.id ?? "";
  const found = runs(article, range);
  if (!found.length) return `#${encodeURIComponent(id)}`;
  const [before, first] = parted(found[0]);
  const [, last, after] = parted(found.at(-1));
  const isShort = found.length === 1 && first.join("").length <= MOST_WHOLE;
  const [prefix, start] = [someLast(before), isShort ? first.join("") : some(first)].map(squeezed);
  const [end, suffix] = [isShort ? "" : someLast(last), some(after)].map(squeezed);
  const above = document.createRange();
  above.setStart(document.body, 0);
  above.setEnd(range.startContainer, range.startOffset);
  // A browser goes to the first place that it finds.
  if (squeezed(above.toString()).includes(squeezed(someLast(before) + start))) return `#${encodeURIComponent(id)}`;
  const part = (one) => encodeURIComponent(one).replaceAll("-", "%2D");
  const parts = [prefix && `${part(prefix)}-`, part(start), part(end), suffix && `-${part(suffix)}`];
  return `#${encodeURIComponent(id)}:~:text=${parts.filter(Boolean).join(",")}`;
}

/** The nearest above the words. */
function heading(article, range) {
  const before = [...article.querySelectorAll("h1, h2, h3")].filter(
    (one) =>
      one.contains(range.startContainer) ||
      one.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return before.at(-1);
}

function show() {
  hide();
  const form = document.querySelector("a[data-report]");
  const selection = getSelection();
  if (!form || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const article = form.closest("article");
  const sentence = words(range).slice(0, MOST);
  // Three clicks select up to the next paragraph, and nothing of it.
  const end = range.endOffset ? range.endContainer : range.startContainer;
  const block = (end.nodeType === Node.ELEMENT_NODE ? end : end.parentElement).closest(
    "p, li, td, th, h2, h3, pre, dd",
  );
  if (!sentence || !block || !article.contains(block) || block.closest(".note__end, .live")) return;
  const filled = new URL(form.href);
  const note = filled.searchParams.get("note") + address(article, range);
  const where = squeezed(heading(article, range)?.textContent.replace("¶", "") ?? "");
  filled.searchParams.set("note", note);
  filled.searchParams.set("sentence", `${where}\n\n${sentence}`);
  shown = document.createElement("span");
  shown.className = "report";
  shown.setAttribute("role", "group");
  shown.setAttribute("aria-label", "选中的话");
  shown.innerHTML = '<a target="_blank" rel="noopener">报告这一句</a><button type="button">复制</button>';
  shown.querySelector("a").href = filled;
  shown.querySelector("button").addEventListener("click", async () => {
    const told = [note, where, sentence, filled.searchParams.get("version")];
    await navigator.clipboard.writeText(told.join("\n"));
    alert$.next("已复制，可以发给我们");
    putAway();
  });
  // Right behind the words, so that the next Tab leads to it.
  block.append(shown);
  const box = [...range.getClientRects()].at(-1);
  shown.style.left = `${Math.max(0, Math.min(box.right, innerWidth - shown.offsetWidth - 8))}px`;
  shown.style.top = `${box.bottom + 6}px`;
}

document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => shown?.contains(document.activeElement) || show(), WAIT);
});
document.addEventListener("keydown", (event) => event.key === "Escape" && putAway());
// Beside the words it would be left behind; on a phone it stands at the bottom.
addEventListener(
  "scroll",
  () => matchMedia("(pointer: fine)").matches && !shown?.contains(document.activeElement) && hide(),
  { passive: true },
);
show(); // what was selected before this came
