// The page that says what is remembered: how much that is, and a button that clears it.
import { key, recall, tried } from "./record.js";
import { made } from "./words.js";

/** Whether there is nothing any more. */
const forget = () =>
  tried(() => {
    localStorage.removeItem(key());
    return localStorage.getItem(key()) === null;
  });

const count = Object.keys(recall().notes).length;
const said = made("p", "", count ? `现在记着 ${count} 篇笔记。` : "现在没有记着哪篇笔记。");
const button = made("button", "forget", "清除记录");
said.role = "status";
button.type = "button";
button.addEventListener("click", () => {
  said.textContent = forget() ? "清除了，下次来就像第一次来。" : "没能清除：浏览器不让改这里的记录。";
});
document.querySelector("#visits + p").after(said, button);
