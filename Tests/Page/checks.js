// What is wrong with the page that is open, as a list of sentences.
(() => {
  const problems = [];
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => +heading.tagName[1]);
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) problems.push(`headings ${levels}`);
  levels.reduce((before, level) => {
    if (level > before + 1) problems.push(`a heading of level ${level} below one of level ${before}`);
    return level;
  }, 0);
  for (const element of document.querySelectorAll("script, iframe, object, embed, form, link, base")) {
    problems.push(`there is a ${element.tagName}`);
  }
  for (const element of document.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) if (name.startsWith("on")) problems.push(`there is an ${name}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size !== ids.length) problems.push("an id is there twice");
  for (const figure of document.querySelectorAll("figure svg")) {
    if (figure.getAttribute("role") !== "img" || !figure.getAttribute("aria-label")) problems.push("a figure says nothing");
    const { width, height } = figure.getBoundingClientRect();
    if (width < 200 || height < 100) problems.push(`a figure is ${width} by ${height}`);
  }

  const wide = document.scrollingElement;
  if (wide.scrollWidth > wide.clientWidth) problems.push(`${wide.scrollWidth} wide in ${wide.clientWidth}`);

  // Contrast, as WCAG 2 defines it.
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = numbers(color).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at.tagName === "svg") return getComputedStyle(at.querySelector(".paper")).fill;
      const color = getComputedStyle(at).backgroundColor;
      const opacity = numbers(color)[3];
      if (opacity === undefined || opacity === 1) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.data.trim()) continue;
    const element = walk.currentNode.parentElement;
    const style = getComputedStyle(element);
    const color = element.closest("svg") ? style.fill : style.color;
    const [low, high] = [luminance(color), luminance(ground(element))].sort((a, b) => a - b);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < 4.5) found.add(`${color} on ${ground(element)} has a contrast of ${contrast.toFixed(2)}`);
  }
  return [...problems, ...found];
})();
