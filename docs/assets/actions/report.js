// “报告这一句”: beside selected words of a note, a link to the form for errors, filled in, and the same as text.
const WAIT = 250; // a hand may still be selecting
const MOST = 400; // signs; a form's address holds only so much

let shown;
let waiting;

const hide = () => {
  shown?.remove();
  shown = undefined;
};

/** What is selected, formulas as TeX. */
function words(range) {
  const copied = document.createElement("div");
  copied.append(range.cloneContents());
  for (const math of copied.querySelectorAll("math[alttext]")) math.replaceWith(`$${math.getAttribute("alttext")}$`);
  for (const one of copied.querySelectorAll("svg, button, .headerlink, .footnote-ref")) one.remove();
  return copied.textContent.replace(/\s+/g, " ").trim();
}

/** The address of the words themselves, for browsers that know text fragments. */
function address(range) {
  const text = range.toString().replace(/\s+/g, " ").trim();
  const part = (one) => encodeURIComponent(one).replaceAll("-", "%2D");
  const ends = text.length > 40 ? [text.slice(0, 16), text.slice(-16)] : [text];
  return `#:~:text=${ends.map(part).join(",")}`;
}

function heading(article, range) {
  const before = [...article.querySelectorAll("h1, h2, h3")].filter(
    (one) => one.compareDocumentPosition(range.startContainer) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return before.at(-1)?.textContent.replace("¶", "").trim() ?? "";
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
  const note = filled.searchParams.get("note") + address(range);
  const where = heading(article, range);
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
    hide();
  });
  // Right behind the words, so that the next Tab leads to it.
  block.append(shown);
  const box = [...range.getClientRects()].at(-1);
  shown.style.left = `${Math.max(0, Math.min(box.right, innerWidth - shown.offsetWidth - 8))}px`;
  shown.style.top = `${box.bottom + 6}px`;
}

document.addEventListener("selectionchange", () => {
  clearTimeout(waiting);
  if (shown?.contains(document.activeElement)) return;
  waiting = setTimeout(show, WAIT);
});
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
// Beside the words it would be left behind; on a phone it stands at the bottom.
addEventListener(
  "scroll",
  () => matchMedia("(pointer: fine)").matches && !shown?.contains(document.activeElement) && hide(),
  { passive: true },
);
