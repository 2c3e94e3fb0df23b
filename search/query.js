// From what a reader typed to the places that answer it.
import { IS_WORD, PARTS, clean, fold, forms, merged, namedIn, neighbours } from "./terms.js";
import { plain, runs, touches, words } from "./terms.js";

const LONGEST = 200; // characters of a query that count
const ATOMS = 30; // bits of a mask
const { ASKED, FUNCTION_WORDS, STRUCTURE } = PATTERNS;
const SIGNS = new Map(Object.entries(PATTERNS.SIGNS));
const TOPIC = /(?:^|\s)#(\S+)/g;
const OPERATOR = /[=<>+*/^()\\]/;
const UNIT = /(?<=^\d[\d.]*)[-_']?(?=\p{L}+$)|(?<=^\p{L}{2,})[-_']?(?=\d+$)/u; // between a number and its unit: 24GB
const SHORT = 3; // Han characters of a word that says nothing by its half: 决策 of 决策树
const ENOUGH = 0.6; // share of a query, by what its words tell, that an answer has

const blank = (text) => " ".repeat(text.length);

/** TeX as a reader would say it: \alpha is alpha, \frac is nothing, \sum its sign. */
const spoken = (text) =>
  text
    .replace(/\\([A-Za-z]+)/g, (_, name) => SIGNS.get(name) ?? (name.replace(STRUCTURE, "") ? ` ${name} ` : " "))
    .replace(/(?<=[_^])\{([^{}]*)\}/g, "$1");

/** A text without function words, unless that leaves nothing or single characters apart: 存多少，训多少. */
function telling(text) {
  const content = text.replace(FUNCTION_WORDS, blank);
  const left = runs(content);
  const isTorn = left.length !== 1 && left.every((run) => run.isHan && run.text.length === 1);
  return isTorn ? text : content;
}

/** A query's terms and runs, each with a mask of the atoms that it covers. */
export function parse(typed) {
  const visible = plain(clean(typed).replace(/\p{Cc}/gu, " ")).slice(0, LONGEST);
  const topics = [...visible.matchAll(TOPIC)].map(([, name]) => fold(name));
  const whole = spoken(visible.replace(TOPIC, blank));
  const text = telling(whole);
  const written = runs(text, ASKED).map((run) => ({ ...run, atoms: atomsOf(run) }));
  const terms = written.flatMap((run) => (run.isHan ? pairsOf(run) : wordOf(run, run.to === whole.length)));
  // A number says more with its unit: 4 位.
  terms.push(...neighbours(text).filter((one) => /^\d/.test(one.text)));
  const atoms = written.flatMap((run) => run.atoms).slice(0, ATOMS);
  const masked = (all) => all.map((one) => ({ ...one, mask: maskOf(atoms, [one]) })).filter(({ mask }) => mask);
  return { text, topics, atoms, terms: masked(terms), runs: masked(written) };
}

/** Atoms that spans touch. */
const maskOf = (atoms, spans) =>
  atoms.reduce((mask, atom, i) => mask | (spans.some((one) => touches(one, atom)) << i), 0);

/** What is had or lacked of a run: its Han characters, the parts of a word. */
function atomsOf(run) {
  const [whole, ...parts] = words(run, run.isHan ? /\s*/ : UNIT.test(run.text) ? UNIT : PARTS);
  return parts.length ? parts : [whole];
}

/** Han characters by pairs, a single one alone. */
function pairsOf({ atoms }) {
  const word = atoms.length === SHORT && atoms;
  const pair = (second, i) => ({ text: atoms[i].text + second.text, from: atoms[i].from, to: second.to, word });
  return atoms.length > 1 ? atoms.slice(1).map(pair) : atoms;
}

/** A word in its parts and whole; the last one may not be finished. */
function wordOf(run, typing) {
  const [whole] = words(run);
  const parts = run.atoms;
  if (parts.length === 1) return [{ ...whole, isWord: true, typing }];
  // A lone letter says something only with what is written with it: the W of AdamW.
  const isTelling = (one) => !/^\p{L}$/u.test(one.text) || parts.every((other) => other.text.length === 1);
  const unless = UNIT.test(run.text) && whole.text;
  // One or two letters begin too many words; the whole word may still be longer.
  const isBegun = (one) => typing && one.to === run.to && one.text.length > 2;
  const part = (one) => ({ ...one, isWord: true, isPart: true, unless, typing: isBegun(one) });
  return [...parts.filter(isTelling).map(part), { ...whole, isJoined: true, typing }];
}

const reversed = (word) => [...word].reverse().join("");

/** What two words agree in that differ by one letter put in, left out, changed or swapped with the next. */
function typosOf(word) {
  const cuts = [...word, ""].map((_, i) => [word.slice(0, i), word.slice(i)]);
  const changed = cuts.flatMap(([a, b]) => [`${a}.${b}`, `${a}.?${b.slice(1)}`]);
  const swapped = cuts.slice(0, -2).map(([a, b]) => a + b[1] + b[0] + b.slice(2));
  return new RegExp(`^(?:${[...changed, ...swapped].join("|")})$`);
}

/** Words of the index one typo away: they agree with `word` in the first or in the last half. */
async function corrections(store, word) {
  if (word.length < 5 || !/^\p{L}+$/u.test(word)) return [];
  const half = (word.length - 1) >> 1;
  const first = await store.startingWith(word.slice(0, half));
  const last = await store.startingWith("~" + reversed(word.slice(-half)));
  const known = new Set([...first, ...last.map((one) => reversed(one.slice(1)))]);
  const typos = typosOf(word);
  return [...known].filter((one) => one !== word && typos.test(one));
}

/** The terms of the index that a term of the query stands for. */
async function standsFor(store, { text, isWord, isJoined, typing, unless }) {
  if (unless && (await store.postings(unless))) return [];
  const same = forms(text);
  const known = await Promise.all(same.map((one) => store.postings(one)));
  const found = same.filter((_, i) => known[i]);
  if (!typing && (found.length || !isWord)) return found;
  const started = text.length > 2 ? await store.startingWith(text) : [`${text}*`];
  found.push(...started.filter((one) => !same.includes(one)));
  return found.length || isJoined ? found : corrections(store, text);
}

/** Other names of what the query names, as terms. */
function otherNames(store, { text, atoms }) {
  const folded = fold(text).replaceAll("-", " ");
  // Eta is a letter in a formula, and a star elsewhere.
  const isMeant = ([name]) => name.length > 1 || !IS_WORD.test(name) || OPERATOR.test(text);
  const others = (name, names) => {
    const mask = maskOf(atoms, namedIn(name, folded));
    return names.filter((one) => mask && one !== name).map((one) => ({ mask, text: one, isName: true }));
  };
  return store.core.names.filter(isMeant).flatMap((names) => names.flatMap((name) => others(name, names)));
}

/** What any of these terms of the index says of each place. */
async function saidBy(store, stands) {
  const said = new Float32Array(store.pageOf.length);
  for (const list of await Promise.all(stands.map((text) => store.postings(text)))) {
    let place = 0;
    for (let i = 0; i < list?.length; i += 2) {
      place += list[i];
      said[place] = Math.max(said[place], store.core.frequencies[list[i + 1]]);
    }
  }
  return said;
}

/** What a term says of each place, the pages that it is on, and what it tells that a page has it (BM25's idf). */
async function tally(store, term) {
  // A name is where all of it is.
  const needed = term.isName ? parse(term.text).terms.map(({ text }) => ({ text })) : [term];
  const stands = await Promise.all(needed.map((one) => standsFor(store, one)));
  const all = await Promise.all(stands.map((some) => saidBy(store, some)));
  const said = all.reduce((least, other) => least.map((one, place) => Math.min(one, other[place])));
  const on = new Set();
  said.forEach((one, place) => one && on.add(store.pageOf[place]));
  const weight = Math.log(1 + (store.core.places.length - on.size + 0.5) / (on.size + 0.5));
  return { term, stands: stands.flat(), said, on, weight };
}

/** Atoms that terms cover. */
const covered = (tallies) => tallies.reduce((all, { term }) => all | term.mask, 0);

/** BM25F: how well the head of a page and each of its sections answer. */
function judge(page, { begins, core }, known) {
  const from = begins[page];
  const scores = Array(core.places[page]).fill(0);
  const hit = { page, from, scores, own: 0, named: 0 };
  for (const { said, term, weight, on } of known) {
    // Another name counts for what the query's own words have not said.
    if (!on.has(page) || (term.isName && (term.mask & ~(hit.own | hit.named)) === 0)) continue;
    hit[term.isName ? "named" : "own"] |= term.mask;
    scores.forEach((_, i) => {
      const frequency = said[from] + (i && said[from + i]); // what the head says goes for all
      scores[i] += (weight * frequency) / (core.k1 + frequency);
    });
  }
  return { ...hit, score: Math.max(...scores) };
}

/** Of the query's own terms those that a page has not, nor by another name or in parts; all of a short word. */
function lackingOf(own, { page, own: said, named }) {
  const isLacking = ({ on, term }) => !on.has(page) && term.mask & ~(term.isJoined ? said | named : named);
  const lacks = own.filter(isLacking);
  const torn = lacks.map(({ term }) => term.word).filter(Boolean);
  return own.filter((one) => lacks.includes(one) || torn.includes(one.term.word));
}

/** The pages that have something of a query, those that answer it before all others; with the tallies that say why. */
export async function find(store, query) {
  const terms = [...query.terms, ...otherNames(store, query)];
  const tallies = await Promise.all(terms.map((term) => tally(store, term)));
  const known = tallies.filter((one) => one.on.size);
  const own = tallies.filter(({ on, term }) => !term.isName && (on.size || !term.unless));
  // A word that stands somewhere whole says no more for having parts.
  const wholes = covered(own.filter(({ on, term }) => term.isJoined && on.size));
  const isCounted = ({ term }) => term.isJoined || !(term.mask & wholes);
  const told = (list) => list.filter(isCounted).reduce((sum, one) => sum + one.weight, 0);
  const judged = (page) => {
    const hit = judge(page, store, known);
    const lacks = lackingOf(own, hit);
    return { ...hit, lacks, isAnswer: told(lacks) <= (1 - ENOUGH) * told(own) };
  };
  const pages = new Set(known.flatMap(({ on }) => [...on]));
  const found = [...pages].map(judged);
  found.sort((a, b) => b.isAnswer - a.isAnswer || b.score - a.score || a.page - b.page);
  const isIn = (topic) => !query.topics.length || query.topics.includes(fold(topic).replace(/\s/g, ""));
  const hits = found.filter(({ page }) => isIn(store.core.topics[page]));
  const answers = hits.filter((hit) => hit.isAnswer).length;
  const all = answers ? found.filter((hit) => hit.isAnswer) : found;
  return { query, hits, all, answers, tallies: known, own, best: hits[0] ?? { lacks: own } };
}

/** Of a query what no page has, and what the best one has. */
export function missing({ query: { text, atoms, runs: written }, own: all, best: { lacks, own, named } }) {
  const [lacked, has] = [covered(lacks), own | named];
  const isLong = ({ from, to }) => to - from > 1;
  const isNowhere = (span) => {
    const [first, ...others] = all.filter(({ term }) => !(term.mask & ~maskOf(atoms, [span])));
    return [...first.on].every((page) => others.some(({ on }) => !on.has(page)));
  };
  // A word that is not of Han characters is had whole or not at all.
  const within = (run, mask) =>
    run.isHan ? merged(atoms.filter((_, i) => mask & (1 << i))) : mask === run.mask ? [run] : [];
  const lacking = (run) => {
    const parts = within(run, run.mask & ~has).filter(isLong);
    return run.mask & lacked ? (parts.length ? parts : [run]).filter(isNowhere) : [];
  };
  const had = (run) => within(run, run.mask & has).filter((span) => isLong(span) || !(run.mask & lacked));
  const texts = (told) => [...new Set(written.flatMap(told).map(({ from, to }) => text.slice(from, to)))];
  const not = texts(lacking);
  return { not, has: texts(had).filter((one) => !not.includes(one)) };
}
