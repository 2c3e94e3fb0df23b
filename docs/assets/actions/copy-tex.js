// A copied passage has its formulas as TeX, as the notes' sources write them.
const around = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("math");

const written = (math) => {
  const mark = math.getAttribute("display") === "block" ? "$$" : "$";
  return mark + math.getAttribute("alttext") + mark;
};

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection.rangeCount || event.defaultPrevented) return;
  const range = selection.getRangeAt(0).cloneRange();
  // A formula is copied whole or not at all.
  if (around(range.startContainer)) range.setStartBefore(around(range.startContainer));
  if (around(range.endContainer)) range.setEndAfter(around(range.endContainer));
  const copied = document.createElement("div");
  copied.append(range.cloneContents());
  const formulas = copied.querySelectorAll("math[alttext]");
  if (!formulas.length) return;
  event.clipboardData.setData("text/html", copied.innerHTML);
  for (const math of formulas) math.replaceWith(written(math));
  // A figure that is copied would come alive once more.
  for (const one of copied.querySelectorAll("*")) if (one.localName.includes("-")) one.replaceWith(...one.childNodes);
  document.body.append(copied); // only what is rendered has lines
  event.clipboardData.setData("text/plain", copied.innerText);
  copied.remove();
  event.preventDefault();
});
