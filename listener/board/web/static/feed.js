// The feed as a window: only the rows in sight are in the page, however many there are.
"use strict";
(() => {
  const feed = document.getElementById("feed");
  if (!feed) return;
  const [above, below] = feed.querySelectorAll(".spacer");
  const held = feed.querySelector(".held-rows");
  const counter = document.getElementById("total");
  const PAGE = 50;
  const PAGES = 12; // kept
  const pages = new Map();
  let total = Number(feed.dataset.total);
  let height = held.firstElementChild.offsetHeight;
  let shown = "";
  let turn = 0;

  const page = (number) => {
    if (!pages.has(number)) {
      pages.set(number, fetch(`/signals/rows?${feed.dataset.query}&from=${number * PAGE}&size=${PAGE}`).then(async (answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        const rows = new DOMParser().parseFromString(await answer.text(), "text/html").body;
        return { total: Number(answer.headers.get("x-total")), rows: [...rows.children] };
      }));
      pages.get(number).catch(() => pages.delete(number));
      if (pages.size > PAGES) pages.delete(pages.keys().next().value);
    }
    return pages.get(number);
  };

  const draw = async () => {
    const first = Math.max(0, Math.floor(feed.scrollTop / height / PAGE - 0.25));
    const end = Math.min(Math.ceil((feed.scrollTop + feed.clientHeight) / height / PAGE + 0.25), Math.ceil(total / PAGE));
    const wanted = `${first}-${end}-${total}`;
    if (wanted === shown) return;
    const mine = ++turn;
    const got = await Promise.all(Array.from({ length: Math.max(end - first, 1) }, (_, at) => page(first + at))).catch(() => null);
    if (!got || mine !== turn) return;
    shown = wanted;
    const rows = got.flatMap((each) => each.rows);
    above.style.height = `${first * PAGE * height}px`;
    below.style.height = `${Math.max(0, total - first * PAGE - rows.length) * height}px`;
    const focused = held.contains(document.activeElement) && document.activeElement.getAttribute("href");
    held.replaceChildren(...rows);
    if (focused) rows.find((row) => row.getAttribute("href") === focused)?.focus({ preventScroll: true });
  };

  const fresh = async () => {
    pages.clear();
    const answer = await page(0).catch(() => null);
    if (!answer) return;
    const more = answer.total - total;
    total = answer.total;
    counter.textContent = (total === 1 ? counter.dataset.one : counter.dataset.many).replace("{}", total.toLocaleString("en"));
    if (feed.scrollTop > height) feed.scrollTop += more * height; // what is read stays where it is
    shown = "";
    await draw();
  };

  feed.classList.add("is-windowed");
  feed.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  new ResizeObserver(() => {
    height = held.firstElementChild?.offsetHeight || height;
    shown = "";
    draw();
  }).observe(feed);
  document.addEventListener("board:changed", fresh);

  const from = Number(new URLSearchParams(location.search).get("from") || 0);
  if (from) {
    above.style.height = `${from * height}px`;
    below.style.height = `${(total - from) * height}px`;
    feed.scrollTop = from * height;
  }
  draw();
})();
