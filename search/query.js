// From what a reader typed to the places that answer it.
import { IS_HAN, IS_WORD, clean, fold, isInWord, merged, plain, runs, stem, words } from "./terms.js";

const LONGEST = 200; // characters of a query that count
const ATOMS = 30; // bits of a mask
const { FUNCTION_WORDS, SIGNS, STRUCTURE } = PATTERNS;
const TOPIC = /(?:^|\s)#(\S+)/g;
const OPERATOR = /[=<>+*/^()\\]/;
const SHORT = 3; // Han characters of a word that says nothing by its half: 决策 of 决策树
const ENOUGH = 0.5; // share of a query, by what its words tell, that an answer has

const bits = (count) => (1 << count) - 1;
const blank = (text) => " ".repeat(text.length);
const isLetter = (run) => /^[A-Za-z]$/.test(run?.text);
const isNumber = (run) => /^\d+$/.test(run?.text);
const isHan = (run) => run?.kind === "han";

/** TeX as a reader would say it: \alpha is alpha, \frac is nothing, \sum its sign. */
const spoken = (text) =>
  text
    .replace(/\\([A-Za-z]+)/g, (_, name) => SIGNS[name] ?? (name.replace(STRUCTURE, "") ? ` ${name} ` : " "))
    .replace(/(?<=[_^])\{([^{}]*)\}/g, "$1");

/**
 * A query's atoms (Han characters and parts of words), its terms with the atoms each covers (as a
 * bit mask), and its groups: masks of what is written together.
 */
export function parse(typed) {
  const visible = plain(clean(typed).replace(/\p{Cc}/gu, " ")).slice(0, LONGEST);
  const topics = [...visible.matchAll(TOPIC)].map(([, name]) => fold(name));
  const whole = spoken(visible.replace(TOPIC, blank));
  const content = whole.replace(FUNCTION_WORDS, blank);
  const left = runs(content);
  // What leaves single characters apart was no function word: 存多少，训多少.
  const isTorn = left.length > 1 && left.every((run) => isHan(run) && run.text.length === 1);
  const text = left.length && !isTorn ? content : whole;
  const query = { text, topics, atoms: [], terms: [], groups: [] };
  const all = runs(text);
  const isBeside = (a, b) => a && b && /^ ?$/.test(text.slice(a.to, b.from));
  all.forEach((run, i) => {
    if (query.atoms.length > ATOMS - 8) return;
    const before = isBeside(all[i - 1], run) && all[i - 1];
    const after = isBeside(run, all[i + 1]) && all[i + 1];
    if (isHan(run)) addHan(query, run, before, after);
    else if (!isLetter(run) || !(isHan(before) || isHan(after)))
      addWord(query, run, i === all.length - 1 && run.to === whole.length);
  });
  return query;
}

/** Characters by pairs; with a lone letter beside them as one word: f散度, K 均值. */
function addHan({ atoms, terms, groups }, run, before, after) {
  const start = atoms.length;
  const room = ATOMS - start - 2;
  const own = [...run.text].slice(0, room).map((text, i) => ({ text, from: run.from + i, to: run.from + i + 1 }));
  const chars = [before, ...own, after].filter((one) => own.includes(one) || isLetter(one));
  const word = chars.length === SHORT ? bits(SHORT) << start : 0;
  chars.forEach(({ text, from, to }, i) => {
    atoms.push({ from, to });
    if (i) terms.push({ text: fold(chars[i - 1].text + text), mask: 3 << (start + i - 1), word });
  });
  if (chars.length === 1) terms.push({ text: run.text, mask: 1 << start });
  // A number says more with its unit: 4 位.
  if (isNumber(before)) terms.push({ text: before.text + run.text[0], mask: 3 << (start - 1) });
  groups.push(bits(chars.length) << start);
}

/** A word whole and in its parts; the last one may not be finished. */
function addWord({ atoms, terms, groups }, run, typing) {
  const start = atoms.length;
  const { whole, parts: own } = words(run.text);
  // A number and its unit stand together or, if the index has them only so, apart: 24GB, 24 GB.
  const apart = /^(\d[\d.]*)(\p{L}+)$|^(\p{L}{2,})(\d+)$/u.exec(whole)?.slice(1).filter(Boolean);
  const parts = (apart ?? own.map((part) => part.text)).slice(0, 8);
  const pieces = parts.length ? parts : [whole];
  const word = { isWord: true, hasParts: parts.length > 0 };
  pieces.forEach((text, i) => {
    atoms.push({ from: run.from, to: run.to });
    // A lone letter says something only with what is written with it: the W of AdamW.
    if (/^\p{L}$/u.test(text) && pieces.some((one) => one.length > 1)) return;
    // One or two letters begin too many words; the whole word, joined, may still be longer.
    const isTyped = typing && i === pieces.length - 1 && (!parts.length || text.length > 2);
    terms.push({ ...word, text, mask: 1 << (start + i), typing: isTyped, unless: apart && whole });
  });
  const mask = bits(pieces.length) << start;
  if (parts.length) terms.push({ ...word, text: whole, mask, isJoined: true, exact: !typing, typing });
  groups.push(mask);
}

const reversed = (word) => [...word].reverse().join("");

/** Whether two words differ by one letter put in, left out, changed or swapped with the next. */
function oneTypoApart(a, b) {
  let [start, end] = [0, 0];
  while (start < a.length && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwapped = left.length === 2 && left === reversed(right);
  return a !== b && (isSwapped || (left.length < 2 && right.length < 2));
}

/** Words of the index one typo away: they agree with `word` in the first or in the last half. */
async function corrections(store, word) {
  if (word.length < 5 || !/^\p{L}+$/u.test(word)) return [];
  const half = (word.length - 1) >> 1;
  const first = await store.startingWith(word.slice(0, half));
  const last = await store.startingWith("~" + reversed(word.slice(-half)));
  const known = new Set([...first, ...last.map((one) => reversed(one.slice(1)))]);
  return [...known].filter((one) => oneTypoApart(word, one));
}

/** The terms of the index that a term of the query stands for. */
async function standsFor(store, { text, isWord, isJoined, exact, typing, unless }) {
  if (unless && (await store.postings(unless))) return [];
  const same = isWord ? [...new Set([text, stem(text)])] : [text];
  const known = await Promise.all(same.map((one) => store.postings(one)));
  const found = same.filter((_, i) => known[i]);
  if (!isWord || exact) return found;
  if (typing || !found.length) {
    const started = text.length > 2 ? await store.startingWith(text) : [`${text}*`];
    found.push(...started.filter((one) => !same.includes(one)));
  }
  return found.length || isJoined ? found : corrections(store, text);
}

/** Where a text has a name, not within a longer word: 秩 is not in 秩序. */
export function* namedIn(name, text) {
  const isOne = name.length === 1 && IS_HAN.test(name);
  for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + 1)) {
    const to = from + name.length;
    if (isInWord(text, from) || isInWord(text, to)) continue;
    if (!isOne || !(IS_HAN.test(text[from - 1] ?? " ") || IS_HAN.test(text[to] ?? " "))) yield { from, to };
  }
}

/** Other names of what the query names, as terms. */
function otherNames(store, { text, atoms }) {
  const folded = fold(text).replaceAll("-", " ");
  // Eta is a letter in a formula, and a star elsewhere.
  const isMeant = ([name]) => name.length > 1 || !IS_WORD.test(name) || OPERATOR.test(text);
  return store.core.names.filter(isMeant).flatMap((names) =>
    names.flatMap((name) => {
      const there = [...namedIn(name, folded)];
      const isThere = (atom) => there.some(({ from, to }) => atom.from < to && atom.to > from);
      const mask = there.length && atoms.reduce((all, atom, i) => all | (isThere(atom) << i), 0);
      return names.filter((one) => mask && one !== name).map((one) => ({ mask, text: one, isName: true }));
    }),
  );
}

/**
 * What a term says of each place, the pages that it is on, and what it tells that a page has it (BM25's idf);
 * `stands` are the terms of the index that it stands for.
 */
function weighed(store, term, stands, said) {
  const on = new Set();
  said.forEach((one, place) => one && on.add(store.pageOf[place]));
  const weight = Math.log(1 + (store.total - on.size + 0.5) / (on.size + 0.5));
  return { term, stands, said, on, weight };
}

/** A term of the query, added up from lists of postings. */
async function tally(store, term) {
  const stands = await standsFor(store, term);
  const said = new Float32Array(store.places);
  for (const list of await Promise.all(stands.map((text) => store.postings(text)))) {
    let place = 0;
    list?.steps.forEach((step, i) => {
      place += step;
      said[place] = Math.max(said[place], store.core.frequencies[list.impacts[i]]);
    });
  }
  return weighed(store, term, stands, said);
}

/** A name: places that have all of it. */
async function tallyName(store, term) {
  const { terms } = parse(term.text);
  const joined = covered(terms.filter((one) => one.isJoined));
  const needed = terms.filter((one) => one.isJoined || !(joined & one.mask));
  const tallies = await Promise.all(needed.map((one) => tally(store, { ...one, exact: true })));
  const least = (_, place) => Math.min(...tallies.map(({ said }) => said[place]));
  return weighed(store, term, [term.text], new Float32Array(tallies.length && store.places).map(least));
}

/** Atoms that terms cover. */
export const covered = (terms) => terms.reduce((all, { mask }) => all | mask, 0);
const termsOf = (tallies) => tallies.map(({ term }) => term);

/** BM25F: how well the head of a page and each of its sections answer. */
function judge(page, { begins, core }, known) {
  const from = begins[page];
  const scores = Array.from({ length: begins[page + 1] - from }, () => 0);
  const hit = { page, scores, score: 0, own: 0, named: 0 };
  for (const { said, term, weight, on } of known) {
    // Another name counts for what the query's own words have not said.
    if (!on.has(page) || (term.isName && (term.mask & ~(hit.own | hit.named)) === 0)) continue;
    hit[term.isName ? "named" : "own"] |= term.mask;
    scores.forEach((_, i) => {
      const frequency = said[from] + (i && said[from + i]); // what the head says goes for all
      scores[i] += (weight * frequency) / (core.k1 + frequency);
    });
  }
  hit.score = Math.max(...scores);
  return hit;
}

/** Whether a page has a term of the query, by another name, or all the parts of it. */
const isSaidOn = ({ page, own, named }, { on, term }) =>
  on.has(page) || (term.mask & ~(term.isJoined ? own | named : named)) === 0;

/** Of the query's own terms those that a page has not; all of a short word of which it has not all. */
function lackingOf(own, hit) {
  const lacks = own.filter((one) => !(hit && isSaidOn(hit, one)));
  const torn = lacks.reduce((all, { term }) => all | term.word, 0);
  return own.filter((one) => lacks.includes(one) || torn & one.term.word);
}

/**
 * The pages that have something of a query, best first: [{page, score, scores, own, named}], those
 * that answer it (`answers`) before all others; with the tallies that say why, and `lacking`, which
 * tells the query's own terms that a page has not.
 */
export async function find(store, query) {
  const tallies = await Promise.all([
    ...query.terms.map((term) => tally(store, term)),
    ...otherNames(store, query).map((name) => tallyName(store, name)),
  ]);
  const known = tallies.filter((one) => one.on.size);
  const own = tallies.filter(({ on, term }) => !term.isName && (on.size || !term.unless));
  const lacking = (hit) => lackingOf(own, hit);
  // A word that stands somewhere whole says no more for having parts.
  const wholes = covered(termsOf(own.filter(({ on, term }) => term.isJoined && on.size)));
  const isPart = ({ term }) => !term.isJoined && term.mask & wholes;
  const told = (list) => list.reduce((sum, one) => sum + (isPart(one) ? 0 : one.weight), 0);
  const pages = [...new Set(known.flatMap(({ on }) => [...on]))];
  const judged = pages.map((page) => judge(page, store, known)).filter((hit) => hit.score);
  const found = judged.map((hit) => ({ ...hit, isAnswer: told(lacking(hit)) <= (1 - ENOUGH) * told(own) }));
  found.sort((a, b) => b.isAnswer - a.isAnswer || b.score - a.score || a.page - b.page);
  const isIn = (topic) => !query.topics.length || query.topics.includes(fold(topic).replace(/\s/g, ""));
  const hits = found.filter(({ page }) => isIn(store.core.topics[page]));
  const answers = hits.filter((hit) => hit.isAnswer).length;
  const all = answers ? found.filter((hit) => hit.isAnswer) : found;
  return { hits, all, answers, tallies: known, own, lacking: (hit) => termsOf(lacking(hit)) };
}

const spans = (atoms, mask) => merged(atoms.filter((_, i) => mask & (1 << i)));
const isLong = ({ from, to }) => to - from > 1;

/** Of a query what the best page has not, and what it has. */
export function missing({ text, atoms, groups }, { hits, lacking }) {
  const lacks = covered(lacking(hits[0]));
  const has = hits.length ? hits[0].own | hits[0].named : 0;
  const texts = (told) => [...new Set(groups.flatMap(told).map(({ from, to }) => text.slice(from, to)))];
  const not = texts((group) => {
    const others = spans(atoms, group & ~has).filter(isLong);
    return !(group & lacks) ? [] : others.length ? others : spans(atoms, group);
  });
  const told = texts((group) => spans(atoms, group & has).filter((span) => isLong(span) || !(group & lacks)));
  return { not, has: told.filter((one) => !not.includes(one)) };
}
