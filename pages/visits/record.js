// What the site remembers of a reader's visits, on the reader's device alone. Only this module knows its key and shape:
// `{began, last, front, notes: {id}}`. The front page and each note are `{before, now, when}`: the names of what
// there was to see before this visit, the names when it was last looked at, and when that was. Of the front page also the
// day up to which its list may have lacked some; of a note its title and path, and how far it was read: `at` a place in
// it, or "" at its end, under a heading.
// Of nothing, after which a visit is over.
const PAUSE = 30 * 60 * 1000;

// Sites below other paths of the same host have their own; another shape has another number.
export const key = () => `${__md_scope.pathname}.visits.2`;

/** Broken, full, or nothing may be kept here: then there is nothing. */
export const tried = (act) => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

/** With a sum of its signs: what was not written here as it is cannot be believed. */
const sealed = (text) => [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt()) | 0, 1) + "\n" + text;

export const recall = () =>
  tried(() => {
    const kept = localStorage.getItem(key());
    const text = kept.slice(kept.indexOf("\n") + 1);
    return kept === sealed(text) && JSON.parse(text);
  }) || { began: 0, last: 0, notes: {} };

/** The record with a change, made to what it is by now: another tab may have written meanwhile. */
export function remember(change) {
  const record = recall();
  const now = Date.now();
  if (Math.abs(now - record.last) > PAUSE) record.began = now;
  record.last = now;
  change?.(record);
  tried(() => localStorage.setItem(key(), sealed(JSON.stringify(record))));
  return record;
}

/** What is looked at now, where there are these names to see. */
export function looked(known, names, { began, last }) {
  const before = known ? (known.when < began ? known.now : known.before) : names;
  return { ...known, before, now: names, when: last };
}
