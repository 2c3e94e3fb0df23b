// What a source is, what computed a number, what an abbreviation means: told where it stands, on a card.
// Nothing is done before a reader points at one, focuses it or taps it. On a wide screen sources stand beside the text.
{
  const TOLD = "article :is([title]:not(.headerlink, .footnote-backref), .footnote-ref, [aria-describedby=told])";
  const LEAVING = 250;
  const byFinger = matchMedia("(hover: none)");
  let host, card, title, leaving;

  const told = (target) => target.closest?.(TOLD);

  /** What a source is, from the end of the page; else the title, which the browser shall not show too. */
  const words = () => {
    const source = host.hash && document.getElementById(decodeURIComponent(host.hash.slice(1)));
    if (!host.matches(".footnote-ref") || !source) return [title];
    const copy = source.cloneNode(true);
    for (const one of copy.querySelectorAll(".footnote-backref")) one.remove();
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    return [...copy.childNodes];
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
    if (!host) return;
    card.remove();
    host.removeAttribute("aria-describedby");
    if (title) host.title = title;
    host = undefined;
  };

  const show = (at) => {
    clearTimeout(leaving);
    if (at === host) return;
    hide();
    host = at;
    title = at.title;
    at.removeAttribute("title");
    card = document.createElement("span");
    card.id = "told";
    card.className = "told";
    card.role = "tooltip";
    card.popover = "manual";
    card.append(...words());
    at.after(card); // so that its links come next
    at.setAttribute("aria-describedby", "told");
    card.showPopover();
    place();
  };

  addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const at = told(target);
    if (at && !at.matches("[data-aside]")) show(at);
    else if (card?.contains(target)) clearTimeout(leaving);
    else if (host && !host.matches(":focus-visible")) {
      clearTimeout(leaving);
      leaving = setTimeout(hide, LEAVING);
    }
  });
  addEventListener("focusin", ({ target }) => {
    if (told(target)?.matches(":focus-visible")) show(told(target));
    else if (!card?.contains(target)) hide();
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  // The first tap tells, the second follows the link.
  addEventListener(
    "click",
    (event) => {
      const at = told(event.target);
      if (byFinger.matches && at && at !== host) {
        event.preventDefault();
        event.stopPropagation();
        show(at);
      } else if (!card?.contains(event.target)) hide();
    },
    { capture: true },
  );

  const wide = matchMedia("(min-width: 93.75em)");
  const beside = () => wide.matches && location.protocol !== "file:" && import("./lay-aside.js"); // none runs from a disk
  beside();
  wide.addEventListener("change", beside);
}
