// What the index stores of a text, term by term: terms.py says how and why, and has the patterns.
export const { HAN, WORD, RAISED, LOOKALIKES, UNSEEN, RUN, PARTS, JOINTS } = PATTERNS;
const { PLURAL, VERBAL, DOUBLED, SHORT_THEN_HAN, HAN_THEN_LETTER } = PATTERNS;
export const IS_WORD = new RegExp(`[${WORD}]`);
export const IS_HAN = new RegExp(`[${HAN}]`);

/** Whether a place lies within a word. */
export const isInWord = (text, i) => IS_WORD.test(text[i - 1] ?? " ") && IS_WORD.test(text[i] ?? " ");

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

const SIMPLIFIED = new Map();
let folded; // characters that another one may stand for

/** From now on these pairs are folded: a traditional character, then its simplified one. */
export function simplify(pairs) {
  for (let i = 0; i < pairs.length; i += 2) SIMPLIFIED.set(pairs[i], pairs[i + 1]);
  folded = new RegExp(`[^\\0-\\x7f\\u3001\\u3002\\u3400-\\u9fff]|[${[...SIMPLIFIED.keys()].join("")}]`, "g");
}
simplify("");

function plainOne(char) {
  const code = char.charCodeAt(0);
  if (char in LOOKALIKES) return LOOKALIKES[char];
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  const bare = /\p{L}/u.test(char) ? char.normalize("NFKD").replace(/\p{M}/gu, "") : char;
  const one = bare.length === 1 ? bare : char;
  return SIMPLIFIED.get(one) ?? one;
}

/** Half width, without accents, simplified, with plain hyphens; as long as the text was. */
export const plain = (text) => text.replace(folded, plainOne);

/** The same in lower case and with plain digits. */
export const fold = (text) =>
  plain(text)
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]/g, (c) => String(RAISED.indexOf(c) % 10));

/** A text as it is stored: composed, without characters that nobody sees. */
export const clean = (text) => text.replace(UNSEEN, "").normalize("NFC");

/** A word without English inflection. */
export function stem(word) {
  if (!/^[a-z]\p{L}{3,}$/u.test(word)) return word;
  const single = word.replace(PLURAL, (end) => (end === "ies" ? "y" : ""));
  const short = single.replace(VERBAL, "");
  if (short !== single) return short.replace(DOUBLED, "$1");
  return short.length > 3 ? short.replace(/e$/, "") : short;
}

/** A word without its joints, and its parts if it has several, with their places in it. */
export function words(token) {
  let to = 0;
  const parts = token.split(PARTS).filter(Boolean);
  const placed = parts.map((part) => {
    const from = token.indexOf(part, to);
    return { text: fold(part.replaceAll(",", "")), from, to: (to = from + part.length) };
  });
  return { whole: fold(token.replace(JOINTS, "")), parts: parts.length > 1 ? placed : [] };
}

/** Runs of a plain text that mean something: [{kind: "han" | "word" | "sign", text, from, to}]. */
export function runs(text) {
  const kind = (run) => (IS_HAN.test(run[0]) ? "han" : IS_WORD.test(run[0]) ? "word" : "sign");
  return [...text.matchAll(RUN)].map(({ 0: run, index: from }) => ({
    kind: kind(run),
    text: run,
    from,
    to: from + run.length,
  }));
}

/** Where a text has the terms that the index has of it: Map of [{from, to}]. */
export function places(text) {
  const found = new Map();
  const add = (term, from, to) => found.get(term)?.push({ from, to }) ?? found.set(term, [{ from, to }]);
  const addWord = (word, from, to) => {
    for (const one of new Set([word, stem(word)])) {
      add(one, from, to);
      for (const begun of [1, 2]) if (one.length > begun) add(`${one.slice(0, begun)}*`, from, from + begun);
    }
  };
  const shown = plain(text);
  for (const run of runs(shown)) {
    const { whole, parts } = words(run.text);
    if (run.kind !== "han") addWord(whole, run.from, run.to);
    for (const part of parts) addWord(part.text, run.from + part.from, run.from + part.to);
    for (let i = run.from; run.kind === "han" && i < run.to; i++) {
      add(shown[i], i, i + 1);
      if (i > run.from) add(shown.slice(i - 1, i + 1), i - 1, i + 1);
    }
  }
  for (const beside of [SHORT_THEN_HAN, HAN_THEN_LETTER])
    for (const { 0: one, 1: first, 2: second, index } of shown.matchAll(beside))
      add(fold(first + second), index, index + one.length + 1);
  return found;
}
