// What a reader may have meant who typed how a name sounds: pinyin, initials, or like characters.
import { IS_HAN, fold } from "./terms.js";

const NAME = 10; // characters of a name, at most

/** Names that sound so, whole ones before those that only begin so. */
async function sounding(store, spelt, isWhole) {
  const found = await store.startingWith(`'${spelt}${isWhole ? "=" : ""}`);
  const names = found.map((term) => term.slice(1).split("=", 2));
  return names.sort((a, b) => a[0].length - b[0].length).map(([, name]) => name);
}

/** Latin letters that are no word of the index: [{from, to, name}]. */
async function spelled(store, { text }, { own }) {
  const letters = fold(text).replace(/[\s'-]/g, "");
  if (!/^[a-z]{3,}$/.test(letters) || own.every((one) => one.pages)) return null;
  const [name] = await sounding(store, letters, letters.length < 4);
  return name ? { from: 0, to: text.length, name } : null;
}

/** Characters that do not stand so in the best page: those of a name that sound the same. */
async function homophone(store, { text, atoms }, { hits, lacking }) {
  const mask = lacking(hits[0]).reduce((all, { term }) => all | (term.isWord ? 0 : term.mask), 0);
  const syllables = mask ? await store.syllables() : null;
  if (!syllables) return null;
  for (const { from, to } of windows(atoms, text, mask)) {
    const shown = text.slice(from, to);
    const spelt = [...fold(shown)].map((char) => syllables.get(char) ?? char).join("");
    const [name] = await sounding(store, spelt, true);
    if (name && name !== shown) return { from, to, name };
  }
  return null;
}

/** Runs of Han characters that have two of a mask, the longest first: [{from, to}]. */
function* windows(atoms, text, mask) {
  const isOne = (i) => IS_HAN.test(text[atoms[i].from]);
  for (let length = Math.min(NAME, atoms.length); length > 1; length--)
    for (let start = 0; start + length <= atoms.length; start++) {
      const places = Array.from({ length }, (_, i) => start + i);
      const [from, to] = [atoms[start].from, atoms[start + length - 1].to];
      const isRun = to - from === length && places.every(isOne);
      if (isRun && places.filter((i) => mask & (1 << i)).length > 1) yield { from, to };
    }
}

/** The name that was probably meant and the query with it in its place, or null. */
export async function meant(store, query, found) {
  const name = (await spelled(store, query, found)) ?? (await homophone(store, query, found));
  if (!name) return null;
  const { text } = query;
  return { name: name.name, text: (text.slice(0, name.from) + name.name + text.slice(name.to)).trim() };
}
