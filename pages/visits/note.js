// A note: what changed after it was read, where one stopped, and how far it is read now.
import { looked, remember, tried } from "./record.js";
import { link, made } from "./words.js";

// Milliseconds without scrolling, in which somebody reads.
const STAYED = 2000;

/** Of changes those that nobody knows who knew `before`. */
export const unknown = (changes, before) => changes.filter(({ name }) => !before.includes(name));

/** Of two places the one that comes later in a note that has these. */
export const further = (places, one, other) => (places.indexOf(one) > places.indexOf(other) ? one : other);

const change = ({ what, at }) => [
  made("span", "since__what", what),
  at ? link(`#${at}`, "看这一处") : link("#changes", "看改动"),
];

/** The newest, whose words the page has here, and the way to all others. */
const all = (news) => {
  const said = news.filter(({ what }) => what);
  const others = news.length - said.length;
  return [...said.flatMap(change), ...(others ? [link("#changes", `另有 ${others} 处`)] : [])];
};

/** What a place is called in the contents, which stand before the note. */
function called(at) {
  const { hash } = link(`#${at}`, "");
  const found = [...document.querySelectorAll(".md-nav--secondary a")].find((one) => one.hash === hash);
  return found?.textContent.trim() ?? "";
}

function tell(head, known, changes) {
  const news = unknown(changes, known.before);
  const heading = known.at && called(known.at);
  if (news.length) head.append(made("p", "since", made("span", "since__said", "你读过之后改了："), ...all(news)));
  if (heading) head.append(made("p", "since", `上次读到“${heading}”，`, link(`#${known.at}`, "接着读"), "。"));
}

/** Whether one stands at a source or in the list of changes because a link led there: nothing before it was read. */
// Where a page was swapped in, nothing is :target.
function isLed() {
  const there = tried(() => document.getElementById(decodeURIComponent(location.hash.slice(1))));
  return there?.closest(".footnote, .note__end") && Math.abs(there.getBoundingClientRect().top) < innerHeight;
}

const itself = (head) => JSON.parse(head.dataset.itself);

/** The last place that has come up to the middle of the screen; the end of a note is one without an id. */
function keep(head) {
  const stops = [...document.querySelectorAll("article > :is(h2, h3)[id], .note__end")];
  const passed = stops.filter((one) => one.getBoundingClientRect().top < innerHeight / 2).at(-1);
  if (!passed || isLed()) return;
  const { id, changes } = itself(head);
  const places = stops.map((one) => one.id);
  const names = changes.map(({ name }) => name);
  remember(({ notes, ...visit }) => {
    const at = further(places, notes[id]?.at, passed.id);
    const title = head.querySelector("h1").textContent;
    notes[id] = { ...looked(notes[id], names, visit), title, path: location.pathname, at, heading: called(at) };
  });
}

let waiting;

/** Where a note is on the page, how far it is read is seen when nobody has scrolled for a while. */
export function follow() {
  clearTimeout(waiting);
  waiting = setTimeout(() => document.querySelectorAll(".note__opening").forEach(keep), STAYED);
}

export function note(head) {
  const { id, changes } = itself(head);
  const record = remember();
  const known = record.notes[id];
  if (known) tell(head, looked(known, [], record), changes);
}
