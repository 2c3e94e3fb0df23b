// On the old address of a page that moved: to the new one, to the section and with the search that was asked for.
location.replace(document.querySelector("a").href + location.search + location.hash);
