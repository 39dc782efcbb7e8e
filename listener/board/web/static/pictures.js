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

  const picture = (figure) => {
    const drawn = drawing(figure);
    const below = lines(figure);
    const canvas = document.createElement("canvas");
    canvas.width = drawn.width + 2 * MARGIN * SCALE;
    canvas.height = drawn.height + (2 * MARGIN + TITLE + 22 * below.length) * SCALE;
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = css("--card");
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.fillStyle = css("--ink");
    ctx.font = `600 ${16 * SCALE}px system-ui, sans-serif`;
    ctx.fillText(figure.dataset.title, MARGIN * SCALE, (MARGIN + 14) * SCALE, drawn.width);
    ctx.drawImage(drawn, MARGIN * SCALE, (MARGIN + TITLE - 8) * SCALE);
    ctx.font = `${12 * SCALE}px system-ui, sans-serif`;
    below.forEach((parts, row) => {
      const y = drawn.height + (MARGIN + TITLE + 14 + 22 * row) * SCALE;
      let x = MARGIN * SCALE;
      for (const [text, colour] of parts) {
        const isKey = colour && !/, 0\)$|transparent/.test(colour);
        if (isKey) {
          ctx.fillStyle = colour;
          ctx.fillRect(x, y - 9 * SCALE, 12 * SCALE, 9 * SCALE);
          x += 17 * SCALE;
        }
        ctx.fillStyle = css("--ink");
        ctx.fillText(text, x, y);
        x += ctx.measureText(text).width + 18 * SCALE;
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
