// Files of the index: fetched when a query needs them, kept for the next one.
import { fold, plain, simplify } from "./terms.js";

const KEPT = 300; // blocks and pages of which the newest are kept: some MB

export class Store {
  constructor(base) {
    this.base = base;
    this.files = new Map();
    this.trouble = false;
  }

  /** Read the newest core, as search_index.json names it. */
  async open(options) {
    const index = await this.read("../search_index.json", (one) => one.config, options);
    const name = index?.config.core;
    if (!name || name === this.name) return false;
    const core = await this.read(
      name,
      (one) => one.first.length * 6 === one.blocks.length && one.pages.length === one.places.length * 6,
    );
    if (!core) return false;
    Object.assign(this, { name, core, total: core.places.length, places: 0, begins: [0] });
    for (const count of core.places) this.begins.push((this.places += count));
    simplify(core.simplified);
    this.files.clear();
    return true;
  }

  /** A text with words of Taiwan as the notes have them: 資訊 is 信息. */
  mainland(text) {
    const words = Object.keys(this.core.taiwan).sort((a, b) => b.length - a.length);
    return words.length ? plain(text).replace(new RegExp(words.join("|"), "g"), (one) => this.core.taiwan[one]) : text;
  }

  /** How often a term is said, weighed, from its impact: the saturation undone. */
  frequency(impact) {
    const said = (impact - 0.5) / this.core.levels;
    return (this.core.k1 * said) / (1 - said);
  }

  topicOf(page) {
    return this.core.topics[this.core.topic[page]];
  }

  /** Whether a page is of one of these topics, if there are any. */
  isIn(page, topics) {
    return !topics.length || topics.includes(fold(this.topicOf(page)).replace(/\s/g, ""));
  }

  /** A block with where the postings of its terms begin and end (`at`); null after trouble. */
  async block(number) {
    const isWhole = ({ terms, places, steps, impacts }) =>
      terms.length === places.length &&
      places.reduce((sum, count) => sum + count, 0) === steps.length &&
      steps.length === impacts.length;
    return this.keep(`terms/${number}`, this.core.blocks, number, isWhole, (block) => {
      let end = 0;
      block.at = new Map(block.terms.map((term, i) => [term, [end, (end += block.places[i])]]));
      return block;
    });
  }

  async page(number) {
    const isWhole = (one) => one.url.length >= 0 && Array.isArray(one.sections);
    return this.keep(`pages/${number}`, this.core.pages, number, isWhole, (page) => page);
  }

  /** How each character sounds. */
  async syllables() {
    const isWhole = (one) => Object.values(one).every((chars) => chars.length);
    return this.keep("sounds/0", this.core.sounds, 0, isWhole, (table) => {
      const chars = Object.entries(table).map(([syllable, all]) => [...all].map((one) => [one, syllable]));
      return new Map(chars.flat());
    });
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

  /** Steps between the places of a term and its impacts there; null if no place has it. */
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
