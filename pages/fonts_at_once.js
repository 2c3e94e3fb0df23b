// A font that a style sheet declares is drawn with a frame late, even if the sheet holds it. Made from its
// bytes it is there at once, also on a page that Material puts in the place of this one.
{
  let used = null;

  const use = () => {
    const data = document.head.querySelector("[data-font]");
    if (data === used) return;
    used = data;
    const bytes = Uint8Array.from(atob(data.content.textContent), (one) => one.charCodeAt(0));
    const ofPowers = { sizeAdjust: "115%", unicodeRange: data.dataset.font };
    document.fonts.clear();
    document.fonts.add(new FontFace("Formulas", bytes));
    document.fonts.add(new FontFace("Superscripts", bytes, ofPowers));
  };

  use();
  new MutationObserver(use).observe(document.head, { childList: true });
}
