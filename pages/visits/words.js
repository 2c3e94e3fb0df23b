// Words on a page that are for those alone who were here before.
export const made = (tag, className, ...words) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...words);
  return element;
};

export const link = (href, text) => Object.assign(made("a", "", text), { href });
