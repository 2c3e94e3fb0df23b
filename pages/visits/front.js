// The front page: what came since the last visit, and where one stopped reading. COUNTED comes from `counted()`.
import { looked, remember } from "./record.js";
import { link, made } from "./words.js";

/**
 * Of each note, given as its id with names of all that came of it, which begin with a day and the sign of a kind, what
 * nobody knows who knew `before` of a list that was cut off at a day. What changed in a note that is new itself is no news.
 */
export const news = (notes, { before, floor }) =>
  notes.map(([id, ...names]) => {
    const found = names.filter((name) => name.slice(0, 6) > floor && !before.includes(`${id} ${name}`));
    const published = found.filter((name) => name.endsWith("n"));
    return published.length ? published : found;
  });

export const told = (found) =>
  Object.entries(COUNTED)
    .map(([kind, counted]) => [found.flat().filter((name) => name[6] === kind).length, counted])
    .filter(([amount]) => amount)
    .map((one) => one.join(" "))
    .join("、");

/** The note that was left last, of those that were not taken back. */
export const left = ({ notes }, gone) =>
  Object.entries(notes)
    .filter(([id, { at }]) => at && !gone.includes(id))
    .sort(([, one], [, other]) => other.when - one.when)[0]?.[1];

const since = (amount) => [`自你上次来：${least}`, link("#latest", amount), "。"];

const goOn = ({ path, at, title, heading }) => [
  "接着读《",
  link(`${path}#${at}`, title),
  `》，上次读到“${heading}”，或者`,
];

let came = [];
// Said before a number where the list may lack some.
let least = "";

/** In the place of what those are told who are here for the first time. */
export function front(place) {
  const [[floor, ...gone], ...notes] = place.dataset.listed.split("|").map((one) => one.split(" "));
  const names = notes.flatMap(([id, ...some]) => some.map((name) => `${id} ${name}`));
  const record = remember((changed) => {
    const known = { floor, ...looked(changed.front, names, changed) };
    came = news(notes, known);
    // All that is listed is news.
    least = floor > known.floor && !names.some((one) => known.before.includes(one)) ? "至少 " : "";
    changed.front = { ...known, floor: [floor, known.floor].sort()[1] };
  });
  const amount = told(came);
  const note = left(record, gone);
  if (amount || note) place.firstChild.replaceWith(...(amount ? since(amount) : []), ...(note ? goOn(note) : []));
}

/** An entry of the list, which has the notes in this order. */
export function fresh(entry) {
  const place = [...entry.parentElement.children].indexOf(entry);
  if (came[place]?.length) entry.querySelector(".facts").append(made("span", "fresh", "新到"));
}

/** Below the list: of how many notes it does not show what came. */
export function beyond(said) {
  const others = came.slice(said.previousElementSibling.children.length).filter(({ length }) => length);
  if (others.length) said.prepend(`新到的不止这些，${least.trim()}还有 ${others.length} 篇有新内容。`);
}
