// What the index stores of a text, term by term: terms.py says how and why.
export const HAN = "\\u3007\\u3400-\\u9fff\\uf900-\\ufaff";
export const WORD = "0-9A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉";
const RUN = new RegExp(
  `(?<han>[${HAN}]+)|(?<word>[${WORD}]+(?:(?:[-_'.\\u2010\\u2011\\u2019]|,(?=\\d{3}))[${WORD}]+)*)` +
    `|(?<raised>[${RAISED}]+)|[\\u2200-\\u2211\\u2213-\\u22ff]`,
  "g",
);
const PARTS = /[-_']|\.(?!\d)|(?<!\d)\.|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;
const JOINTS = /[-_',]|\.(?!\d)|(?<!\d)\./g;
const LOOKALIKES = { "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2019": "'", "\u0130": "I" };
export const IS_WORD = new RegExp(`[${WORD}]`);
export const IS_HAN = new RegExp(`[${HAN}]`);

export const halfWidth = (text) =>
  text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

const plain = (text) =>
  text
    .replace(/[\u2010\u2011\u2212\u2019\u0130]/g, (c) => LOOKALIKES[c])
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]/g, (c) => String(RAISED.indexOf(c) % 10));

/** Half width, lower case, plain digits and hyphens; as long as the text was. */
export const fold = (text) => plain(halfWidth(text)).toLowerCase().replaceAll("ς", "σ");

/** A word without its joints, then its parts if it has several. */
export function words(token) {
  token = plain(token);
  const parts = token.replaceAll(",", "").split(PARTS).filter(Boolean).map(fold);
  const whole = fold(token.replace(JOINTS, ""));
  return parts.length > 1 ? [whole, ...parts] : [whole];
}

/** Runs of a text that mean something: [{kind: "han" | "word" | "sign", text, from, to}]. */
export function runs(text) {
  return [...halfWidth(text).matchAll(RUN)].map((run) => ({
    kind: run.groups.han ? "han" : run.groups.word ? "word" : "sign",
    text: run[0],
    from: run.index,
    to: run.index + run[0].length,
  }));
}
