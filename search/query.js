// From what a reader typed to the places that answer it.
import { IS_WORD, clean, fold, merged, namedIn, neighbours, plain, runs, touches, words, forms } from "./terms.js";

const LONGEST = 200; // characters of a query that count
const ATOMS = 30; // bits of a mask
const MOST_PARTS = 8; // of a word
const { ASKED, FUNCTION_WORDS, SIGNS, STRUCTURE } = PATTERNS;
const TOPIC = /(?:^|\s)#(\S+)/g;
const OPERATOR = /[=<>+*/^()\\]/;
const APART = /^(\d[\d.]*)(\p{L}+)$|^(\p{L}{2,})(\d+)$/u; // a number and its unit: 24GB, 24 GB
const SHORT = 3; // Han characters of a word that says nothing by its half: 决策 of 决策树
const ENOUGH = 0.6; // share of a query, by what its words tell, that an answer has

const bits = (count) => (1 << count) - 1;
const blank = (text) => " ".repeat(text.length);

/** TeX as a reader would say it: \alpha is alpha, \frac is nothing, \sum its sign. */
const spoken = (text) =>
  text
    .replace(/\\([A-Za-z]+)/g, (_, name) => SIGNS[name] ?? (name.replace(STRUCTURE, "") ? ` ${name} ` : " "))
    .replace(/(?<=[_^])\{([^{}]*)\}/g, "$1");

/** A text without function words, unless that leaves nothing or single characters apart: 存多少，训多少. */
function telling(text) {
  const content = text.replace(FUNCTION_WORDS, blank);
  const left = runs(content);
  const isTorn = left.length !== 1 && left.every((run) => run.isHan && run.text.length === 1);
  return isTorn ? text : content;
}

/** A query's atoms (Han characters and parts of words); its terms and what is written together, as bit masks of atoms. */
export function parse(typed) {
  const visible = plain(clean(typed).replace(/\p{Cc}/gu, " ")).slice(0, LONGEST);
  const topics = [...visible.matchAll(TOPIC)].map(([, name]) => fold(name));
  const whole = spoken(visible.replace(TOPIC, blank));
  const query = { text: telling(whole), topics, atoms: [], terms: [], groups: [] };
  for (const run of runs(query.text, ASKED)) {
    const start = query.atoms.length;
    if (start > ATOMS - MOST_PARTS) break;
    const { atoms, terms } = run.isHan ? hanOf(run, ATOMS - start) : wordOf(run, run.to === whole.length);
    query.atoms.push(...atoms);
    query.terms.push(...terms.map((term) => ({ ...term, mask: term.mask << start, word: term.word << start })));
    query.groups.push(bits(atoms.length) << start);
  }
  // A number says more with its unit: 4 位.
  const united = neighbours(query.text).filter(({ text }) => /^\d/.test(text));
  query.terms.push(...united.map((one) => ({ text: one.text, mask: maskOf(query.atoms, [one]) })));
  return query;
}

/** Characters by pairs, of a long run as many as there is room for. */
function hanOf({ text, from }, room) {
  const chars = [...text.slice(0, room).matchAll(/\S/g)];
  const atoms = chars.map(({ index }) => ({ from: from + index, to: from + index + 1 }));
  const word = chars.length === SHORT ? bits(SHORT) : 0;
  const pairs = chars.slice(1).map(([char], i) => ({ text: fold(chars[i] + char), mask: 3 << i, word }));
  return { atoms, terms: pairs.length ? pairs : [{ text, mask: 1 }] };
}

/** A word whole and in its parts; the last one may not be finished. */
function wordOf(run, typing) {
  const [{ text: whole }, ...parts] = words(run);
  const apart = APART.exec(whole)?.slice(1).filter(Boolean);
  const pieces = (apart ?? parts.map(({ text }) => text)).slice(0, MOST_PARTS);
  if (!pieces.length) return { atoms: [run], terms: [{ isWord: true, text: whole, mask: 1, typing }] };
  // A lone letter says something only with what is written with it: the W of AdamW.
  const isTelling = ({ text }) => !/^\p{L}$/u.test(text) || pieces.every((one) => one.length === 1);
  const part = { isWord: true, isPart: true, unless: apart && whole };
  // One or two letters begin too many words; the whole word may still be longer.
  const isBegun = (text, i) => typing && i === pieces.length - 1 && text.length > 2;
  const terms = pieces.map((text, i) => ({ ...part, text, mask: 1 << i, typing: isBegun(text, i) })).filter(isTelling);
  const joined = { isWord: true, isJoined: true, text: whole, mask: bits(pieces.length), typing, exact: !typing };
  return { atoms: pieces.map(() => run), terms: [...terms, joined] };
}

/** Atoms that spans touch. */
export const maskOf = (atoms, spans) =>
  atoms.reduce((mask, atom, i) => mask | (spans.some((one) => touches(one, atom)) << i), 0);

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
async function standsFor(store, { text, isWord, isJoined, exact, typing, unless }) {
  if (unless && (await store.postings(unless))) return [];
  const same = forms(text);
  const known = await Promise.all(same.map((one) => store.postings(one)));
  const found = same.filter((_, i) => known[i]);
  if (!isWord || exact) return found;
  if (typing || !found.length) {
    const started = text.length > 2 ? await store.startingWith(text) : [`${text}*`];
    found.push(...started.filter((one) => !same.includes(one)));
  }
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
  const needed = term.isName ? parse(term.text).terms.map((one) => ({ ...one, exact: true })) : [term];
  const stands = await Promise.all(needed.map((one) => standsFor(store, one)));
  const all = await Promise.all(stands.map((some) => saidBy(store, some)));
  const said = all.reduce((least, other) => least.map((one, place) => Math.min(one, other[place])));
  const on = new Set();
  said.forEach((one, place) => one && on.add(store.pageOf[place]));
  const weight = Math.log(1 + (store.core.places.length - on.size + 0.5) / (on.size + 0.5));
  return { term, stands: stands.flat(), said, on, weight };
}

/** Atoms that terms cover. */
export const covered = (tallies) => tallies.reduce((all, { term }) => all | term.mask, 0);

/** BM25F: how well the head of a page and each of its sections answer. */
function judge(page, { begins, core }, known) {
  const from = begins[page];
  const scores = Array.from({ length: begins[page + 1] - from }, () => 0);
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

/** Whether a page has a term of the query, by another name, or all the parts of it. */
const isSaidOn = ({ page, own, named }, { on, term }) =>
  on.has(page) || (term.mask & ~(term.isJoined ? own | named : named)) === 0;

/** Of the query's own terms those that a page has not; all of a short word of which it has not all. */
function lackingOf(own, hit) {
  const lacks = own.filter((one) => !isSaidOn(hit, one));
  const torn = lacks.reduce((all, { term }) => all | term.word, 0);
  return own.filter((one) => lacks.includes(one) || torn & one.term.word);
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
  const found = [...pages].map(judged).filter((hit) => hit.score);
  found.sort((a, b) => b.isAnswer - a.isAnswer || b.score - a.score || a.page - b.page);
  const isIn = (topic) => !query.topics.length || query.topics.includes(fold(topic).replace(/\s/g, ""));
  const hits = found.filter(({ page }) => isIn(store.core.topics[page]));
  const answers = hits.filter((hit) => hit.isAnswer).length;
  const all = answers ? found.filter((hit) => hit.isAnswer) : found;
  return { query, hits, all, answers, tallies: known, own, best: hits[0] ?? { lacks: own } };
}

const spans = (atoms, mask) => merged(atoms.filter((_, i) => mask & (1 << i)));
const isLong = ({ from, to }) => to - from > 1;
const whole = (parts) => ({ from: parts[0].from, to: parts.at(-1).to }); // with the space of K 均值

/** Whether a page has all the terms of these atoms. */
function isSomewhere(own, atoms) {
  const inside = own.filter(({ term }) => !(term.mask & ~atoms));
  return [...(inside[0]?.on ?? [])].some((page) => inside.every(({ on }) => on.has(page)));
}

/** Of a query what no page has, and what the best one has. */
export function missing({ query: { text, atoms, groups }, own: all, best: { lacks, own, named } }) {
  const [lacked, has] = [covered(lacks), own | named];
  const isNowhere = (span) => !isSomewhere(all, maskOf(atoms, [span]));
  const texts = (told) => [...new Set(groups.flatMap(told).map(({ from, to }) => text.slice(from, to)))];
  const not = texts((group) => {
    const others = spans(atoms, group & ~has).filter(isLong);
    const lacking = others.length ? others : [whole(spans(atoms, group))];
    return group & lacked ? lacking.filter(isNowhere) : [];
  });
  const told = texts((group) => spans(atoms, group & has).filter((span) => isLong(span) || !(group & lacked)));
  return { not, has: told.filter((one) => !not.includes(one)) };
}
