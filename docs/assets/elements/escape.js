/** A text as HTML shows it; the worker of the search has this file too. */
export const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
