// From a page that answers a query to what the search box shows of it.
import { escape } from "../docs/assets/elements/escape.js";
import { IS_HAN, IS_WORD, WORD, fold, stem } from "./terms.js";

const EXCERPT = 90; // characters around the first hit, about
const SECTIONS = 3; // of a page, at most
const FULL = 5; // pages that list so many; those after them list one
const MARKED = 8; // different words that the page marks, at most

/** A text as it is looked through: folded, words found by their stems. */
function flattened(pieces) {
  let text = "";
  const starts = pieces.map((piece) => {
    const start = text.length;
    text += typeof piece === "string" ? piece : piece[0];
    return start;
  });
  return { text, starts, folded: fold(text) };
}

const texts = new WeakMap();
function textOf(pieces) {
  if (!texts.has(pieces)) texts.set(pieces, flattened(pieces));
  return texts.get(pieces);
}

/** What finds a query as it was typed, whatever signs and spaces stand between; null for a single word. */
export function literal({ text }, names) {
  const letters = Object.fromEntries(names.filter(([one]) => one.length === 1).map(([one, name]) => [name, one]));
  const said = fold(text).replace(/[a-z]+/g, (word) => letters[word] ?? word);
  const signs = said.match(new RegExp(`[${WORD}]+|[^\\s()[\\]{}*·×⋅^_,]`, "g")) ?? [];
  if (signs.length < 2) return null;
  const between = "[\\s()[\\]{}*·×⋅^_,]*";
  return new RegExp(`(?<![${WORD}])${signs.map(escaped).join(between)}(?![${WORD}])`, "g");
}

const isWordAt = (text, i) => IS_WORD.test(text[i] ?? " ");
const isNumberAt = (text, i) => i >= 0 && /^\d(?:\.\d|,\d{3})/.test(text.slice(i, i + 5));

/** Whether a place lies within a word or a number, and not on a camel's back. */
function isInside(text, folded, i) {
  if (/[a-z]/.test(text[i - 1]) && /[A-Z]/.test(text[i])) return false;
  return (isWordAt(folded, i - 1) && isWordAt(folded, i)) || isNumberAt(folded, i - 1) || isNumberAt(folded, i - 2);
}

/** Where a word ends that begins here: also with another ending of the same stem. Nowhere if it is another word. */
function endOf(word, text, folded, to) {
  if (!isInside(text, folded, to)) return to;
  const [rest] = /^[a-z]*/.exec(folded.slice(to));
  return rest && stem(word + rest) === stem(word) && !isInside(text, folded, to + rest.length)
    ? to + rest.length
    : null;
}

const escaped = (text) => text.replace(/[^\p{L}\p{N}]/gu, "\\$&");

/** Where a text has a term of the index; a number also with commas. */
function placesOf(term, text, folded) {
  const isStart = term.endsWith("*");
  const word = isStart ? term.slice(0, -1) : term;
  const pattern = /^\d{4,}$/.test(word) ? [...word].join(",?") : escaped(word);
  return [...folded.matchAll(new RegExp(pattern, "g"))].flatMap(({ index: from, 0: { length } }) => {
    if (IS_WORD.test(word[0]) && isInside(text, folded, from)) return [];
    const to = IS_WORD.test(word[0]) && !isStart ? endOf(word, text, folded, from + length) : from + length;
    return to ? [{ from, to }] : [];
  });
}

/** Where a text has words of the query: [{from, to, tally}], in order. */
function occurrences(text, tallies, folded = fold(text)) {
  const found = tallies.flatMap((tally) =>
    tally.stands
      // Two letters of a word are found in too many others: QLoRA has the RA of LoRA.
      .filter((term) => !tally.term.written || term.replace("*", "").length > 2)
      .flatMap((term) => placesOf(term, text, folded).map((place) => ({ ...place, tally }))),
  );
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Hits that touch or overlap, as one. */
function merged(hits) {
  const spans = [];
  for (const { from, to } of hits) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
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

/** Where the excerpt begins and ends: around most different words of the query. */
function around({ text }, hits) {
  let best = { start: 0, words: 0 };
  hits.forEach(({ from }, i) => {
    const words = new Set();
    for (let j = i; j < hits.length && hits[j].to <= from + EXCERPT; j++) words.add(hits[j].tally);
    if (words.size > best.words) best = { start: from, words: words.size };
  });
  const inWord = (i) => IS_WORD.test(text[i - 1] ?? " ") && IS_WORD.test(text[i] ?? " ");
  let start = Math.max(0, best.start - EXCERPT / 3);
  if (start) start += text.slice(start, best.start).search(/[，。；：！？、]/) + 1;
  while (inWord(start)) start--;
  let end = start + EXCERPT * 1.5;
  while (inWord(end)) end++;
  return { start, end };
}

/** The part of a section around its hits: text marked, formulas drawn. */
function excerpt(pieces, whole, hits) {
  const { start, end } = around(whole, hits);
  const shown = pieces.map((piece, i) => {
    const [from, readable] = [whole.starts[i], typeof piece === "string" ? piece : piece[0]];
    if (from + readable.length <= start || from >= end) return "";
    if (typeof piece !== "string") {
      const isHit = hits.some((one) => one.from < from + readable.length && one.to > from);
      return isHit ? `<mark>${piece[1]}</mark>` : piece[1];
    }
    const [low, high] = [Math.max(0, start - from), Math.min(piece.length, end - from)];
    const own = hits
      .map((one) => ({ from: Math.max(one.from - from, low) - low, to: Math.min(one.to - from, high) - low }))
      .filter((one) => one.to > one.from);
    return marked(piece.slice(low, high), own);
  });
  return (start ? "…" : "") + shown.join("") + (end < whole.text.length ? "…" : "");
}

/** What the page itself is to mark, the longest first: what was found in a row, not what only begins so. */
function toMark(sections) {
  const isOwn = sections.some(({ hits }) => hits.some(({ tally }) => !tally.isName));
  const words = new Set();
  for (const { text, hits } of sections)
    for (const { from, to } of merged(hits.filter(({ tally }) => !isOwn || !tally.isName)))
      for (const word of text.text.slice(from, to).toLowerCase().split(/\s+/)) words.add(word);
  const all = [...words].sort((a, b) => b.length - a.length);
  const isLonger = (one) => all.some((start) => start.length > 2 && start !== one && one.startsWith(start));
  const telling = all.filter((one) => !/^(?:[^]|\d\d)$/.test(one) || IS_HAN.test(one)).filter((one) => !isLonger(one));
  return (telling.length ? telling : all).slice(0, MARKED);
}

const isCalled = (names, query) => names.some((one) => fold(one).trim() === fold(query.text).trim());

/** Whether a query names a page: it is its title, or a part of it. */
const isTitled = ({ title }, query) => isCalled([title, ...title.split(/ 与 |[：:和、，]/)], query);

/** A section that has the query as it was typed comes before others, and a page that is called so before that. */
export function lift(page, hit, query, pattern, most) {
  const named = isTitled(page, query) || isCalled(page.aliases, query) ? 2 * most : 0;
  const isThere = (text) => pattern && text.search(pattern) >= 0;
  const sections = page.sections.map(([, heading, pieces]) =>
    isThere(textOf(pieces).folded) || isThere(fold(heading)) ? most : 0,
  );
  hit.scores = hit.scores.map((score, i) => score + named + (i && sections[i - 1]));
  hit.score = Math.max(...hit.scores);
}

/** A page as the search box lists it, at a place of the list: itself, then sections, best first. */
export function listed(page, { scores }, query, tallies, place) {
  const sections = page.sections
    .map(([anchor, heading, pieces], i) => {
      const text = textOf(pieces);
      const hits = occurrences(text.text, tallies, text.folded);
      return { anchor, heading, pieces, text, hits, score: scores[i + 1] };
    })
    .sort((a, b) => b.score - a.score);
  const terms = Object.fromEntries(toMark(sections).map((text) => [text, true]));
  const titled = (title) => marked(title, occurrences(title, tallies));
  const teaser = (one) => `<p>${excerpt(one.pieces, one.text, one.hits)}</p>`;
  const opens = isTitled(page, query) || !sections.length || scores[0] >= sections[0].score;
  const opening = sections.find((one) => !one.anchor && one.hits.length);
  const shown = sections.filter((one) => one.anchor && one.score > scores[0]).slice(0, place < FULL ? SECTIONS : 1);
  const topic = page.topic ? `<span class="search-place">${escape(page.topic)} › </span>` : "";
  const score = 3 * (FULL + FULL - place); // the theme opens what scores most, and folds away what scores less than its page
  return [
    {
      location: page.url,
      title: topic + titled(page.title),
      text:
        opening && (opens || !shown.length)
          ? teaser(opening)
          : shown.length
            ? ""
            : `<p>${titled(page.description)}</p>`,
      score,
      terms,
    },
    ...shown.map((one, i) => ({
      location: `${page.url}#${one.anchor}`,
      title: titled(one.heading),
      text: teaser(one),
      score: i ? score - 1 : score + !opens,
      terms,
    })),
  ];
}
