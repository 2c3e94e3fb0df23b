// What pages have for those who were here before. It is shown as soon as its place is there, so that nobody sees it come.
import { fresh, front } from "./front.js";
import { listed } from "./listed.js";
import { follow, note } from "./note.js";

const PLACES = { ".front__begin": front, ".log__entry": fresh, ".note__opening": note, "[data-note]": listed };

/** Once in each place that is whole: something comes after it. */
function show() {
  for (const [place, tell] of Object.entries(PLACES))
    for (const one of document.querySelectorAll(`article ${place}:not([data-shown])`))
      if (one.nextSibling) {
        one.dataset.shown = "";
        tell(one);
      }
}

/** A page that takes the place of another is there as a whole; any other arrives. */
globalThis.visits = () => {
  show();
  if (document.readyState !== "loading") return;
  const arriving = new MutationObserver(show);
  arriving.observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => arriving.disconnect());
};

addEventListener("scroll", follow, { passive: true });
