// What the index stores of a text, term by term: terms.py says how and why, and has the patterns.
export const { HAN, WORD } = PATTERNS;
const { RAISED, LOOKALIKES, UNSEEN, RUN, PARTS, JOINTS } = PATTERNS;
const { PLURAL, VERBAL, DOUBLED, SHORT_THEN_HAN, HAN_THEN_LETTER } = PATTERNS;
export const IS_WORD = new RegExp(`[${WORD}]`);
export const IS_HAN = new RegExp(`[${HAN}]`);

/** Whether a place lies within a word, or among characters of another kind. */
export const isWithin = (text, i, kind = IS_WORD) => kind.test(text[i - 1] ?? " ") && kind.test(text[i] ?? " ");

export const touches = (one, other) => one.from < other.to && one.to > other.from;

/** Spans that touch or overlap, as one: of [{from, to}] in order. */
export function merged(spans) {
  const found = [];
  for (const { from, to } of spans) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

const SAME = new Map(Object.entries(LOOKALIKES)); // a character, and the one that it is looked up by
let folded; // characters that another one may stand for

/** From now on these pairs are folded: a traditional character, then its simplified one. */
export function simplify(pairs) {
  for (let i = 0; i < pairs.length; i += 2) SAME.set(pairs[i], pairs[i + 1]);
  folded = new RegExp(`[^\\0-\\x7f\\u3001\\u3002\\u3400-\\u9fff]|[${[...SAME.keys()].join("")}]`, "g");
}
simplify("");

function plainOne(char) {
  const bare = /[\p{L}\uff01-\uff5e]/u.test(char) ? char.normalize("NFKD").replace(/\p{M}/gu, "") : char;
  const one = bare.length === 1 ? bare : char;
  return SAME.get(one) ?? one;
}

/** Half width, without accents, simplified, with plain hyphens; as long as the text was. */
export const plain = (text) => text.replace(folded, plainOne);

/** A plain text in lower case and with plain digits. */
const lower = (text) =>
  text
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]/g, (digit) => RAISED.indexOf(digit) % 10);

export const fold = (text) => lower(plain(text));

/** A text as it is stored: composed, without characters that nobody sees. */
export const clean = (text) => text.replace(UNSEEN, "").normalize("NFC");

/** A word without English inflection. */
function stem(word) {
  if (!/^[a-z]\p{L}{3,}$/u.test(word)) return word;
  const single = word.replace(PLURAL, (end) => (end === "ies" ? "y" : ""));
  const short = single.replace(VERBAL, "");
  if (short !== single) return short.replace(DOUBLED, "$1");
  return short.length > 3 ? short.replace(/e$/, "") : short;
}

/** A word, and its stem if that is another one. */
export const forms = (word) => [...new Set([word, stem(word)])];

const placed = (text, from, to = from + text.length) => ({ text, from, to });

/** A run that is a word without its joints, then its parts if it has several. */
export function words({ text, from, to }) {
  let end = 0;
  const located = (part) => {
    const begin = text.indexOf(part, end);
    end = begin + part.length;
    return placed(lower(part.replaceAll(",", "")), from + begin, from + end);
  };
  const parts = text.split(PARTS).filter(Boolean).map(located);
  return [placed(lower(text.replace(JOINTS, "")), from, to), ...(parts.length > 1 ? parts : [])];
}

/** Runs of a plain text that mean something: [{isHan, text, from, to}]. */
export const runs = (text, pattern = RUN) =>
  [...text.matchAll(pattern)].map(({ 0: run, index }) => ({ isHan: IS_HAN.test(run), ...placed(run, index) }));

/** A lone letter or a number with the character beside it: [{text, from, to}]. */
export const neighbours = (text) =>
  [SHORT_THEN_HAN, HAN_THEN_LETTER]
    .flatMap((beside) => [...text.matchAll(beside)])
    .map(({ 0: one, 1: first, 2: second, index }) => placed(lower(first + second), index, index + one.length + 1));

/** Where a part stands in a text: [{text, from, to}]. */
export function partsOf(text, part) {
  const found = [];
  for (let i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + 1)) found.push(placed(part, i));
  return found;
}

/** Where a text has a name, not within a longer word: 秩 is not in 秩序. */
export function namedIn(name, text) {
  const kind = name.length === 1 && IS_HAN.test(name) ? IS_HAN : IS_WORD;
  return partsOf(text, name).filter(({ from, to }) => !isWithin(text, from, kind) && !isWithin(text, to, kind));
}

/** What is stored of a run that is a word, but its beginnings: itself and its parts, and the stems of these. */
const formsOf = (run) => words(run).flatMap((one) => forms(one.text).map((text) => ({ ...one, text })));

/** The terms of a plain text that are not of Han characters alone: [{text, from, to}]. */
const cut = (text) => [...runs(text).flatMap((run) => (run.isHan ? [] : formsOf(run))), ...neighbours(text)];

/** A text in which terms are looked for; words are cut when the first one is. */
export class Text {
  constructor(text) {
    this.plain = plain(text);
    this.folded = lower(this.plain);
  }

  placesOf(term) {
    if (!IS_WORD.test(term)) return partsOf(this.plain, term);
    this.words ??= cut(this.plain);
    if (!term.endsWith("*")) return this.words.filter(({ text }) => text === term);
    const start = term.slice(0, -1);
    const isLonger = ({ text }) => text.startsWith(start) && text !== start && !IS_HAN.test(text);
    return this.words.filter(isLonger).map(({ from }) => placed(start, from));
  }
}
