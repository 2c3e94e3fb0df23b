// Of the theme's search protocol the box answers SETUP; QUERY and RESULT come and go here.
import { find, missing, parse } from "./query.js";
import { lift, listed, literal } from "./results.js";
import { meant } from "./sound.js";
import { Store } from "./store.js";
import { fold } from "./terms.js";

const [QUERY, RESULT, PREPARE] = [2, 3, 4];
const FIRST = 2; // pages read before anything is shown
const SHOWN = 10;
const PAUSE = 100; // ms before the others are asked for: who types on does not need them
const store = new Store(self.location.href.replace(/[^/]*$/, ""));
let asked = 0;
let opening = null;

addEventListener("message", async ({ data: { type, data } }) => {
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
    if (!found.empty && (await opened())) {
      found = await look(typed, say, isWanted);
      // After a new deployment the files that this page knows are gone.
      if (store.trouble && isWanted() && (await store.open({ cache: "no-cache" }))) {
        store.trouble = false;
        found = await look(typed, say, isWanted);
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

/** What answers a query or, if nothing does, what sounds like it; the best of it is said at once. */
async function look(typed, say, isWanted) {
  const query = parse(store.mainland(typed));
  if (!query.atoms.length) return { items: [], total: 0 };
  const found = await find(store, query);
  const isUnknown = found.own.some((one) => one.term.isWord && !one.pages);
  const other = !found.answers || isUnknown ? await meant(store, query, found) : null;
  if (!other || found.answers) return show(query, found, { meant: other, instead: false }, say, isWanted);
  const instead = parse(other.text);
  return show(instead, await find(store, instead), { meant: other, instead: true }, say, isWanted);
}

async function show(query, found, told, say, isWanted) {
  const shown = found.hits.slice(0, SHOWN);
  const pattern = literal(query, store.core.names);
  const most = shown[0]?.score;
  const answers = [];
  const read = async (hits) => {
    const pages = await Promise.all(hits.map((hit) => isWanted() && store.page(hit.page)));
    pages.forEach(
      (page, i) => page && answers.push({ page, hit: hits[i] }) && lift(page, hits[i], query, pattern, most),
    );
    answers.sort((a, b) => b.hit.score - a.hit.score);
  };
  const state = () => ({
    ...told,
    items: answers.map(({ page, hit }, i) => listed(page, hit, query, found.tallies, i)),
    total: found.hits.length,
    answers: found.answers,
    missing: found.answers ? null : missing(query, found),
    topics: topics(found),
    suggest: completion(query, found, answers),
  });
  await read(shown.slice(0, FIRST));
  if (!shown.every((hit) => store.has(hit.page))) {
    say({ ...state(), done: false });
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
  await read(shown.slice(FIRST));
  return state();
}

/** Topics of what was found, and of how many pages each. */
function topics({ all }) {
  const counts = new Map();
  for (const { page } of all) {
    const name = store.topicOf(page);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts];
}

/** How the word that is being typed may go on: a name of the terms or pages, or a word of the index. */
function completion({ text }, { tallies }, answers) {
  const last = fold(text.match(/[^\s-]*$/)[0]);
  if (last.length < 2) return [];
  const names = [...answers.flatMap(({ page }) => page.aliases), ...store.core.names.flat()];
  const words = tallies.find((one) => one.term.typing && !one.term.exact)?.stands ?? [];
  const longer = [...names, ...words].find(
    (one) => fold(one).startsWith(last) && !one.endsWith("*") && one.length > last.length,
  );
  return longer ? [text.match(/[^\s-]*$/)[0] + longer.slice(last.length)] : [];
}
