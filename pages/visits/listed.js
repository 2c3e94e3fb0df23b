// A note in a list, or in the drawing of their order: whether it was read.
import { recall } from "./record.js";
import { made } from "./words.js";

export function listed(item) {
  const known = recall().notes[item.dataset.note];
  if (!known) return;
  const text = item.querySelector("p");
  const said = made("span", "read", known.at ? "没读完" : "读过");
  if (item instanceof SVGElement) item.classList.add(known.at ? "path__begun" : "path__read");
  else if (text) text.prepend(said);
  else item.append(said);
}
