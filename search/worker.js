// The worker of the theme's search, with a protocol that has PREPARE besides.
import { find, missing, parse } from "./query.js";
import { lift, listed, literal } from "./results.js";
import { meant } from "./sound.js";
import { Store } from "./store.js";
import { fold } from "./terms.js";

const [SETUP, READY, QUERY, RESULT, PREPARE] = [0, 1, 2, 3, 4];
const FIRST = 2; // pages read before anything is shown
const SHOWN = 10;
const PAUSE = 100; // ms before the others are asked for: who types on does not need them
const store = new Store(self.location.href.replace(/[^/]*$/, ""));
let asked = 0;
let opening = null;

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY });
  if (type === QUERY) await answer(data);
  if (type === PREPARE) await opened();
});

/** Whether the core is there: asked for once, and again after it has failed. */
const opened = async () => store.core || (opening ??= store.open().finally(() => (opening = null)));

async function answer(typed) {
  const number = ++asked;
  const isWanted = () => number === asked;
  let found = { items: [], total: 0, empty: !typed.trim() };
  const say = (more) => {
    found = more;
    if (isWanted()) postMessage({ type: RESULT, data: { ...found, typed } });
  };
  store.trouble = false;
  try {
    if (!found.empty && (await opened())) found = await look(typed, say, isWanted);
    // After a new deployment the files that this page knows are gone.
    if (store.trouble && isWanted() && store.core && (await store.open({ cache: "no-cache" }))) {
      store.trouble = false;
      found = await look(typed, say, isWanted);
    }
  } catch (error) {
    // A file that is whole and yet not what it should be is told like one that is not there.
    console.warn("search:", error.message);
    store.trouble = true;
    store.files.clear();
  }
  say({ ...found, trouble: store.trouble, done: true });
}

/** What answers a query or, if nothing does, what sounds like it; the best of it is said at once. */
async function look(typed, say, isWanted) {
  const query = parse(store.mainland(typed));
  if (!query.atoms.length) return { items: [], total: 0 };
  const found = await find(store, query);
  const isUnknown = found.own.some(({ on, term }) => term.isWord && !on.size);
  const other = !found.answers || isUnknown ? await meant(store, query, found) : null;
  const instead = other && !found.answers ? parse(other.text) : null;
  const told = { meant: other, instead: instead !== null };
  return show(instead ?? query, instead ? await find(store, instead) : found, told, say, isWanted);
}

async function show(query, found, told, say, isWanted) {
  const hits = found.hits.slice(0, SHOWN);
  const pattern = literal(query, store.core.names);
  const most = hits[0]?.score;
  const read = async (some) => {
    const pages = await Promise.all(some.map((hit) => isWanted() && store.part("pages", hit.page)));
    some.forEach(
      (hit, i) => pages[i] && Object.assign(hit, { text: pages[i] }, lift(pages[i], hit, query, pattern, most)),
    );
    const answers = hits.filter((hit) => hit.text).sort((a, b) => b.score - a.score);
    return {
      ...told,
      items: answers.map((hit, i) => listed(hit.text, hit, query, found.tallies, i)),
      total: found.hits.length,
      answers: found.answers,
      missing: found.answers ? null : missing(query, found),
      topics: topics(found),
      suggest: completion(query, found, answers),
    };
  };
  const isAllThere = hits.every((hit, i) => i < FIRST || store.has(hit.page));
  const first = await read(hits.slice(0, FIRST));
  if (!isAllThere) {
    say({ ...first, done: false });
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
  return read(hits.slice(FIRST));
}

/** Topics of what was found, and of how many pages each. */
function topics({ all }) {
  const counts = {};
  for (const name of all.map(({ page }) => store.core.topics[page])) counts[name] = (counts[name] ?? 0) + 1;
  return Object.entries(counts).filter(([name]) => name);
}

/** How the word that is being typed may go on: a name of the terms or pages, or a word of the index. */
function completion({ text }, { tallies }, answers) {
  const last = text.match(/[^\s-]*$/)[0];
  const names = [...answers.flatMap((hit) => hit.text.aliases), ...store.core.names.flat()];
  const words = tallies.find(({ term }) => term.typing && !term.exact)?.stands ?? [];
  const isLonger = (one) => one.length > last.length && !one.endsWith("*") && fold(one).startsWith(fold(last));
  const longer = last.length > 1 && [...names, ...words].find(isLonger);
  return longer ? [last + longer.slice(last.length)] : [];
}
