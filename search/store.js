// Files of the index: fetched when a query needs them, kept for the next one.
import { plain, simplify } from "./terms.js";

const STARTED = 6; // blocks in which terms with one beginning are looked for
const KEPT = 300; // blocks and pages of which the newest are kept: some MB

export class Store {
  files = new Map();
  trouble = false;

  constructor(base) {
    this.base = base;
  }

  /** Whether there is a core. */
  async opened() {
    return this.core || this.open(this.newest);
  }

  /** Read the core of a name; false if it is not there, or not new. */
  async open(name) {
    const core = name !== this.name && (await this.kept(name));
    if (!core) return false;
    Object.assign(this, { name, core, total: core.places.length, places: 0, begins: [0], trouble: false });
    for (const count of core.places) this.begins.push((this.places += count));
    this.pageOf = core.places.flatMap((count, page) => Array(count).fill(page));
    simplify(core.simplified);
    return true;
  }

  /** After a new deployment the files that this page knows are gone. */
  async reopen() {
    return this.open((await this.read("../search_index.json", { cache: "no-cache" }))?.config.core);
  }

  /** A text with words of Taiwan as the notes have them: 資訊 is 信息. */
  mainland(text) {
    const { taiwan } = this.core;
    return plain(text).replace(new RegExp(Object.keys(taiwan).join("|"), "g"), (one) => taiwan[one] ?? one);
  }

  /** The file of a part of the index, such as the third of its pages. */
  nameOf(kind, number) {
    return `${kind}/${number}.${this.core[kind].slice(6 * number, 6 * number + 6)}.json`;
  }

  /** A part of the index; null after trouble. */
  part(kind, number) {
    return this.kept(this.nameOf(kind, number));
  }

  /** A file, asked for once, and again after it has failed. */
  kept(name) {
    if (this.files.size === KEPT) this.files.clear();
    const file = this.files.get(name) ?? this.read(name);
    file.then((one) => one || this.files.delete(name));
    this.files.set(name, file);
    return file;
  }

  /** The file, or null and `trouble`: not there, cut off, no network. */
  async read(name, options) {
    try {
      const answer = await fetch(this.base + name, options);
      if (!answer.ok) throw new Error(`${answer.status} ${name}`);
      return await answer.json();
    } catch (error) {
      console.warn("search:", error.message);
      this.trouble = true;
      return null;
    }
  }

  /** Number of the block that holds a term, or would. */
  blockOf(term) {
    return Math.max(
      0,
      this.core.first.findLastIndex((one) => one <= term),
    );
  }

  /** Of each place of a term how far it is from the one before, and the impact there; null if it has none. */
  async postings(term) {
    const block = this.core.first.length && (await this.part("terms", this.blockOf(term)));
    const found = block && block.found[block.terms.indexOf(term)];
    return found?.length ? found : null;
  }

  /** Terms that begin with `prefix`, from at most so many blocks. */
  async startingWith(prefix) {
    const from = this.blockOf(prefix);
    const to = Math.min(this.blockOf(prefix + "\uffff") + 1, from + STARTED, this.core.first.length);
    const numbers = Array.from({ length: to - from }, (_, i) => from + i);
    const blocks = await Promise.all(numbers.map((number) => this.part("terms", number)));
    return blocks.flatMap((block) => block?.terms ?? []).filter((term) => term.startsWith(prefix));
  }
}
