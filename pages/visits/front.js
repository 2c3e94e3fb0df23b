// The front page: what came since the last visit, and where one stopped reading.
import { looked, remember } from "./record.js";
import { link, made } from "./words.js";

const COUNTED = { n: "篇新笔记", c: "处更正", u: "处更新", w: "篇撤回" };

/**
 * Of each note, given as its id with names of all that came of it, which begin with a day and end with a kind, what nobody
 * knows who knew `before` of a list that was cut off at a day. What changed in a note that is new itself is no news.
 */
export const news = (notes, { before, floor }) =>
  notes.map(([id, ...names]) => {
    const found = names.filter((name) => name.slice(0, 10) > floor && !before.includes(`${id} ${name}`));
    const published = found.filter((name) => name.endsWith("n"));
    return published.length ? published : found;
  });

export const told = (found) =>
  Object.entries(COUNTED)
    .map(([kind, counted]) => [found.flat().filter((name) => name.endsWith(kind)).length, counted])
    .filter(([amount]) => amount)
    .map((one) => one.join(" "))
    .join("、");

/** The note that was left last. */
export const left = ({ notes }) =>
  Object.values(notes)
    .filter(({ at }) => at)
    .sort((one, other) => other.when - one.when)[0];

const since = (amount) => ["自你上次来：", link("#latest", amount), "。"];

const goOn = ({ path, at, title, heading }) => [
  "接着读《",
  link(`${__md_scope}${path}#${at}`, title),
  `》，上次读到“${heading}”。`,
];

let came;

/** In the place of what those are told who are here for the first time. */
export function front(place) {
  const [[floor], ...notes] = place.dataset.listed.split("|").map((one) => one.split(" "));
  const names = notes.flatMap(([id, ...some]) => some.map((name) => `${id} ${name}`));
  const record = remember((changed) => {
    const known = { floor, ...looked(changed.front, names, changed) };
    came = news(notes, known);
    changed.front = { ...known, floor: [floor, known.floor].sort()[1] };
  });
  const amount = told(came);
  const note = left(record);
  const path = ["按", place.querySelector("a + a"), "再挑一篇。"];
  if (amount || note) place.replaceChildren(...(amount ? since(amount) : []), ...(note ? goOn(note) : path));
}

/** An entry of the list, which has the notes in this order. */
export function fresh(entry) {
  const place = [...entry.parentElement.children].indexOf(entry);
  if (came[place].length) entry.querySelector(".facts").append(made("span", "fresh", "新到"));
}
