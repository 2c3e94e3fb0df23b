// The theme's search protocol: it sends SETUP and QUERY, and expects READY and RESULT.
import { find, parse } from "./query.js";
import { FULL, SECTIONS, judged, listed } from "./results.js";
import { Store } from "./store.js";

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const FIRST = 2; // pages read before anything is shown
const SHOWN = 10;
const NEAR = 3; // pages to mention when none answers
const PAUSE = 100; // ms before the others are asked for: who types on does not need them
const store = new Store(self.location.href.replace(/[^/]*$/, ""));
let core;
let asked = 0;

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    core = data.config.core;
    postMessage({ type: READY });
  } else if (type === QUERY) await answer(data);
});

async function answer(typed) {
  const number = ++asked;
  const isWanted = () => number === asked;
  let found = { items: [], total: 0, empty: !typed.trim() };
  const say = (more) => {
    found = more;
    if (isWanted()) postMessage({ type: RESULT, data: { ...found, typed } });
  };
  const query = parse(typed);
  store.trouble = false;
  try {
    if (query.atoms.length) {
      if (store.core || (await store.open(core))) found = await look(query, say, isWanted);
      // After a new deployment the files that this page knows are gone.
      if (store.trouble && isWanted() && (await store.reopen())) {
        store.trouble = false;
        found = await look(query, say, isWanted);
      }
    }
  } catch (error) {
    // A file that is whole and yet not what it should be is told like one that is not there.
    console.warn("search:", error.message);
    store.trouble = true;
    store.files.clear();
  }
  say({ ...found, trouble: store.trouble, done: true });
}

/** What answers a query; the best of it is said at once. */
async function look(query, say, isWanted) {
  const found = await find(store, query);
  const total = found.hits.length;
  const shown = found.hits.slice(0, SHOWN);
  const read = async (hits) => {
    const pages = await Promise.all(hits.map((hit) => isWanted() && store.page(hit.page)));
    return pages.flatMap((page, i) => (page ? [judged(page, hits[i], query, found)] : []));
  };
  const list = (answers) =>
    answers
      .sort((a, b) => b.score - a.score)
      .map((one, place) => listed(one, found.tallies, place < FULL ? SECTIONS : 1));
  const suggest = completion(query, found);
  const first = await read(shown.slice(0, FIRST));
  if (!shown.every((hit) => store.has(hit.page))) {
    say({ items: list([...first]), total, suggest, done: false });
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
  const rest = await read(shown.slice(FIRST));
  const near = total ? [] : await Promise.all(found.near.slice(0, NEAR).map((hit) => store.page(hit.page)));
  return {
    items: list([...first, ...rest]),
    total,
    suggest,
    near: near.filter(Boolean).map(({ url, title }) => ({ url, title })),
  };
}

/** How the theme may complete the word that is being typed. */
function completion(query, found) {
  const tally = found.tallies.find((one) => one.term.typing && !one.term.exact);
  const longer = tally?.stands.find(
    (one) => !one.endsWith("*") && one.startsWith(tally.term.text) && one !== tally.term.text,
  );
  if (!longer) return [];
  const typed = query.text.match(/[^\s-]*$/)[0];
  return [typed + longer.slice(tally.term.text.length)];
}
