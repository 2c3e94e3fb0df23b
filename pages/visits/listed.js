// A note in a list, or in the drawing of their order, which is a link itself: whether it was read.
import { recall } from "./record.js";
import { link, made } from "./words.js";

export function listed(item) {
  const { pathname } = link(item.getAttribute("xlink:href") ?? item.querySelector("a").href, "");
  const known = Object.values(recall().notes).find(({ path }) => path === pathname);
  if (!known) return;
  const text = item.querySelector("p");
  const said = made("span", "read", known.at ? "没读完" : "读过");
  if (item instanceof SVGElement) item.classList.add(known.at ? "path__begun" : "path__read");
  else if (text) text.prepend(said);
  else item.append(said);
}
