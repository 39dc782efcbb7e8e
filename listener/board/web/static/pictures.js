// Charts as pictures: a button beneath each chart gives it as a PNG, with its title, for a slide or a report.
"use strict";
(() => {
  document.documentElement.classList.add("gives-pictures"); // without scripts there is no button
  const SCALE = 2;
  const MARGIN = 24;
  const TITLE = 40;
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // A chart of bars is rectangles and nothing else: they are drawn as the page shows them.
  const barsOf = (svg) => {
    const box = svg.viewBox.baseVal;
    const canvas = document.createElement("canvas");
    canvas.width = svg.clientWidth * SCALE;
    canvas.height = svg.clientHeight * SCALE;
    const ctx = canvas.getContext("2d");
    ctx.scale(canvas.width / box.width, canvas.height / box.height);
    for (const rect of svg.querySelectorAll("rect:not(.catch)")) {
      ctx.fillStyle = getComputedStyle(rect).fill;
      ctx.fillRect(...["x", "y", "width", "height"].map((name) => rect[name].baseVal.value));
    }
    return canvas;
  };

  const drawing = (figure) => figure.querySelector("canvas") ?? barsOf(figure.querySelector("svg"));

  const lines = (figure) => [...figure.querySelectorAll(".dates, figcaption.legend, .legend")].map((part) => [...part.children].map((each) => [each.textContent, getComputedStyle(each, "::before").backgroundColor]));

  // The keys beneath a chart, row by row: as many to a row as there is room for.
  const rows = (ctx, keys, width, scale) => {
    const found = [[]];
    let used = 0;
    for (const key of keys) {
      const wide = ctx.measureText(key[0]).width + 40 * scale;
      if (used && used + wide > width) {
        found.push([]);
        used = 0;
      }
      found.at(-1).push(key);
      used += wide;
    }
    return found;
  };

  const picture = (figure) => {
    const drawn = drawing(figure);
    const scale = drawn.width / (drawn.clientWidth || drawn.width / SCALE);
    const [small, large] = [`${12 * scale}px system-ui, sans-serif`, `600 ${15 * scale}px system-ui, sans-serif`];
    const canvas = document.createElement("canvas");
    const ctx = canvas.getContext("2d");
    ctx.font = small;
    const below = lines(figure).flatMap((keys) => rows(ctx, keys, drawn.width, scale));
    ctx.font = large;
    canvas.width = Math.max(drawn.width, ctx.measureText(figure.dataset.title).width) + 2 * MARGIN * scale;
    canvas.height = drawn.height + (2 * MARGIN + TITLE + 22 * below.length) * scale;
    ctx.fillStyle = css("--card");
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.fillStyle = css("--ink");
    ctx.font = large; // a canvas forgets when its size is set
    ctx.fillText(figure.dataset.title, MARGIN * scale, (MARGIN + 12) * scale);
    ctx.drawImage(drawn, MARGIN * scale, (MARGIN + TITLE - 8) * scale);
    ctx.font = small;
    below.forEach((keys, row) => {
      const y = drawn.height + (MARGIN + TITLE + 16 + 22 * row) * scale;
      let x = MARGIN * scale;
      for (const [text, colour] of keys) {
        if (colour && !/, 0\)$|transparent/.test(colour)) {
          ctx.fillStyle = colour;
          ctx.fillRect(x, y - 9 * scale, 12 * scale, 9 * scale);
          x += 17 * scale;
        }
        ctx.fillStyle = css("--ink");
        ctx.fillText(text, x, y);
        x += ctx.measureText(text).width + 18 * scale;
      }
    });
    return canvas;
  };

  const save = (figure) => picture(figure).toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${figure.dataset.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.picture");
    if (button) save(button.closest("figure"));
  });
})();
