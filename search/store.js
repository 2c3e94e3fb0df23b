// Files of the index: fetched when a query needs them, kept for the next one.
const KEPT = 300; // blocks and pages of which the newest are kept: some MB

export class Store {
  constructor(base) {
    this.base = base;
    this.files = new Map();
    this.trouble = false;
  }

  /** Read the core; `name` as search_index.json gives it. */
  async open(name) {
    const core = await this.read(
      name,
      (one) => one.first.length * 6 === one.blocks.length && one.pages.length % 6 === 0,
    );
    if (!core) return false;
    this.name = name;
    this.core = core;
    this.total = core.pages.length / 6;
    this.files.clear();
    return true;
  }

  /** After a new deployment the old files are gone: whether there was a new core to open. */
  async reopen() {
    const index = await this.read("../search_index.json", (one) => one.config, { cache: "no-cache" });
    const name = index?.config.core;
    return Boolean(name) && name !== this.name && this.open(name);
  }

  /** A block with where the postings of its terms begin and end (`at`); null after trouble. */
  async block(number) {
    const isWhole = ({ terms, pages, steps, impacts }) =>
      terms.length === pages.length &&
      pages.reduce((sum, count) => sum + count, 0) === steps.length &&
      steps.length === impacts.length;
    return this.keep(`terms/${number}`, this.core.blocks, number, isWhole, (block) => {
      let end = 0;
      block.at = new Map(block.terms.map((term, i) => [term, [end, (end += block.pages[i])]]));
      return block;
    });
  }

  async page(number) {
    const isWhole = (one) => one.url.length >= 0 && Array.isArray(one.sections);
    return this.keep(`pages/${number}`, this.core.pages, number, isWhole, (page) => page);
  }

  /** Whether a page has been asked for. */
  has(number) {
    return this.files.has(`pages/${number}`);
  }

  keep(path, versions, number, isWhole, made) {
    let file = this.files.get(path);
    this.files.delete(path);
    if (!file) {
      const version = versions.slice(6 * number, 6 * number + 6);
      file = this.read(`${path}.${version}.json`, isWhole).then((one) => one && made(one));
      file.then((one) => one || this.files.delete(path));
    }
    this.files.set(path, file);
    if (this.files.size > KEPT) this.files.delete(this.files.keys().next().value);
    return file;
  }

  /** The file, or null and `trouble`: not there, not whole, no network. */
  async read(name, isWhole, options) {
    try {
      const answer = await fetch(this.base + name, options);
      if (!answer.ok) throw new Error(`${answer.status} ${name}`);
      const content = await answer.json();
      if (!isWhole(content)) throw new Error(`damaged: ${name}`);
      return content;
    } catch (error) {
      console.warn("search:", error.message);
      this.trouble = true;
      return null;
    }
  }

  /** Number of the block that holds a term, or would. */
  blockOf(term) {
    let low = 0;
    let high = this.core.first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.core.first[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Steps between the pages of a term and its impacts on them; null if no page has it. */
  async postings(term) {
    if (!this.core.first.length) return null;
    const block = await this.block(this.blockOf(term));
    const [from, to] = block?.at.get(term) ?? [0, 0];
    return from < to ? { steps: block.steps.slice(from, to), impacts: block.impacts.slice(from, to) } : null;
  }

  /** Terms that begin with `prefix`, from at most `most` blocks. */
  async startingWith(prefix, most = 6) {
    if (!this.core.first.length) return [];
    const from = this.blockOf(prefix);
    const to = Math.min(this.blockOf(prefix + "\uffff"), from + most - 1);
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const blocks = await Promise.all(numbers.map((number) => this.block(number)));
    return blocks.flatMap((block) => block?.terms ?? []).filter((term) => term.startsWith(prefix));
  }
}
