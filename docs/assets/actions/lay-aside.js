// On a wide screen: what a source is, beside the place that cites it first. For the eye alone: all others have the list
// at the end. Nothing moves, since it stands where nothing was.
const WIDE = matchMedia("(min-width: 93.75em)");
const GAP = 10;
const FAR = 300; // pixels that a note may stand below its place; the card tells one that would be further away

let laid;
/** Notes by the marks that they belong to. */
let notes = new Map();

function noteOf(mark) {
  const note = document.createElement("div");
  const source = sourceOf(mark);
  for (const one of source.querySelectorAll(".cited-in")) one.remove();
  for (const link of source.querySelectorAll("a")) link.tabIndex = -1;
  source.firstElementChild.insertAdjacentHTML("afterbegin", `<span class="aside__number">${mark.textContent}</span> `);
  note.append(...source.childNodes);
  return note;
}

function place() {
  if (!laid?.isConnected) return;
  const box = (element) => element.getBoundingClientRect();
  const { top: start, bottom: end, right: edge } = box(laid.parentElement);
  const boxes = [...laid.parentElement.querySelectorAll(".live-figure, figcaption, .table")].map(box);
  const beside = boxes.filter(({ right }) => right > edge + 1);
  let free = start;
  const places = [...notes].map(([mark, note]) => {
    const { top, height } = box(mark);
    const { height: own } = box(note);
    let at = Math.max(top, free);
    for (const one of beside) if (at < one.bottom + GAP && at + own > one.top - GAP) at = one.bottom + GAP;
    const shown = WIDE.matches && height && at - top < FAR && at + own < end;
    if (shown) free = at + own + GAP;
    return [mark, note, shown, at - start];
  });
  for (const [mark, note, shown, at] of places) {
    note.style.top = `${at}px`;
    note.style.visibility = shown ? "" : "hidden";
    mark.toggleAttribute("data-aside", shown);
  }
}

const looks = new ResizeObserver(place);

function lay() {
  looks.disconnect();
  laid?.remove();
  const article = document.querySelector("article");
  const marks = [...article.querySelectorAll(".footnote-ref")].filter(({ parentElement }) =>
    parentElement.id.startsWith("fnref:"),
  );
  if (!marks.length) return;
  notes = new Map(marks.map((mark) => [mark, noteOf(mark)]));
  laid = document.createElement("div");
  laid.className = "aside";
  laid.ariaHidden = "true";
  laid.append(...notes.values());
  article.append(laid);
  place(); // before anything is drawn
  looks.observe(article);
}

/** Pointing at a mark shows which note is meant. */
function mean({ target }) {
  for (const note of laid?.querySelectorAll(".aside__meant") ?? []) note.classList.remove("aside__meant");
  notes.get(target.closest?.(".footnote-ref"))?.classList.add("aside__meant");
}

addEventListener("pointerover", mean);
addEventListener("focusin", mean);
document$.subscribe(lay);
WIDE.addEventListener("change", place);
