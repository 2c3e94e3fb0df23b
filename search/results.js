// From a page that answers a query to what the search box shows of it.
import { escape } from "../docs/assets/elements/escape.js";
import { HAN, IS_HAN, IS_WORD, WORD, fold } from "./terms.js";

const EXCERPT = 90; // characters around the first hit, about
export const SECTIONS = 3; // of a page, at most
export const FULL = 5; // pages that list so many; those after them list one
const PHRASE = 1; // how much more a page is worth that has the query as one phrase
const EXACT = 3; // and one that is called as the query is
const MARKED = 8; // different words that the page marks, at most
const GAP = 3; // signs and spaces that may stand within a phrase
const CITED = 0.3; // how much less a page's list of sources tells than what it says itself

const IN_NUMBER = /^\d(?:\.\d|,\d{3})/;
const IN_PHRASE = new RegExp(`[${WORD}${HAN}]`);

/** Where a text has words of the query: [{from, to, tally}], in order. */
function occurrences(text, tallies, folded = fold(text)) {
  const found = [];
  for (const tally of tallies)
    for (const stands of tally.stands) {
      const isStart = stands.endsWith("*");
      const word = isStart ? stands.slice(0, -1) : stands;
      // Two letters of a word are found in too many others: QLoRA has the RA of LoRA.
      if (tally.term.written && word.length < 3) continue;
      const bounded = IS_WORD.test(word[0]);
      for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + 1)) {
        const to = from + word.length;
        const inside = (i) =>
          (IS_WORD.test(folded[i - 1] ?? " ") && IS_WORD.test(folded[i] ?? " ")) ||
          [1, 2].some((n) => i >= n && IN_NUMBER.test(folded.slice(i - n, i - n + 5)));
        const cut = (i) => inside(i) && !(/[a-z]/.test(text[i - 1]) && /[A-Z]/.test(text[i]));
        if (bounded && (cut(from) || (!isStart && cut(to)))) continue;
        found.push({ from, to, tally });
      }
    }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Hits that touch or overlap, as one; in a phrase also those with only signs between them. */
function merged(hits, phraseOf) {
  const spans = [];
  const isGap = (from, to) => phraseOf && to - from <= GAP && !IN_PHRASE.test(phraseOf.slice(from, to));
  for (const { from, to } of hits) {
    const last = spans.at(-1);
    if (last && (from <= last.to || isGap(last.to, from))) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

/** How well a section answers: what its words tell, how near together, how much of a phrase. */
function sectionScore(heading, { text, folded }, { tallies, weights }, length) {
  const inText = occurrences(text, tallies, folded);
  const inHeading = occurrences(heading, tallies);
  const often = new Map();
  for (const { tally } of inText) often.set(tally, (often.get(tally) ?? 0) + 1);
  for (const { tally } of inHeading) often.set(tally, (often.get(tally) ?? 0) + 4);
  let mask = 0;
  let score = 0;
  for (const [tally, times] of often) {
    mask |= tally.term.mask;
    score += (tally.weight * times) / (times + 1.2);
  }
  const share = weights.reduce((sum, one, i) => sum + (mask & (1 << i) ? one : 0), 0);
  const longest = Math.max(
    0,
    ...[...merged(inText, text), ...merged(inHeading, heading)].map((one) => one.to - one.from),
  );
  const phrase = Math.min(1, longest / length);
  return { score: score * (share / (weights.reduce((a, b) => a + b, 0) || 1)) * (1 + phrase), phrase, hits: inText };
}

/** Plain text of a section's pieces, and where each piece begins. */
const flats = new WeakMap();
function flat(pieces) {
  if (!flats.has(pieces)) flats.set(pieces, flattened(pieces));
  return flats.get(pieces);
}

function flattened(pieces) {
  let text = "";
  const starts = pieces.map((piece) => {
    const start = text.length;
    text += typeof piece === "string" ? piece : piece[0];
    return start;
  });
  return { text, starts, folded: fold(text) };
}

/** Text with its hits marked. */
function marked(text, hits) {
  let html = "";
  let done = 0;
  for (const { from, to } of merged(hits)) {
    html += `${escape(text.slice(done, from))}<mark>${escape(text.slice(from, to))}</mark>`;
    done = to;
  }
  return html + escape(text.slice(done));
}

/** The part of a section around its hits: text marked, formulas drawn. */
function excerpt(pieces, { text, starts }, hits) {
  // The window with the most different words of the query.
  let best = { start: 0, words: 0 };
  hits.forEach(({ from }, i) => {
    const words = new Set();
    for (let j = i; j < hits.length && hits[j].to <= from + EXCERPT; j++) words.add(hits[j].tally);
    if (words.size > best.words) best = { start: from, words: words.size };
  });
  const inWord = (i) => IS_WORD.test(text[i - 1] ?? " ") && IS_WORD.test(text[i] ?? " ");
  let start = Math.max(0, best.start - EXCERPT / 3);
  const pause = start && text.slice(start, best.start).search(/[，。；：！？、]/) + 1;
  start += pause;
  while (inWord(start)) start--;
  let end = start + EXCERPT * 1.5;
  while (inWord(end)) end++;
  let html = start ? "…" : "";
  pieces.forEach((piece, i) => {
    const [from, readable] = [starts[i], typeof piece === "string" ? piece : piece[0]];
    if (from + readable.length <= start || from >= end) return;
    if (typeof piece !== "string") {
      const isHit = hits.some((one) => one.from < from + readable.length && one.to > from);
      html += isHit ? `<mark>${piece[1]}</mark>` : piece[1];
      return;
    }
    const [low, high] = [Math.max(0, start - from), Math.min(piece.length, end - from)];
    const own = hits
      .map((one) => ({ from: Math.max(one.from - from, low) - low, to: Math.min(one.to - from, high) - low }))
      .filter((one) => one.to > one.from);
    html += marked(piece.slice(low, high), own);
  });
  return html + (end < text.length ? "…" : "");
}

/** What the page itself is to mark, the longest first: what was found in a row, not its parts. */
function toMark(sections) {
  const found = new Set();
  for (const { text, hits } of sections)
    for (const { from, to } of merged(hits.filter(({ tally }) => !tally.isName)))
      for (const word of text.folded.slice(from, to).split(/\s+/)) found.add(word);
  const texts = [...found].sort((a, b) => b.length - a.length);
  const telling = texts.filter(
    (one, i) =>
      (one.length > 1 || IS_HAN.test(one)) &&
      !/^\d{1,2}$/.test(one) &&
      !texts.slice(0, i).some((longer) => IS_WORD.test(one) && longer.includes(one)),
  );
  return (telling.length || texts.length > 1 ? telling : texts).slice(0, MARKED);
}

/** How much of a name the query is, or of the query a name. */
function nameShare(asked, name) {
  const [short, long] = asked.length < name.length ? [asked, name] : [name, asked];
  const from = long.indexOf(short);
  const inside = (i) => IS_WORD.test(long[i - 1] ?? " ") && IS_WORD.test(long[i] ?? " ");
  return from < 0 || !short || (long === asked && (inside(from) || inside(from + short.length)))
    ? 0
    : short.length / long.length;
}

/** How well a page answers: its score and its sections that answer, best first. */
export function judged(page, hit, query, found) {
  const sections = page.sections
    .map(([anchor, heading, pieces]) => {
      const text = flat(pieces);
      const answer = sectionScore(heading, text, found, query.length);
      if (anchor === page.sources) answer.score *= CITED;
      return { anchor, heading, pieces, text, ...answer };
    })
    .filter((one) => one.score)
    .sort((a, b) => b.score - a.score);
  const asked = fold(query.text).trim();
  const names = [page.title, ...page.title.split(/[：:]/, 1), ...page.aliases].map(fold);
  const named = Math.max(0, ...names.map((one) => nameShare(asked, one)));
  const phrase = Math.max(0, ...sections.map((one) => one.phrase));
  const score = hit.score * (1 + named + PHRASE * phrase) * (named === 1 ? EXACT : 1);
  return { page, score, named, sections };
}

/** A page as the search box lists it: itself, then `most` of its sections. */
export function listed({ page, score, named, sections }, tallies, most) {
  const terms = Object.fromEntries(toMark(sections).map((text) => [text, true]));
  const titled = (title) => marked(title, occurrences(title, tallies));
  const teaser = (one) => `<p>${excerpt(one.pieces, one.text, one.hits)}</p>`;
  const opening = sections[0]?.anchor === "" ? teaser(sections[0]) : "";
  const shown = sections.filter((one) => one.anchor).slice(0, most);
  return [
    {
      location: page.url,
      title: titled(page.title),
      text: opening || (shown.length ? "" : `<p>${titled(page.description)}</p>`),
      score,
      terms,
    },
    // The theme folds away what scores less than the page.
    ...shown.map((one, i) => ({
      location: `${page.url}#${one.anchor}`,
      title: titled(one.heading),
      text: teaser(one),
      score: i || opening ? score / (i + 2) : named ? score : score * 1.001, // what Enter opens
      terms,
    })),
  ];
}
