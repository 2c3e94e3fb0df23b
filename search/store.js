// Files of the index: fetched when a query needs them, kept for the next one.
import { plain, simplify } from "./terms.js";

const STARTED = 6; // blocks in which terms with one beginning are looked for
const KEPT = 300; // files, some MB: of so many none is kept, and those that are needed again come from the browser

export class Store {
  constructor(base) {
    Object.assign(this, { base, files: new Map(), trouble: false });
  }

  /** Whether the newest core is there. */
  async opened() {
    const core = await this.kept(this.newest);
    if (!core || core === this.core) return core !== null;
    Object.assign(this, { core, begins: [0], pageOf: core.places.flatMap((count, page) => Array(count).fill(page)) });
    core.places.forEach((count, page) => this.begins.push(this.begins[page] + count));
    simplify(core.simplified);
    return true;
  }

  /** Whether there is a newer core: after a new deployment the files that this page knows are gone. */
  async renewed() {
    const known = this.newest;
    this.newest = (await this.read("../search_index.json", { cache: "no-cache" }))?.config.core ?? known;
    return this.newest !== known;
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

  /** Blocks that may hold terms from one to another, the first of them. */
  blocks(...ends) {
    const [first, last] = ends.map((term) => this.core.first.findLastIndex((one) => one <= term));
    const some = this.core.first.slice(first, last + 1).slice(0, STARTED);
    return Promise.all(some.map((_, i) => this.part("terms", first + i)));
  }

  /** Of each place of a term how far it is from the one before, and the impact there; null if it has none. */
  async postings(term) {
    const [block] = await this.blocks(term, term);
    const found = block?.found[block.terms.indexOf(term)];
    return found?.length ? found : null;
  }

  /** Terms that begin with `prefix`, not all if there are very many. */
  async startingWith(prefix) {
    const blocks = await this.blocks(prefix, prefix + "\uffff");
    return blocks.flatMap((block) => block?.terms ?? []).filter((term) => term.startsWith(prefix));
  }
}
