// From a page that answers a query to what the search box shows of it.
import { escape } from "../docs/assets/elements/escape.js";
import { namedIn } from "./query.js";
import { IS_HAN, WORD, fold, isInWord, merged, places } from "./terms.js";

const EXCERPT = 90; // characters around the first hit, about
const SECTIONS = 3; // of a page, at most
const FULL = 5; // pages that list so many; those after them list one
const SPACES = /[\s*+:~^-]+/; // what the theme takes for them in what it marks
const MARKED = 8; // different words that the page marks, at most

/** A text as it is looked through: folded, and where it has the terms of the index. */
const seen = (text) => ({ folded: fold(text), places: places(text) });

/** A section's text so, once. */
const seenOf = (section) => (section.seen ??= seen(section.text));

const escaped = (text) => text.replace(/[^\p{L}\p{N}]/gu, "\\$&");

/** What finds a query as it was typed, whatever signs and spaces stand between; null for a single word. */
export function literal({ text }, names) {
  const letters = Object.fromEntries(names.filter(([one]) => one.length === 1).map(([one, name]) => [name, one]));
  const said = fold(text).replace(/[a-z]+/g, (word) => letters[word] ?? word);
  const signs = said.match(new RegExp(`[${WORD}]+|[^\\s()[\\]{}*·×⋅^_,]`, "g")) ?? [];
  if (signs.length < 2) return null;
  const between = "[\\s()[\\]{}*·×⋅^_,]*";
  return new RegExp(`(?<![${WORD}])${signs.map(escaped).join(between)}(?![${WORD}])`, "g");
}

/** Where a text has words of the query: [{from, to, tally}], in order. */
function occurrences({ folded, places: known }, tallies) {
  const placesOf = ({ term, stands }) =>
    term.isName
      ? [...namedIn(term.text, folded)]
      : // Two letters of a word are found in too many others: QLoRA has the RA of LoRA.
        stands.flatMap((one) => (term.hasParts && one.length < 3 ? [] : (known.get(one) ?? [])));
  const found = tallies.flatMap((tally) => placesOf(tally).map((place) => ({ ...place, tally })));
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** A stretch of a text with its hits marked. */
function marked(text, hits, from = 0, to = text.length) {
  let html = "";
  let done = from;
  for (const hit of merged(hits)) {
    const [start, end] = [Math.max(hit.from, done), Math.min(hit.to, to)];
    if (start >= end) continue;
    html += `${escape(text.slice(done, start))}<mark>${escape(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escape(text.slice(done, to));
}

/** Where the excerpt begins and ends: around most different words of the query. */
function around(text, hits) {
  let best = { start: 0, words: 0 };
  hits.forEach(({ from }, i) => {
    const words = new Set();
    for (let j = i; j < hits.length && hits[j].to <= from + EXCERPT; j++) words.add(hits[j].tally);
    if (words.size > best.words) best = { start: from, words: words.size };
  });
  let start = Math.max(0, best.start - EXCERPT / 3);
  if (start) start += text.slice(start, best.start).search(/[，。；：！？、]/) + 1;
  while (isInWord(text, start)) start--;
  let end = start + EXCERPT * 1.5;
  while (isInWord(text, end)) end++;
  return { start, end };
}

/** The part of a section around its hits: text marked, formulas drawn. */
function excerpt({ text, formulas, hits }) {
  const { start, end } = around(text, hits);
  const inside = formulas.filter(([from, to]) => to > start && from < end);
  let html = start ? "…" : "";
  let done = start;
  for (const [from, to, drawn] of inside) {
    const isHit = hits.some((one) => one.from < to && one.to > from);
    html += marked(text, hits, done, from) + (isHit ? `<mark>${drawn}</mark>` : drawn);
    done = to;
  }
  return html + marked(text, hits, done, end) + (end < text.length ? "…" : "");
}

/** What the page itself is to mark, the longest first: what was found in a row, not what only begins so. */
function toMark(sections) {
  const isOwn = sections.some(({ hits }) => hits.some(({ tally }) => !tally.term.isName));
  const words = sections.flatMap(({ text, hits }) => {
    const found = merged(hits.filter(({ tally }) => !isOwn || !tally.term.isName));
    return found.flatMap(({ from, to }) => text.slice(from, to).toLowerCase().split(SPACES));
  });
  const all = [...new Set(words)].sort((a, b) => b.length - a.length);
  const isLonger = (one) => all.some((start) => start.length > 2 && start !== one && one.startsWith(start));
  const telling = all.filter((one) => (one.length > 1 && !/^\d\d$/.test(one)) || IS_HAN.test(one));
  return (telling.length ? telling.filter((one) => !isLonger(one)) : all).slice(0, MARKED);
}

const isCalled = (names, query) => names.some((one) => fold(one).trim() === fold(query.text).trim());

/** Whether a query names a page: it is its title, or a part of it. */
const isTitled = ({ title }, query) => isCalled([title, ...title.split(/ 与 |[：:和、，]/)], query);

/** A section that has the query as it was typed comes before others, and a page that is called so before that. */
export function lift(page, hit, query, pattern, most) {
  const named = isTitled(page, query) || isCalled(page.aliases, query) ? 2 * most : 0;
  const isThere = (text) => pattern && text.search(pattern) >= 0;
  const isIn = (section) => isThere(seenOf(section).folded) || isThere(fold(section.heading));
  const sections = page.sections.map((section) => (isIn(section) ? most : 0));
  const scores = hit.scores.map((score, i) => score + named + (i && sections[i - 1]));
  return { scores, score: Math.max(...scores) };
}

/** A page as the search box lists it, at a place of the list: itself, then sections, best first. */
export function listed(page, { scores }, query, tallies, place) {
  const sections = page.sections
    .map((one, i) => ({ ...one, hits: occurrences(seenOf(one), tallies), score: scores[i + 1] }))
    .sort((a, b) => b.score - a.score);
  const terms = Object.fromEntries(toMark(sections).map((text) => [text, true]));
  const titled = (title) => marked(title, occurrences(seen(title), tallies));
  const teaser = (one) => `<p>${excerpt(one)}</p>`;
  const opens = isTitled(page, query) || !sections.length || scores[0] >= sections[0].score;
  const opening = sections.find((one) => !one.anchor && one.hits.length);
  const shown = sections.filter((one) => one.anchor && one.score > scores[0]).slice(0, place < FULL ? SECTIONS : 1);
  const topic = page.topic ? `<span class="search-place">${escape(page.topic)} › </span>` : "";
  const score = 3 * (FULL + FULL - place); // the theme opens what scores most, and folds away what scores less than its page
  const isOpening = opening && (opens || !shown.length);
  const text = isOpening ? teaser(opening) : shown.length ? "" : `<p>${titled(page.description)}</p>`;
  return [
    { location: page.url, title: topic + titled(page.title), text, score, terms },
    ...shown.map((one, i) => ({
      location: `${page.url}#${one.anchor}`,
      title: titled(one.heading),
      text: teaser(one),
      score: i ? score - 1 : score + !opens,
      terms,
    })),
  ];
}
