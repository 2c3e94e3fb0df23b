// The worker of the theme's search, with a protocol that has PREPARE besides.
import { find, missing, parse } from "./query.js";
import { lift, listed, literal } from "./results.js";
import { meant } from "./sound.js";
import { Store } from "./store.js";
import { fold } from "./terms.js";

const [SETUP, READY, QUERY, RESULT, PREPARE] = [0, 1, 2, 3, 4];
const FIRST = 1; // pages read before anything is shown
const SHOWN = 10;
const PAUSE = 100; // ms before the others are asked for: who types on does not need them
const store = new Store(self.location.href.replace(/[^/]*$/, ""));
let asked = 0;

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    store.newest = data.config.core;
    postMessage({ type: READY });
  }
  if (type === PREPARE) await store.opened();
  if (type === QUERY) await answer(data);
});

/** Tell what answers a text, unless another is asked for meanwhile. */
async function answer(typed) {
  const number = ++asked;
  for await (const found of answering(typed)) {
    if (number !== asked) return;
    if (found) postMessage({ type: RESULT, data: { ...found, typed } });
  }
}

/** What answers a text, as soon as some of it is known; null where a reader who types on needs no more. */
async function* answering(typed) {
  let found = { items: [], total: 0, empty: !typed.trim() };
  store.trouble = false;
  try {
    do {
      if (!found.empty && (await store.opened())) found = yield* look(typed);
    } while (store.trouble && (await store.reopen()));
  } catch (error) {
    // A file that is whole and yet not what it should be is told like one that is not there.
    console.warn("search:", error.message);
    store.trouble = true;
    store.files.clear();
  }
  yield { ...found, trouble: store.trouble, done: true };
}

/** What answers a query or, if nothing does, what sounds like it. */
async function* look(typed) {
  const query = parse(store.mainland(typed));
  if (!query.atoms.length) return { items: [], total: 0 };
  const found = await find(store, query);
  const isUnknown = found.own.some(({ on, term }) => term.isWord && !on.size);
  const other = !found.answers || isUnknown ? await meant(store, query, found) : null;
  const instead = other && !found.answers ? parse(other.text) : null;
  const told = { meant: other, instead: instead !== null };
  return yield* show(instead ?? query, instead ? await find(store, instead) : found, told);
}

/** The pages that answer: the best of them, then all. */
async function* show(query, found, told) {
  const hits = found.hits.slice(0, SHOWN);
  const pattern = literal(query, store.core.names);
  const most = hits[0]?.score;
  const read = async (some) => {
    const pages = await Promise.all(some.map((hit) => store.part("pages", hit.page)));
    some.forEach((hit, i) => pages[i] && Object.assign(hit, lift(pages[i], hit, query, pattern, most)));
    const answers = hits.filter((hit) => hit.content).sort((a, b) => b.score - a.score);
    return {
      ...told,
      items: answers.map((hit, i) => listed(hit, query, found.tallies, i)),
      total: found.hits.length,
      answers: found.answers,
      missing: found.answers ? null : missing(query, found.best),
      topics: topics(found),
      suggest: completion(query, found, answers),
    };
  };
  yield null;
  const first = await read(hits.slice(0, FIRST));
  if (hits.some((hit, i) => i >= FIRST && !store.files.has(store.nameOf("pages", hit.page)))) {
    yield { ...first, done: false };
    await new Promise((resume) => setTimeout(resume, PAUSE));
    yield null;
  }
  return read(hits.slice(FIRST));
}

/** Topics of what was found, and of how many pages each. */
function topics({ all }) {
  const found = Map.groupBy(all, ({ page }) => store.core.topics[page]);
  return [...found].map(([name, { length }]) => [name, length]).filter(([name]) => name);
}

/** How the word that is being typed may go on: a name of the terms or pages, or a word of the index. */
function completion({ text }, { tallies }, answers) {
  const last = text.match(/[^\s-]*$/)[0];
  const words = tallies.find(({ term }) => term.typing)?.stands ?? [];
  const names = [...answers.flatMap(({ content }) => content.aliases), ...store.core.names.flat(), ...words];
  const isLonger = (one) => one.length > last.length && !one.endsWith("*") && fold(one).startsWith(fold(last));
  const longer = last.length > 1 && names.find(isLonger);
  return longer ? [last + longer.slice(last.length)] : [];
}
