// The worker of the theme's search, with a protocol that has PREPARE besides.
import { find, missing, parse } from "./query.js";
import { sentences } from "./sentences.js";
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
  if (type === PREPARE && store.newest) await store.opened();
  if (type === QUERY) await answer(data);
});

/** Tell what answers a text, unless another is asked for meanwhile. */
async function answer(typed) {
  const number = ++asked;
  for await (const found of answering(typed)) {
    if (number !== asked) return;
    const data = { ...found, typed };
    if (found) postMessage({ type: RESULT, data: { ...data, sentences: sentences(data) } });
  }
}

/** What answers a text, as soon as some of it is known; null where a reader who types on needs no more. */
async function* answering(typed) {
  let found = { items: [], total: 0 };
  try {
    do {
      store.trouble = false;
      if (typed.trim() && (await store.opened())) found = yield* look(typed);
    } while (store.trouble && (await store.renewed()));
  } catch (error) {
    // A file that is whole and yet not what it should be is told like one that is not there.
    console.warn("search:", error.message);
    store.trouble = true;
    store.files.clear();
  }
  yield { ...found, trouble: store.trouble, done: true };
}

/** What answers a query or, if nothing does, what sounds like it: the best page, then all. */
async function* look(typed) {
  const own = await find(store, parse(store.mainland(typed)));
  const other = await meant(store, own);
  const instead = other !== null && !own.answers;
  const found = instead ? await find(store, parse(other.text)) : own;
  const told = { meant: other, instead };
  yield null;
  const others = found.hits.slice(FIRST, SHOWN).map(({ page }) => store.nameOf("pages", page));
  if (!others.every((name) => store.files.has(name))) {
    yield { ...told, ...(await read(found, FIRST)), done: false };
    await new Promise((resume) => setTimeout(resume, PAUSE));
    yield null;
  }
  return { ...told, ...(await read(found, SHOWN)) };
}

/** The best pages of what was found, as the box lists them. */
async function read(found, most) {
  const hits = found.hits.slice(0, most);
  const pages = await Promise.all(hits.map(({ page }) => store.part("pages", page)));
  const pattern = literal(found.query, store.core.names);
  const answers = hits.flatMap((hit, i) => (pages[i] ? lift(pages[i], hit, found, pattern) : []));
  answers.sort((a, b) => b.score - a.score);
  return {
    items: answers.map((hit, i) => listed(hit, found, i)),
    total: found.hits.length,
    answers: found.answers,
    missing: found.answers ? null : missing(found),
    topics: topics(found),
    suggest: completion(found, answers),
  };
}

/** Topics of what was found, and of how many pages each. */
function topics({ all }) {
  const names = all.map(({ page }) => store.core.topics[page]).filter(Boolean);
  return [...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]);
}

/** How the word that is being typed may go on: a name of the terms or pages, or a word of the index. */
function completion({ query, tallies }, answers) {
  const last = query.text.match(/[^\s-]*$/)[0];
  const words = tallies.find(({ term }) => term.typing)?.stands ?? [];
  const names = [...answers.flatMap(({ content }) => content.aliases), ...store.core.names.flat(), ...words];
  const isLonger = (one) => one.length > last.length && !one.endsWith("*") && fold(one).startsWith(fold(last));
  const longer = last.length > 1 && names.find(isLonger);
  return longer ? [last + longer.slice(last.length)] : [];
}
