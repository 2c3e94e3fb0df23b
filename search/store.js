// Files of the index: fetched when a query needs them, kept for the next one.
import { plain, simplify } from "./terms.js";

const STARTED = 6; // blocks in which terms with one beginning are looked for
const KEPT = 300; // blocks and pages of which the newest are kept: some MB

export class Store {
  constructor(base) {
    Object.assign(this, { base, files: new Map(), trouble: false });
  }

  /** Whether there is a core: asked for once, and again after it has failed. */
  async opened() {
    return this.core || (this.opening ??= this.open(this.newest).finally(() => (this.opening = null)));
  }

  /** Read the core of a name; false if it is not there, or not new. */
  async open(name) {
    const core = name && name !== this.name && (await this.read(name));
    if (!core) return false;
    Object.assign(this, { name, core, total: core.places.length, places: 0, begins: [0], trouble: false });
    for (const count of core.places) this.begins.push((this.places += count));
    this.pageOf = core.places.flatMap((count, page) => Array(count).fill(page));
    simplify(core.simplified);
    this.files.clear();
    return true;
  }

  /** After a new deployment the files that this page knows are gone. */
  async reopen() {
    return this.open((await this.read("../search_index.json", { cache: "no-cache" }))?.config.core);
  }

  /** A text with words of Taiwan as the notes have them: 資訊 is 信息. */
  mainland(text) {
    const words = Object.keys(this.core.taiwan).sort((a, b) => b.length - a.length);
    return words.length ? plain(text).replace(new RegExp(words.join("|"), "g"), (one) => this.core.taiwan[one]) : text;
  }

  /** A part of the index, such as the third of its pages; null after trouble. */
  part(kind, number) {
    const path = `${kind}/${number}`;
    const version = this.core[kind].slice(6 * number, 6 * number + 6);
    const file = this.files.get(path) ?? this.read(`${path}.${version}.json`);
    file.then((one) => one || this.files.delete(path));
    this.files.delete(path);
    this.files.set(path, file);
    if (this.files.size > KEPT) this.files.delete(this.files.keys().next().value);
    return file;
  }

  /** Whether a page has been asked for. */
  has(number) {
    return this.files.has(`pages/${number}`);
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
    const number = this.core.first.findLastIndex((one) => one <= term);
    return Math.max(0, number);
  }

  /** Steps between the places of a term and its impacts there; null if no place has it. */
  async postings(term) {
    const block = this.core.first.length ? await this.part("terms", this.blockOf(term)) : null;
    const number = block ? block.terms.indexOf(term) : -1;
    if (number < 0 || !block.places[number]) return null;
    const from = block.places.slice(0, number).reduce((sum, count) => sum + count, 0);
    const to = from + block.places[number];
    return { steps: block.steps.slice(from, to), impacts: block.impacts.slice(from, to) };
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
