// What pages have for those who were here before. It is shown as soon as its place is there, so that nobody sees it come.
import { beyond, fresh, front } from "./front.js";
import { listed } from "./listed.js";
import { follow, note } from "./note.js";

const PLACES = {
  ".front__begin": front,
  ".log__entry": fresh,
  ".front__latest > p": beyond,
  ".note__opening": note,
  "[data-note]": listed,
};

/** Once in each place that is whole: something comes after it. */
function show() {
  for (const [place, tell] of Object.entries(PLACES))
    for (const one of document.querySelectorAll(`article ${place}:not([data-shown])`))
      if (one.nextSibling) {
        one.dataset.shown = "";
        tell(one);
      }
}

// A page arrives in parts; each that Material puts in its place is there as a whole.
const coming = new MutationObserver(show);
coming.observe(document, { childList: true, subtree: true });
addEventListener("DOMContentLoaded", () => {
  coming.disconnect();
  coming.observe(document.querySelector("[data-md-component=container]").parentNode, { childList: true });
});

addEventListener("scroll", follow, { passive: true });
