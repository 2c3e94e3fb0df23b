// What a reader may have meant who typed how a name sounds: pinyin, initials, or like characters.
import { fold, runs } from "./terms.js";

const NAME = 10; // characters of a name

/** The name that sounds so, a shorter one before others; if it need not be whole, one that begins so. */
async function sounding(store, spelt, isWhole) {
  const found = await store.startingWith(`'${spelt}${isWhole ? "=" : ""}`);
  const [best] = found.sort((a, b) => a.indexOf("=") - b.indexOf("="));
  return best?.slice(best.indexOf("=") + 1);
}

/** The name that a query of Latin letters spells: {from, to, name}. */
async function spelled(store, text) {
  const letters = fold(text).replace(/[\s'-]/g, "");
  if (!/^[a-z]{3,}$/.test(letters)) return null;
  const name = await sounding(store, letters, letters.length < 4);
  return name && { from: 0, to: text.length, name };
}

/** How characters sound: the table has runs of the usual ones, in the order of GB 2312, which is that of sounds. */
function syllables({ others, runs: counted }) {
  const codes = Array.from({ length: 40 * 94 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]);
  const chars = others + new TextDecoder("gb2312").decode(new Uint8Array(codes.flat()));
  const sounds = counted.flatMap(([syllable, count]) => Array(count).fill(syllable));
  return new Map(sounds.map((syllable, i) => [chars[i], syllable]));
}

/** Characters that do not stand so in the best page: those of a name that sound the same. */
async function homophone(store, { query: { text }, best }) {
  const isLacking = ({ from, to }) => best.lacks.some(({ term }) => from <= term.from && term.to <= to);
  const spans = [...windows(text)].filter(isLacking);
  const table = spans.length && (await store.part("sounds", 0));
  if (!table) return null;
  const sounds = syllables(table);
  for (const { from, to } of spans) {
    const asked = text.slice(from, to);
    const spelt = [...fold(asked)].map((char) => sounds.get(char) ?? char).join("");
    const name = await sounding(store, spelt, true);
    if (name && name !== asked) return { from, to, name };
  }
  return null;
}

/** Stretches of Han characters, the longest first: [{from, to}]. */
function* windows(text) {
  for (let length = NAME; length > 1; length--)
    for (const run of runs(text).filter(({ isHan }) => isHan))
      for (let from = run.from; from + length <= run.to; from++) yield { from, to: from + length };
}

/** The name that was probably meant and the query with it in its place; null if all is answered or none sounds so. */
export async function meant(store, found) {
  const { text } = found.query;
  const isUnknown = found.own.some(({ on, term }) => term.isWord && !on.size);
  if (found.answers && !isUnknown) return null;
  const spot = (isUnknown && (await spelled(store, text))) || (await homophone(store, found));
  return spot && { name: spot.name, text: (text.slice(0, spot.from) + spot.name + text.slice(spot.to)).trim() };
}
