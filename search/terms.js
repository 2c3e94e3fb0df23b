// What the index stores of a text, term by term: terms.py says how and why.
export const HAN = "\\u3007\\u3400-\\u9fff\\uf900-\\ufaff";
export const WORD = "0-9A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉";
const RUN = new RegExp(
  `(?<han>[${HAN}]+)|(?<word>[${WORD}]+(?:(?:[-_'.]|,(?=\\d{3}))[${WORD}]+)*)` +
    `|(?<raised>[${RAISED}]+)|[\\u2200-\\u2211\\u2213-\\u22ff]`,
  "g",
);
const PARTS = /[-_']|\.(?!\d)|(?<!\d)\.|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const JOINTS = /[-_',]|\.(?!\d)|(?<!\d)\./g;
const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
const VERBAL = /(?<=[a-z]{4})(?:ed|ing)$|(?<=[a-z][aeiouy][^aeiouy])(?:ed|ing)$/;
const LOOKALIKES = { "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2019": "'" };
export const IS_WORD = new RegExp(`[${WORD}]`);
export const IS_HAN = new RegExp(`[${HAN}]`);

const SIMPLIFIED = new Map();
let folded = /(?!)/g; // characters that another one stands for

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
  const single = word.replace(/ies$|(?<![suia])s$/, (end) => (end === "ies" ? "y" : ""));
  const short = single.replace(VERBAL, "");
  if (short !== single) return short.replace(/([bdgmnprt])\1$/, "$1");
  return short.length > 3 ? short.replace(/e$/, "") : short;
}

/** A word without its joints, and its parts if it has several. */
export function words(token) {
  const parts = token.replaceAll(",", "").split(PARTS).filter(Boolean).map(fold);
  const whole = fold(token.replace(JOINTS, ""));
  return { whole, parts: parts.length > 1 ? parts : [] };
}

/** Runs of a plain text that mean something: [{kind: "han" | "word" | "sign", text, from, to}]. */
export function runs(text) {
  return [...text.matchAll(RUN)].map((run) => ({
    kind: run.groups.han ? "han" : run.groups.word ? "word" : "sign",
    text: run[0],
    from: run.index,
    to: run.index + run[0].length,
  }));
}
