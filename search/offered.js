// What the box and its worker both say, as HTML.
import { escape } from "../docs/assets/elements/escape.js";

/** By its name the box knows what to do with its value. */
export const button = (text, name, value = text, more = "") =>
  `<button type="button" name="${name}" value="${escape(value)}"${more}>${escape(text)}</button>`;

export const troubled = (what) => `${navigator.onLine ? "" : "现在没有网络，"}${what}${button("重试", "ask")}`;
