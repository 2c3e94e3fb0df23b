// What a reader may have meant who typed how a name sounds: pinyin, initials, or like characters.
import { covered } from "./query.js";
import { IS_HAN, fold } from "./terms.js";

const NAME = 10; // characters of a name, at most

/** The name that sounds so, a shorter one before others; if it need not be whole, one that begins so. */
async function sounding(store, spelt, isWhole) {
  const found = await store.startingWith(`'${spelt}${isWhole ? "=" : ""}`);
  const [best] = found.sort((a, b) => a.indexOf("=") - b.indexOf("="));
  return best?.slice(best.indexOf("=") + 1);
}

/** Latin letters that are no word of the index: {from, to, name}. */
async function spelled(store, { text }, { own }) {
  const letters = fold(text).replace(/[\s'-]/g, "");
  if (!/^[a-z]{3,}$/.test(letters) || own.every((one) => one.on.size)) return null;
  const name = await sounding(store, letters, letters.length < 4);
  return name && { from: 0, to: text.length, name };
}

/** Characters that do not stand so in the best page: those of a name that sound the same. */
async function homophone(store, { text, atoms }, { hits, lacking }) {
  const mask = covered(lacking(hits[0]).filter((term) => !term.isWord));
  const table = mask && (await store.part("sounds", 0));
  const syllables = table ? Object.entries(table) : [];
  for (const { from, to } of syllables.length ? windows(atoms, text, mask) : []) {
    const sound = (char) => syllables.find(([, chars]) => chars.includes(char))?.[0] ?? char;
    const name = await sounding(store, [...fold(text.slice(from, to))].map(sound).join(""), true);
    if (name && name !== text.slice(from, to)) return { from, to, name };
  }
  return null;
}

/** Runs of Han characters that have two of a mask, the longest first: [{from, to}]. */
function* windows(atoms, text, mask) {
  for (let length = Math.min(NAME, atoms.length); length > 1; length--)
    for (let start = 0; start + length <= atoms.length; start++) {
      const run = atoms.slice(start, start + length);
      const [from, to] = [run[0].from, run.at(-1).to];
      const isRun = to - from === length && run.every((one) => IS_HAN.test(text[one.from]));
      if (isRun && run.filter((_, i) => mask & (1 << (start + i))).length > 1) yield { from, to };
    }
}

/** The name that was probably meant and the query with it in its place, or null. */
export async function meant(store, query, found) {
  const spot = (await spelled(store, query, found)) ?? (await homophone(store, query, found));
  if (!spot) return null;
  const { text } = query;
  return { name: spot.name, text: (text.slice(0, spot.from) + spot.name + text.slice(spot.to)).trim() };
}
