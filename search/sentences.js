// What the search box says of an answer, above its list.
import { escape } from "../docs/assets/elements/escape.js";
import { button, troubled } from "./offered.js";

const REST = /(?<=^.{40}).+/su; // of what is quoted
const quoted = (texts) => texts.map((one) => `“${escape(one.replace(REST, "…"))}”`).join("");

const lacking = ({ not, has }) =>
  not.length
    ? `没有笔记讲到${quoted(not)}；下面${has.length ? `只讲${quoted(has)}` : "的只是沾边"}。`
    : "没有笔记同时讲到这几个词；下面的各讲到一部分。";

/** What was meant, or what is missing: nothing is taken for something else without a word. */
function doubts({ typed, items, total, meant, instead, missing, trouble }) {
  if (trouble && !total) return [];
  if (meant && !instead) return [`你是不是要找 ${button(meant.name, "put", meant.text)}？`];
  return [
    meant && `你是不是要找 <strong>${escape(meant.name)}</strong>？下面是它的结果。`,
    !total && `没有笔记讲到${quoted([typed.trim()])}。`,
    missing && items.length && lacking(missing),
    (missing || !total) && `也可以看<a href="search/">全部小节与标签</a>和<a href="glossary/">术语表</a>。`,
  ];
}

function counted({ items, total, answers, done }) {
  if (!items.length) return total && done && `有 ${total} 篇，但都没有取到。`;
  const counts = [answers && `${answers} 篇符合`, total > answers && `${total - answers} 篇沾边`];
  if (done && total > items.length) counts.push(`列出前 ${items.length} 篇`);
  return `${counts.filter(Boolean).join("，")}<span class="search-aloud">第一篇：${items[0][0].title}</span>`;
}

/** Topics that narrow what was found. */
function chips({ topics = [], typed }) {
  const plain = typed.replace(/(?:^|\s)#\S+/g, "").trim();
  const chip = ([name, count]) => {
    const text = name ? `${plain} #${name.replace(/\s/g, "")}` : plain;
    return button(name ? `${name} ${count}` : "全部", "put", text, ` aria-pressed="${text === typed.trim()}"`);
  };
  return topics.length > 1 && `<span class="search-topics">${[[""], ...topics].map(chip).join("")}</span>`;
}

/** HTML, a line for each of these; nothing if nothing was typed. */
export function sentences(answer) {
  if (!answer.typed.trim()) return "";
  const what = answer.items.length ? "索引有一部分没有取到，结果可能不全。" : "索引没有取到。";
  const lines = [answer.trouble && troubled(what), ...doubts(answer), counted(answer), chips(answer)];
  return lines.map((one) => (one ? `<p>${one}</p>` : "")).join("");
}
