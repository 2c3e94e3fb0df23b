// From what a reader typed to the places that answer it.
import { IS_HAN, IS_WORD, WORD, clean, fold, plain, runs, stem, words } from "./terms.js";

const LONGEST = 200; // characters of a query that count
const ATOMS = 30; // bits of a mask
const FUNCTION_WORDS = new RegExp(
  "怎么办|为什么|是什么|什么|怎么样|怎么|怎样|如何|为何|哪些|哪个|哪里|多少|几个|有没有|是不是|能不能|可以|应该|请问|" +
    "一下|有关|关于|以及|还是|的|了|吗|呢|么|吧|啊|是|" +
    `(?<![${WORD}_'-]|[${WORD}]\\.)(?:the|an?|of|in|on|for|to|and|or|is|are|does|do|what|why|how|when|which|can|should|we|with|` +
    `from|by|between|vs|difference|explained|et al)(?![${WORD}_'-]|\\.[${WORD}])`,
  "g",
);
const TOPIC = /(?:^|\s)#(\S+)/g;
const SIGNS = { sum: "∑", prod: "∏", partial: "∂", nabla: "∇", in: "∈", sqrt: "√", infty: "∞", le: "≤", ge: "≥" };
const FORM = /^(?:[dt]?frac|text|math\w+|operatorname|left|right|big\w*|hat|bar|tilde|vec|boldsymbol|cdot|times|to)$/i;
const OPERATOR = /[=<>+*/^()\\]/;
const ENOUGH = 0.5; // share of a query, by what its words tell, that an answer has

const bits = (count) => (1 << count) - 1;
const isLetter = (run) => run?.kind === "word" && /^[A-Za-z]$/.test(run.text);
const isNumber = (run) => run?.kind === "word" && /^\d+$/.test(run.text);
const isHan = (run) => run?.kind === "han";

/** TeX as a reader would say it: \alpha is alpha, \frac is nothing, \sum its sign. */
const spoken = (text) =>
  text
    .replace(/\\([A-Za-z]+)/g, (_, name) => SIGNS[name] ?? (FORM.test(name) ? " " : ` ${name} `))
    .replace(/(?<=[_^])\{([^{}]*)\}/g, "$1");

/**
 * A query's atoms (Han characters and parts of words), its terms with the atoms each covers (as a
 * bit mask), and its groups: masks of what is written together.
 */
export function parse(typed) {
  const visible = plain(clean(typed).replace(/\p{Cc}/gu, " ")).slice(0, LONGEST);
  const topics = [...visible.matchAll(TOPIC)].map(([, name]) => fold(name));
  const whole = spoken(visible.replace(TOPIC, (name) => " ".repeat(name.length)));
  const content = whole.replace(FUNCTION_WORDS, (word) => " ".repeat(word.length));
  const left = runs(content);
  // What leaves single characters apart was no function word: 存多少，训多少.
  const isTorn = left.length > 1 && left.every((run) => isHan(run) && run.text.length === 1);
  const text = left.length && !isTorn ? content : whole;
  const query = { text, topics, atoms: [], terms: [], groups: [] };
  const all = runs(text);
  const isBeside = (a, b) => a && b && /^ ?$/.test(text.slice(a.to, b.from));
  all.forEach((run, i) => {
    if (query.atoms.length > ATOMS - 8) return;
    const before = isBeside(all[i - 1], run) ? all[i - 1] : null;
    const after = isBeside(run, all[i + 1]) ? all[i + 1] : null;
    if (isHan(run)) addHan(query, run, before, after);
    else if (!isLetter(run) || !(isHan(before) || isHan(after)))
      addWord(query, run, i === all.length - 1 && run.to === whole.length);
  });
  return query;
}

/** Characters by pairs; with a lone letter beside them as one word: f散度, K 均值. */
function addHan({ atoms, terms, groups }, run, before, after) {
  const start = atoms.length;
  const own = Array.from(run.text.slice(0, ATOMS - start - 2), (text, i) => {
    const from = run.from + i;
    return { text, from, to: from + 1 };
  });
  const chars = [...(isLetter(before) ? [before] : []), ...own, ...(isLetter(after) ? [after] : [])];
  chars.forEach(({ text, from, to }, i) => {
    atoms.push({ from, to });
    if (i) terms.push({ text: fold(chars[i - 1].text + text), mask: 3 << (start + i - 1) });
  });
  if (chars.length === 1) terms.push({ text: run.text, mask: 1 << start });
  // A number says more with its unit: 4 位.
  if (isNumber(before)) terms.push({ text: before.text + run.text[0], mask: 3 << (start - 1) });
  groups.push(bits(chars.length) << start);
}

/** A word whole and in its parts; the last one may not be finished. */
function addWord({ atoms, terms, groups }, run, typing) {
  const start = atoms.length;
  let { whole, parts } = run.kind === "word" ? words(run.text) : { whole: fold(run.text), parts: [] };
  // A number and its unit stand together or, if the index has them only so, apart: 24GB, 24 GB.
  const apart = /^(\d[\d.]*)(\p{L}+)$|^(\p{L}{2,})(\d+)$/u.exec(whole)?.slice(1).filter(Boolean);
  const unless = apart && whole;
  parts = (apart ?? parts).slice(0, 8);
  const pieces = parts.length ? parts : [whole];
  const written = parts.length ? run.text : null;
  // A lone letter says something only with what is written with it: the W of AdamW.
  const says = (part) => !/^\p{L}$/u.test(part) || !pieces.some((one) => one.length > 1);
  pieces.forEach((text, i) => {
    atoms.push({ from: run.from, to: run.to });
    // One or two letters begin too many words; the whole word, joined, may still be longer.
    const isTyped = typing && i === pieces.length - 1 && (!parts.length || text.length > 2);
    if (says(text)) terms.push({ text, mask: 1 << (start + i), isWord: true, written, typing: isTyped, unless });
  });
  const mask = bits(pieces.length) << start;
  if (parts.length) terms.push({ text: whole, mask, isWord: true, isJoined: true, written, exact: !typing, typing });
  groups.push(mask);
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

/** The terms of the index that a term of the query stands for. */
async function standsFor(store, term) {
  const { text } = term;
  const same = term.isWord ? [...new Set([text, stem(text)])] : [text];
  const known = await Promise.all(same.map((one) => store.postings(one)));
  const found = same.filter((_, i) => known[i]);
  if (!term.isWord || term.exact) return found;
  if (term.typing || !found.length) {
    const started =
      text.length > 2
        ? (await store.startingWith(text)).filter((one) => !same.includes(one))
        : (await store.postings(`${text}*`))
          ? [`${text}*`]
          : [];
    found.push(...started);
  }
  if (!found.length && !term.isJoined) found.push(...(await corrections(store, text)));
  return found;
}

const isLetterName = (name) => name.length === 1 && IS_WORD.test(name);

/** Where a text has a name, not within a longer word: 秩 is not in 秩序. */
function* namedIn(name, text) {
  const joins = (i) => IS_WORD.test(text[i - 1] ?? " ") && IS_WORD.test(text[i] ?? " ");
  const isOne = name.length === 1 && IS_HAN.test(name);
  for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + 1)) {
    const to = from + name.length;
    if (joins(from) || joins(to)) continue;
    if (!isOne || !(IS_HAN.test(text[from - 1] ?? " ") || IS_HAN.test(text[to] ?? " "))) yield { from, to };
  }
}

/** Other names of what the query names: [{mask, name}]. */
function otherNames(store, { text, atoms }) {
  const folded = fold(text).replaceAll("-", " ");
  const found = [];
  for (const names of store.core.names) {
    // Eta is a letter in a formula, and a star elsewhere.
    if (isLetterName(names[0]) && !OPERATOR.test(text)) continue;
    for (const name of names) {
      let mask = 0;
      for (const { from, to } of namedIn(name, folded))
        atoms.forEach((atom, i) => (mask |= atom.from < to && atom.to > from ? 1 << i : 0));
      for (const other of names) if (other !== name && mask) found.push({ mask, name: other });
    }
  }
  return found;
}

/** What a term of the query says of each place of the index, added up from lists of postings. */
class Tally {
  constructor(store, term, stands) {
    Object.assign(this, { store, term, stands });
    this.said = new Float32Array(store.places);
  }

  add({ steps, impacts }) {
    let place = 0;
    steps.forEach((step, i) => {
      place += step;
      this.said[place] = Math.max(this.said[place], this.store.frequency(impacts[i]));
    });
  }

  isOn(page) {
    const { begins } = this.store;
    for (let place = begins[page]; place < begins[page + 1]; place++) if (this.said[place]) return true;
    return false;
  }

  /** To be called when all is added: what it tells that a page has the term (BM25's idf). */
  weigh() {
    const { total } = this.store;
    this.pages = 0;
    for (let page = 0; page < total; page++) if (this.isOn(page)) this.pages++;
    this.weight = Math.log(1 + (total - this.pages + 0.5) / (this.pages + 0.5));
    return this;
  }
}

async function tally(store, term) {
  const stands = term.unless && (await store.postings(term.unless)) ? [] : await standsFor(store, term);
  const sum = new Tally(store, term, stands);
  const lists = await Promise.all(stands.map((text) => store.postings(text)));
  for (const list of lists) if (list) sum.add(list);
  return sum.weigh();
}

/** Places that have all of a name. */
async function tallyName(store, { mask, name }) {
  const { terms } = parse(name);
  const joined = terms.filter((term) => term.isJoined).map((term) => term.mask);
  const needed = terms.filter((term) => term.isJoined || !joined.some((whole) => whole & term.mask));
  const tallies = await Promise.all(needed.map((term) => tally(store, { ...term, exact: true })));
  const sum = new Tally(store, { mask, text: name }, [name]);
  sum.isName = true;
  if (tallies.length) sum.said.forEach((_, i) => (sum.said[i] = Math.min(...tallies.map(({ said }) => said[i]))));
  return sum.weigh();
}

/** BM25F: how well the head of a page and each of its sections answer. */
function judge(page, { begins, core }, known) {
  const from = begins[page];
  const scores = Array.from({ length: begins[page + 1] - from }, () => 0);
  const hit = { page, scores, score: 0, own: 0, named: 0 };
  for (const one of known) {
    const { said, term, weight, isName } = one;
    // Another name counts for what the query's own words have not said.
    if (!one.isOn(page) || (isName && ((hit.own | hit.named) & term.mask) === term.mask)) continue;
    hit[isName ? "named" : "own"] |= term.mask;
    scores.forEach((_, i) => {
      const frequency = said[from] + (i && said[from + i]); // what the head says goes for all
      scores[i] += (weight * frequency) / (core.k1 + frequency);
    });
  }
  hit.score = Math.max(...scores);
  return hit;
}

/**
 * The pages that have something of a query, best first: [{page, score, scores, own, named}], those
 * that answer it (`total`) before all others; with the tallies that say why, and `lacking`, which
 * tells the query's own terms that a page has not.
 */
export async function find(store, query) {
  const tallies = await Promise.all([
    ...query.terms.map((term) => tally(store, term)),
    ...otherNames(store, query).map((name) => tallyName(store, name)),
  ]);
  const known = tallies.filter((one) => one.pages);
  const own = tallies.filter((one) => !one.isName && (one.pages || !one.term.unless));
  const lacking = (hit) =>
    own.filter((one) => !(hit && (one.isOn(hit.page) || (hit.named & one.term.mask) === one.term.mask)));
  const told = (list) => list.reduce((sum, one) => sum + one.weight, 0);
  const found = [];
  for (let page = 0; page < store.total; page++) {
    const hit = judge(page, store, known);
    if (hit.score) found.push({ ...hit, isAnswer: told(lacking(hit)) <= (1 - ENOUGH) * told(own) });
  }
  found.sort((a, b) => b.isAnswer - a.isAnswer || b.score - a.score || a.page - b.page);
  const isIn = ({ page }) => store.isIn(page, query.topics);
  const hits = found.filter(isIn);
  const answers = hits.filter((hit) => hit.isAnswer).length;
  const all = answers ? found.filter((hit) => hit.isAnswer) : found;
  return { hits, all, answers, tallies: known, own, lacking };
}

/** Of a query what the best page has not, and what it has. */
export function missing({ text, atoms, groups }, { hits, lacking }) {
  const lacks = lacking(hits[0]).reduce((all, { term }) => all | term.mask, 0);
  const has = hits.length ? hits[0].own | hits[0].named : 0;
  const told = { not: [], has: [] };
  for (const group of groups) {
    const own = spans(atoms, group & has);
    const others = spans(atoms, group & ~has).filter(({ from, to }) => to - from > 1);
    if (group & lacks) told.not.push(...(others.length ? others : spans(atoms, group)));
    told.has.push(...own.filter(({ from, to }) => to - from > 1 || !(group & lacks)));
  }
  const texts = (list) => [...new Set(list.map(({ from, to }) => text.slice(from, to)))];
  return { not: texts(told.not), has: texts(told.has).filter((one) => !texts(told.not).includes(one)) };
}

/** Atoms of a mask as spans of the text. */
function spans(atoms, mask) {
  const found = [];
  atoms.forEach(({ from, to }, i) => {
    if (!(mask & (1 << i))) return;
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  });
  return found;
}
