// “复制 Markdown”: a link to a note's source; where the clipboard is to be had, its text instead.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-copies]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.status);
    await navigator.clipboard.writeText(await answer.text());
    alert$.next("已复制");
  } catch {
    location.href = link.href;
  }
});
