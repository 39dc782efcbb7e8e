// Keeps the page up to date: listens to /events, and swaps the parts that carry `data-live` when something changed.
"use strict";
(() => {
  const QUIET = 25000; // ms without a word from the server, after which we are not live (it says one every 10 s)
  const GAP = 1000; // ms between two looks
  const pulse = document.getElementById("pulse");
  const words = document.getElementById("pulse-words");
  const news = document.getElementById("news");
  let last = "";
  let heard = Date.now();
  let looking = false;
  let wanted = false;
  let stop = () => {};

  const show = (problem) => {
    pulse.className = problem ? "pulse stale" : "pulse live";
    const said = problem ? `${pulse.dataset.staleWords}: ${problem}` : pulse.dataset.liveWords;
    if (words.textContent !== said) words.textContent = said;
  };

  const swap = (fresh) => {
    for (const part of document.querySelectorAll("[data-live]")) {
      const other = fresh.getElementById(part.id);
      if (!other || other.innerHTML === part.innerHTML) continue;
      const focused = part.contains(document.activeElement) && document.activeElement.getAttribute("href");
      part.className = other.className;
      part.replaceChildren(...other.childNodes);
      if (focused) part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    }
  };

  const look = async () => {
    wanted = true;
    if (looking) return;
    looking = true;
    while (wanted) {
      wanted = false;
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
      } catch {
        // The stream of events tells whether the server is there.
      }
      await new Promise((done) => setTimeout(done, GAP));
    }
    looking = false;
  };

  const changed = (event) => {
    const { keys, signals } = JSON.parse(event.data || "{}");
    if (signals?.length) news.textContent = `New signal: ${signals.slice(-3).map((each) => each[1]).join("; ")}`;
    look();
    document.dispatchEvent(new CustomEvent("board:changed", { detail: { keys, signals: signals ?? [] } }));
  };

  const listen = () => {
    const source = new EventSource(`/events?last=${encodeURIComponent(last)}`);
    const hear = (then) => (event) => {
      heard = Date.now();
      if (event.lastEventId) last = event.lastEventId;
      then(event);
    };
    source.addEventListener("hello", hear(() => {})); // a beat follows, which says how we are
    source.addEventListener("anew", hear(changed));
    source.addEventListener("changed", hear(changed));
    source.addEventListener("beat", hear((event) => show(JSON.parse(event.data).problem)));
    source.onerror = () => {
      show("connection lost, trying again");
      if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (!document.hidden) listen(); }, 2000);
    };
    stop = () => source.close();
  };

  // A page that nobody sees does not listen: browsers allow few connections to one host.
  document.addEventListener("visibilitychange", () => {
    stop();
    heard = Date.now();
    if (!document.hidden) listen();
  });
  window.addEventListener("pagehide", () => stop());

  setInterval(() => { if (!document.hidden && Date.now() - heard > QUIET) show("the server is silent"); }, 1000);
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  listen();
})();
