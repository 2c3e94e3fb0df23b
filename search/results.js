// From a page that answers a query to what the search box shows of it.
import { escape } from "../docs/assets/elements/escape.js";
import { IS_HAN, IS_WORD, Text, WORD, fold, isWithin, merged, namedIn, touches } from "./terms.js";

const { BESIDE } = PATTERNS;
const EXCERPT = 90; // characters around the first hit, about
const SECTIONS = 3; // of a page, at most
const FULL = 5; // pages that list so many; those after them list one
const SPACES = /[\s*+:~^-]+/; // what the theme takes for them in what it marks
const MARKED = 8; // different words that the page marks, at most

/** What finds a query as it was typed, whatever signs and spaces stand between; null for a single word. */
export function literal({ text }, names) {
  const isLetter = ([one]) => one.length === 1 && IS_WORD.test(one);
  const letters = new Map(names.filter(isLetter).map(([one, name]) => [name, one]));
  const said = fold(text).replace(/[a-z]+/g, (word) => letters.get(word) ?? word);
  const signs = said.match(new RegExp(`[${WORD}]+|[^\\s()[\\]{}*·×⋅^_,/]`, "g")) ?? [];
  if (signs.length < 2) return null;
  const escaped = signs.map((one) => one.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  return new RegExp(`(?<![${WORD}])${escaped.join("[\\s()[\\]{}*·×⋅^_,/]*")}(?![${WORD}])`, "g");
}

/** Where a text has words of the query: [{from, to, tally}], in order. */
function occurrences(text, tallies) {
  // Two letters of a word are found in too many others: QLoRA has the RA of LoRA.
  const isMarked = ({ isPart }, one) => !isPart || one.length > 2;
  const placesOf = ({ term, stands }) =>
    term.isName
      ? namedIn(term.text, text.folded)
      : stands.filter((one) => isMarked(term, one)).flatMap((one) => text.placesOf(one));
  const found = tallies.flatMap((tally) => placesOf(tally).map((place) => ({ ...place, tally })));
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** A stretch of a text as HTML: formulas drawn, and words of the query marked there and elsewhere. */
function written({ text, formulas, hits }, start = 0, end = text.length) {
  const apart = hits.filter((one) => !formulas.some((formula) => touches(formula, one)));
  const words = merged(apart).map(({ from, to }) => ({ from, to, html: escape(text.slice(from, to)) }));
  const shown = [...formulas, ...words].filter((one) => touches(one, { from: start, to: end }));
  shown.sort((a, b) => a.from - b.from);
  const parts = shown.map((span, i) => {
    const before = text.slice(shown[i - 1]?.to ?? start, span.from);
    return escape(before) + (hits.some((one) => touches(one, span)) ? `<mark>${span.html}</mark>` : span.html);
  });
  return parts.join("") + escape(text.slice(shown.at(-1)?.to ?? start, end));
}

const marked = (text, tallies) => written({ text, formulas: [], hits: occurrences(new Text(text), tallies) });

/** Where the excerpt begins and ends: around most different words of the query. */
function around({ text, hits }) {
  const words = hits.map(({ from }, i) => {
    const found = new Set();
    for (let j = i; hits[j]?.to <= from + EXCERPT; j++) found.add(hits[j].tally);
    return found.size;
  });
  const first = hits[words.indexOf(Math.max(...words))]?.from ?? 0;
  let start = Math.max(0, first - EXCERPT / 3);
  if (start) start += text.slice(start, first).search(/[，。；：！？、]/) + 1;
  while (isWithin(text, start)) start--;
  let end = start + EXCERPT * 1.5;
  while (isWithin(text, end)) end++;
  return [start, end];
}

/** The part of a section around its hits. */
function excerpt(section) {
  const [start, end] = around(section);
  const html = (start ? "…" : "") + written(section, start, end) + (end < section.text.length ? "…" : "");
  return html.replace(BESIDE, '<span class="math">$&</span>');
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
export function lift(content, hit, { query, hits }, pattern) {
  const most = hits[0].score;
  const named = isTitled(content, query) || isCalled(content.aliases, query) ? 2 * most : 0;
  const isIn = ({ seen, heading }) => pattern && [seen.folded, fold(heading)].some((text) => text.search(pattern) >= 0);
  for (const section of content.sections) section.seen ??= new Text(section.text);
  const scores = hit.scores.map((score, i) => score + named + (i && isIn(content.sections[i - 1]) ? most : 0));
  return { ...hit, content, scores, score: Math.max(...scores) };
}

/** A page as the search box lists it, at a place of the list: itself, then sections, best first. */
export function listed({ content, from, scores }, { query, tallies }, place) {
  const { url, title, topic, description } = content;
  const saidIn = (i) => tallies.filter(({ said }) => said[from + i]);
  const sections = content.sections
    .map((one, i) => ({ ...one, hits: occurrences(one.seen, saidIn(i + 1)), score: scores[i + 1] }))
    .sort((a, b) => b.score - a.score);
  const teaser = (one) => `<p>${excerpt(one)}</p>`;
  const named = (text) => marked(text, tallies);
  const terms = Object.fromEntries(toMark(sections).map((text) => [text, true]));
  const opens = isTitled(content, query) || scores[0] === Math.max(...scores);
  const opening = sections.find((one) => !one.anchor && one.hits.length);
  const shown = sections.filter((one) => one.anchor && one.score > scores[0]).slice(0, place < FULL ? SECTIONS : 1);
  const above = topic ? `<span class="search-place">${escape(topic)} › </span>` : "";
  const isOpening = opening && (opens || !shown.length);
  const text = isOpening ? teaser(opening) : shown.length ? "" : `<p>${named(description)}</p>`;
  const score = 3 * (FULL + FULL - place); // the theme opens what scores most, and folds away what scores less than its page
  const item = (at, called, html, rank) => ({ location: url + at, title: called, text: html, score: rank, terms });
  const below = (one, i) => item(`#${one.anchor}`, named(one.heading), teaser(one), i ? score - 1 : score + !opens);
  return [item("", above + named(title), text, score), ...shown.map(below)];
}
