// A font that a style sheet declares is drawn with a frame late, even if the sheet holds it. Made from its
// bytes it is there at once, also on a page that Material puts in the place of this one.
{
  let used = [];

  const made = (style) => {
    // Not the element's own sheet: of a newer deployment the policy of this page may not know it.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync((style.content ?? style).textContent);
    const said = sheet.cssRules[0].style;
    const [, data] = said.getPropertyValue("src").match(/base64,([^"')]+)/);
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    return new FontFace(said.getPropertyValue("font-family"), bytes, {
      sizeAdjust: said.getPropertyValue("size-adjust") || "100%",
      unicodeRange: said.getPropertyValue("unicode-range") || "U+0-10FFFF",
    });
  };

  const use = () => {
    const styles = [...document.head.querySelectorAll("[data-font]")];
    if (styles.length === used.length && styles.every((style, place) => style === used[place])) return;
    const fonts = styles.map(made);
    document.fonts.clear();
    fonts.forEach((font) => document.fonts.add(font));
    styles.forEach((style) => (style.disabled = true));
    used = styles;
  };

  use();
  new MutationObserver(use).observe(document.head, { childList: true });
}
