// The theme's search box: what it does not hear, and what it does not say.
{
  const COMPOSED = 400; // ms
  const search = document.querySelector("[data-md-component=search]");
  const field = search.querySelector("[data-md-component=search-query]");
  const meta = search.querySelector(".md-search-result__meta");
  const base = new URL(JSON.parse(document.getElementById("__config").textContent).base, location.href);

  // It listens to keys; pasting, dictating and input methods are heard as input.
  const ask = () => field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  // What an input method has not turned into characters yet (huan jue) is asked only after a pause:
  // keyboards of telephones compose English words too.
  let later = 0;
  field.addEventListener("input", ({ isComposing }) => {
    clearTimeout(later);
    later = isComposing ? setTimeout(ask, COMPOSED) : 0;
    if (!isComposing) ask();
  });
  field.addEventListener("compositionend", () => {
    clearTimeout(later);
    ask();
  });
  search.addEventListener("keyup", (event) => event.isComposing && event.stopPropagation(), true);

  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".front__search")) return;
    event.preventDefault();
    field.value = event.target.elements.q.value;
    field.focus();
    ask();
  });

  // The core is on its way before the first key.
  field.addEventListener(
    "focus",
    async () => {
      try {
        const { config } = await (await fetch(new URL("search/search_index.json", base))).json();
        await fetch(new URL(`search/files/${config.core}`, base));
      } catch {
        // Asked again, and complained about, when there is a query.
      }
    },
    { once: true },
  );

  let chosen = null;
  search.addEventListener("focusin", ({ target }) => {
    chosen = target.closest(".md-search-result__link")?.href;
  });

  const line = (text, ...links) => {
    const p = document.createElement("p");
    p.append(text, ...links);
    return p;
  };
  const link = ({ url, title }) => {
    const a = document.createElement("a");
    a.href = new URL(url, base);
    a.textContent = title;
    return a;
  };
  const again = () => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "重试";
    button.addEventListener("click", () => {
      // The theme asks only when the query differs.
      field.value = field.value.endsWith(" ") ? field.value.trimEnd() : `${field.value} `;
      field.focus();
      ask();
    });
    return button;
  };

  component$.subscribe(({ ref, items, typed, total, near, trouble, empty, done }) => {
    if (!ref?.matches("[data-md-component=search-result]") || typed === undefined || empty) return;
    ref.setAttribute("aria-busy", String(!done));
    const lines = [];
    if (trouble)
      lines.push(
        line(navigator.onLine ? "索引有一部分没有取到，结果可能不全。" : "现在没有网络，结果可能不全。", again()),
      );
    if (done && total > items.length) lines.push(line(`${total} 篇符合，列出最相关的 ${items.length} 篇`));
    else if (total) lines.push(line(`${total} 篇符合`));
    else if (!trouble) {
      const shown = typed.trim().slice(0, 40);
      lines.push(line(`没有笔记回答“${shown}${typed.trim().length > 40 ? "…" : ""}”。`));
      if (near?.length) lines.push(line("沾边的：", ...near.map(link)));
      lines.push(
        line(
          "也可以看",
          link({ url: "search/", title: "全部小节与标签" }),
          "和",
          link({ url: "glossary/", title: "术语表" }),
          "。",
        ),
      );
    }
    meta.replaceChildren(...lines);
    // Results that came later took the place of the one that had been chosen.
    if (chosen && !search.contains(document.activeElement))
      [...search.querySelectorAll(".md-search-result__link")].find((a) => a.href === chosen)?.focus();
  });
}
