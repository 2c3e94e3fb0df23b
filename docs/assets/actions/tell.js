// What a source is, what computed a number, what an abbreviation means, what stands behind a link to a note:
// told where it is named, on a card. Nothing is done before a reader points at one, focuses it or taps it.
// On a wide screen sources stand beside the text.
{
  const TOLD =
    "article :is([title]:not(.headerlink, .footnote-backref), .footnote-ref, [data-preview], [aria-describedby=told])";
  const LEAVING = 250;
  const STAYING = 300; // who only passes over a link does not ask for what is behind it
  const byFinger = matchMedia("(hover: none)");
  let host, card, title, leaving, asked;

  const told = (target) => target.closest?.(TOLD);

  /** What a mark of a source stands for, from the end of the page. */
  globalThis.sourceOf = (mark) => {
    const copy = document.getElementById(decodeURIComponent(mark.hash.slice(1)))?.cloneNode(true);
    for (const one of copy?.querySelectorAll(".footnote-backref") ?? []) one.remove();
    for (const one of copy?.querySelectorAll("[id]") ?? []) one.removeAttribute("id");
    return copy;
  };

  /** What a source is; else the title, which the browser shall not show too. */
  const words = (at) => (at.matches(".footnote-ref") && sourceOf(at)?.childNodes) || [at.title];

  /** The beginning of another note, with the font of its formulas. */
  const preview = async (at) => {
    const answer = await fetch(at.dataset.preview);
    if (!answer.ok) throw new Error(answer.status);
    const { content } = Object.assign(document.createElement("template"), { innerHTML: await answer.json() });
    if (content.querySelector("math")) await document.fonts.load('1em "Any Formulas"');
    return [...content.childNodes];
  };

  const place = () => {
    const { left, top, bottom } = host.getBoundingClientRect();
    const most = document.documentElement.clientWidth - card.offsetWidth - 8;
    const fits = bottom + card.offsetHeight + 12 < innerHeight || top < card.offsetHeight + 12;
    card.style.left = `${scrollX + Math.max(8, Math.min(left, most))}px`;
    card.style.top = `${scrollY + (fits ? bottom + 6 : top - card.offsetHeight - 6)}px`;
  };

  const hide = () => {
    clearTimeout(leaving);
    asked = undefined;
    if (!host) return;
    card.remove();
    host.removeAttribute("aria-describedby");
    if (title) host.title = title;
    host = undefined;
  };

  const show = (at, content) => {
    host = at;
    title = at.title;
    at.removeAttribute("title");
    card = document.createElement("span");
    card.id = "told";
    card.className = "told";
    card.role = "tooltip";
    card.popover = "manual";
    card.append(...content);
    at.after(card); // so that its links come next
    at.setAttribute("aria-describedby", "told");
    card.showPopover();
    place();
  };

  const ask = async (at) => {
    clearTimeout(leaving);
    if (at === host || at === asked) return;
    hide();
    if (!at.dataset.preview) {
      show(at, words(at));
      return;
    }
    asked = at;
    await new Promise((done) => setTimeout(done, STAYING));
    if (asked !== at) return;
    const content = await preview(at).catch(() => undefined); // offline: the link itself is all there is
    if (content && asked === at && host !== at && at.isConnected) show(at, content);
  };

  addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const at = told(target);
    if (at && !at.matches("[data-aside]")) ask(at);
    else if (card?.contains(target)) clearTimeout(leaving);
    else if (!(host ?? asked)?.matches(":focus-visible")) {
      asked = undefined;
      clearTimeout(leaving);
      leaving = setTimeout(hide, LEAVING);
    }
  });
  addEventListener("focusin", ({ target }) => {
    if (told(target)?.matches(":focus-visible")) ask(told(target));
    else if (!card?.contains(target)) hide();
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  // The first tap tells, the second follows the link; where that leads to a note, the first.
  addEventListener(
    "click",
    (event) => {
      const at = told(event.target);
      if (byFinger.matches && at && at !== host && !at.dataset.preview) {
        event.preventDefault();
        event.stopPropagation();
        ask(at);
      } else if (!card?.contains(event.target)) hide();
    },
    { capture: true },
  );

  const wide = matchMedia("(min-width: 93.75em)");
  const beside = () => wide.matches && location.protocol !== "file:" && import("./lay-aside.js"); // none runs from a disk
  beside();
  wide.addEventListener("change", beside);
}
