// From what a reader typed to the pages that answer it.
import { IS_WORD, WORD, fold, halfWidth, runs, words } from "./terms.js";

const LONGEST = 200; // characters of a query that count
const ATOMS = 30; // bits of a mask
const FUNCTION_WORDS = new RegExp(
  "怎么办|为什么|是什么|什么|怎么样|怎么|怎样|如何|为何|哪些|哪个|哪里|多少|几个|有没有|是不是|能不能|可以|应该|请问|" +
    "一下|有关|关于|以及|还是|的|了|吗|呢|么|吧|啊|是|" +
    `(?<![${WORD}-])(?:the|an?|of|in|on|for|to|and|or|is|are|does|do|what|why|how|when|which|can|should|we|with|` +
    `from|by|between|vs|difference|explained|et al)(?![${WORD}-])`,
  "g",
);
const OPERATOR = /[=<>+*/^()\\]/;
const ENOUGH = 0.5; // share of a run of characters, and of a query's runs, that a page must have
const SHORT = 3; // characters of a run that count together or not at all
const BY_PREFIX = 0.6;
const BY_TYPO = 0.5;
const GUESSED = 0.6; // how much of a word counts as answered if it is another, a typo away
const BY_NAME = 0.8;
const ABOUT = 0.8; // impact from which a page is about a term
const TELLING = 0.3; // of the most that a term can tell: less is no reason to list a page
const RARE = 0.5; // of the same: few pages have the term
const MUCH = 0.6; // of the same: what the terms of a page tell together
const PART = 0.3; // share of the query that a page must have even so

function ones(mask) {
  let count = 0;
  for (; mask; mask &= mask - 1) count++;
  return count;
}
const bits = (count) => (1 << count) - 1;

const isLetter = (run) => run?.kind === "word" && /^[A-Za-z]$/.test(run.text);
const isNumber = (run) => run?.kind === "word" && /^\d+$/.test(run.text);
const isHan = (run) => run?.kind === "han";

/**
 * A query's atoms (Han characters and parts of words), its terms with the atoms each covers (as a
 * bit mask), and its groups: what is written together, how many characters it counts for, and
 * which share of it a page must have.
 */
export function parse(typed) {
  const whole = halfWidth(
    typed
      .replace(/\p{Cf}/gu, "")
      .replace(/\p{Cc}/gu, " ")
      .normalize("NFC"),
  ).slice(0, LONGEST);
  const content = whole.replace(FUNCTION_WORDS, (word) => " ".repeat(word.length));
  const left = runs(content);
  // What leaves single characters apart was no function word: 存多少，训多少.
  const isTorn = left.length > 1 && left.every((run) => isHan(run) && run.text.length === 1);
  const text = left.length && !isTorn ? content : whole;
  const query = { text, atoms: [], terms: [], groups: [] };
  const all = runs(text);
  all.forEach((run, i) => {
    const before = all[i - 1]?.to === run.from ? all[i - 1] : null;
    const after = all[i + 1]?.from === run.to ? all[i + 1] : null;
    if (query.atoms.length > ATOMS - 8) return;
    if (isHan(run)) addHan(query, run, before, after);
    else if (!isLetter(run) || !(isHan(before) || isHan(after)))
      addWord(query, run, i === all.length - 1 && run.to === whole.length);
  });
  query.length = Math.max(0, ...query.atoms.map((one) => one.to)) - (query.atoms[0]?.from ?? 0);
  return query;
}

/** Characters by pairs; with a lone letter beside them as one word: f散度. */
function addHan({ atoms, terms, groups }, run, before, after) {
  const start = atoms.length;
  const first = isLetter(before) ? before.text : "";
  const last = isLetter(after) ? after.text : "";
  const chars = [...first, ...run.text.slice(0, ATOMS - start - 2), ...last];
  chars.forEach((char, j) => {
    const from = run.from - first.length + j;
    atoms.push({ from, to: from + 1 });
    if (j) terms.push({ text: fold(chars[j - 1] + char), mask: 3 << (start + j - 1) });
  });
  if (chars.length === 1) terms.push({ text: run.text, mask: 1 << start });
  // A number says more with its unit: 4 位.
  if (isNumber(before)) terms.push({ text: before.text + run.text[0], mask: 3 << (start - 1) });
  const isWord = chars.length <= SHORT;
  groups.push({ mask: bits(chars.length) << start, size: chars.length, enough: isWord ? 1 : ENOUGH });
}

/** A word whole and in its parts; the last one may not be finished. */
function addWord({ atoms, terms, groups }, run, typing) {
  const start = atoms.length;
  let [joined, ...parts] = run.kind === "word" ? words(run.text) : [fold(run.text)];
  // A number and its unit stand together or, if the index has them only so, apart: 24GB, 24 GB.
  const apart = /^(\d[\d.]*)(\p{L}+)$|^(\p{L}{2,})(\d+)$/u.exec(joined)?.slice(1).filter(Boolean);
  const unless = apart && joined;
  if (apart) parts = apart;
  const pieces = parts.length ? parts.slice(0, 8) : [joined];
  const written = parts.length ? run.text : null;
  pieces.forEach((part, j) => {
    atoms.push({ from: run.from, to: run.to });
    const isLast = j === pieces.length - 1;
    // One or two letters begin too many words; the whole word, joined, may still be longer.
    const isTold = !parts.length || part.length > 2;
    const isTyped = typing && isLast && isTold;
    terms.push({ text: part, mask: 1 << (start + j), isWord: true, written, typing: isTyped, unless });
  });
  const mask = bits(pieces.length) << start;
  if (parts.length) terms.push({ text: joined, mask, isWord: true, written, exact: !typing, typing });
  groups.push({ mask, size: 2, enough: ENOUGH });
}

/** Whether two words differ by one letter put in, left out, changed or swapped with the next. */
function oneTypoApart(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}

const reversed = (word) => [...word].reverse().join("");

/** Words of the index one typo away: they agree with `word` in the first or in the last half. */
async function corrections(store, word) {
  if (word.length < 5 || !/^\p{L}+$/u.test(word)) return [];
  const half = (word.length - 1) >> 1;
  const [first, last] = await Promise.all([
    store.startingWith(word.slice(0, half)),
    store.startingWith("~" + reversed(word.slice(-half))),
  ]);
  const known = new Set([...first, ...last.map((one) => reversed(one.slice(1)))]);
  return [...known].filter((one) => oneTypoApart(word, one));
}

/** The terms of the index that a term of the query stands for: [[text, factor]]. */
async function standsFor(store, term) {
  const { text } = term;
  const found = (await store.postings(text)) ? [[text, 1]] : [];
  if (!term.isWord || term.exact) return found;
  if (term.typing || !found.length) {
    const started =
      text.length > 2
        ? (await store.startingWith(text)).filter((one) => one !== text)
        : (await store.postings(`${text}*`))
          ? [`${text}*`]
          : [];
    found.push(...started.map((one) => [one, BY_PREFIX]));
  }
  if (!found.length) {
    found.push(...(await corrections(store, text)).map((one) => [one, BY_TYPO]));
    found.isGuess = true;
  }
  return found;
}

const isLetterName = (name) => name.length === 1 && IS_WORD.test(name);

/** Other names of what the query names: [{mask, name}]. */
function otherNames(store, { text, atoms }) {
  const folded = fold(text);
  const cut = (i) => IS_WORD.test(folded[i - 1] ?? " ") && IS_WORD.test(folded[i] ?? " ");
  const found = [];
  for (const names of store.core.names) {
    // Eta is a letter in a formula, and a star elsewhere.
    if (isLetterName(names[0]) && !OPERATOR.test(text)) continue;
    for (const name of names) {
      let mask = 0;
      for (let from = folded.indexOf(name); from >= 0; from = folded.indexOf(name, from + 1)) {
        const to = from + name.length;
        if (cut(from) || cut(to)) continue;
        atoms.forEach((atom, i) => {
          if (atom.from < to && atom.to > from) mask |= 1 << i;
        });
      }
      for (const other of names) if (other !== name && mask) found.push({ mask, name: other });
    }
  }
  return found;
}

/** A list of postings added up page by page: what a term of the query says of each page. */
class Tally {
  constructor(total) {
    this.total = total;
    this.impact = new Float32Array(total);
    this.pages = 0;
  }

  add({ steps, impacts }, factor) {
    let page = 0;
    steps.forEach((step, i) => {
      page += step;
      if (!this.impact[page]) this.pages++;
      this.impact[page] = Math.max(this.impact[page], factor * impacts[i]);
    });
  }

  /** What it tells that a page has the term (BM25's idf). */
  get weight() {
    return Math.log(1 + (this.total - this.pages + 0.5) / (this.pages + 0.5));
  }
}

async function tally(store, term) {
  const stands = term.unless && (await store.postings(term.unless)) ? [] : await standsFor(store, term);
  const sum = new Tally(store.total);
  const lists = await Promise.all(stands.map(([text]) => store.postings(text)));
  lists.forEach((list, i) => list && sum.add(list, stands[i][1] / store.core.levels));
  return Object.assign(sum, { term, isGuess: stands.isGuess, stands: stands.map(([text]) => text) });
}

/** Pages that have all of a name. */
async function tallyName(store, { mask, name }) {
  const { terms } = parse(name);
  const wholes = terms.filter((term) => term.exact).map((term) => term.mask);
  const needed = terms.filter((term) => term.exact || !wholes.some((whole) => whole & term.mask));
  const tallies = await Promise.all(needed.map((term) => tally(store, { ...term, exact: true })));
  const sum = new Tally(store.total);
  for (let page = 0; page < store.total; page++) {
    if (!tallies.length || !tallies.every((one) => one.impact[page])) continue;
    sum.pages++;
    sum.impact[page] = tallies.reduce((all, one) => all + one.impact[page], 0) / tallies.length;
  }
  return Object.assign(sum, { term: { mask, text: name }, stands: [name], isName: true });
}

/**
 * Whether a page is about something that the query names: a word, a name, three characters in a row or half of a run,
 * a short run whole.
 */
function isAbout(page, known, { groups }, nothing) {
  let mask = 0;
  for (const one of known) {
    if (one.impact[page] < ABOUT || one.weight < TELLING * nothing) continue;
    const { text, isWord, written } = one.term;
    if (one.isName && !isLetterName(text)) return true;
    if (isWord && text.length > (written ? 2 : 1)) return true;
    if (!one.term.isWord) mask |= one.term.mask;
  }
  return groups.some((group) => {
    const both = mask & group.mask;
    if (group.enough === 1) return both === group.mask;
    return both & (both << 1) && (both & (both << 1) & (both << 2) || 2 * ones(both) >= ones(group.mask));
  });
}

/** Whether a page has a rare term of the query and all it has tells much, though most of the query is missing. */
function tellsMuch(page, own, nothing) {
  let told = 0;
  let rarest = 0;
  for (const { impact, weight } of own) {
    if (!impact[page]) continue;
    told += weight * impact[page];
    rarest = Math.max(rarest, weight);
  }
  return rarest >= RARE * nothing && told >= MUCH * nothing;
}

/**
 * The pages that answer a query, best first: [{page, score}], with the tallies that say why and
 * the pages that come near (`near`), for when there is no answer.
 */
export async function find(store, query) {
  const tallies = await Promise.all([
    ...query.terms.map((term) => tally(store, term)),
    ...otherNames(store, query).map((name) => tallyName(store, name)),
  ]);
  const known = tallies.filter((one) => one.pages);
  const own = known.filter((one) => !one.isGuess && !one.isName && !(one.term.written && one.term.text.length < 3));
  const nothing = new Tally(store.total).weight;
  const weights = query.atoms.map((_, i) => {
    const told = known.filter((one) => one.term.mask & (1 << i)).map((one) => one.weight);
    return told.length ? Math.min(...told) : nothing;
  });
  const weightOf = (mask) => weights.reduce((sum, one, i) => sum + (mask & (1 << i) ? one : 0), 0);
  const whole = query.groups.map(({ mask }) => weightOf(mask));
  const size = query.groups.reduce((sum, one) => sum + one.size, 0);
  const hits = [];
  const near = [];
  for (let page = 0; page < store.total; page++) {
    let mask = 0;
    let sure = 0;
    let score = 0;
    for (const one of known) {
      if (!one.impact[page]) continue;
      // Another name counts for what the query's own words have not said.
      if (one.isName && (mask & one.term.mask) === one.term.mask) continue;
      mask |= one.term.mask;
      if (!one.isGuess) sure |= one.term.mask;
      score += one.weight * one.impact[page] * (one.isName ? BY_NAME : 1);
    }
    if (!mask) continue;
    let share = 0; // of the query, by what its words tell
    let enough = 0; // the same, of groups that the page has enough of
    query.groups.forEach((group, i) => {
      const part = (weightOf(sure & group.mask) + GUESSED * weightOf(mask & ~sure & group.mask)) / whole[i];
      share += (part * group.size) / size;
      if (part >= group.enough) enough += (part * group.size) / size;
    });
    const answers =
      enough >= ENOUGH || isAbout(page, known, query, nothing) || (share >= PART && tellsMuch(page, own, nothing));
    (answers ? hits : near).push({ page, score });
  }
  for (const list of [hits, near]) list.sort((a, b) => b.score - a.score || a.page - b.page);
  return { hits, near, tallies: known, weights };
}
