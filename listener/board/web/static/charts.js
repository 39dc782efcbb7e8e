// The charts: evidence, share and stages over time, from one series. Events and gaps are shaded.
"use strict";
(() => {
  const HEIGHT = 220;
  const charts = [];
  const series = new Map();
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const percent = (value) => (value == null ? "–" : `${Math.round(100 * value)}%`);
  const clock = (zone) => (at) => uPlot.tzDate(new Date(at * 1e3), zone);
  const LOCALE = document.documentElement.lang === "nb" ? "nb-NO" : "en-GB";
  const month = (style) => [...Array(12).keys()].map((each) => new Intl.DateTimeFormat(LOCALE, { month: style }).format(new Date(2025, each, 15)).replace(".", ""));
  const NAMES = { MMMM: month("long"), MMM: month("short"), WWWW: [], WWW: [] };
  const moment = (at, zone) => new Intl.DateTimeFormat(LOCALE, { timeZone: zone, dateStyle: "medium", timeStyle: "short" }).format(new Date(at * 1e3));
  const NEAR = 9; // pixels from a signal's dot, within which a click is on it
  const TONES = { ADVANCE: "--advance", PROLONG: "--prolong", STEP_BACK: "--step-back", INSUFFICIENT_DATA: "--insufficient-data" };

  const load = (where) => {
    if (!series.has(where)) {
      const inline = where.startsWith("#") && document.getElementById(where.slice(1));
      series.set(where, inline ? Promise.resolve(JSON.parse(inline.textContent)) : fetch(where).then((answer) => answer.json()));
    }
    return series.get(where);
  };

  const shade = (plot, spans, colour) => {
    const { ctx, bbox } = plot;
    ctx.fillStyle = colour;
    for (const [start, end] of spans) {
      const left = Math.max(plot.valToPos(start, "x", true), bbox.left);
      const right = Math.min(plot.valToPos(end, "x", true), bbox.left + bbox.width);
      if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
  };

  const rule = (plot, at, colour, dash) => {
    const { ctx, bbox } = plot;
    ctx.strokeStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash(dash.map((each) => each * devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
  };

  const behind = (drawn) => (plot) => {
    plot.ctx.save();
    shade(plot, drawn.events.map((each) => each.slice(1)), css("--event"));
    shade(plot, drawn.gaps, css("--gap"));
    plot.ctx.restore();
  };

  const chapters = (drawn) => (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.fillStyle = css("--quiet");
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    for (const [name, at] of drawn.chapters) {
      const left = Math.max(plot.valToPos(at, "x", true), bbox.left);
      if (left > bbox.left + bbox.width) continue;
      if (left > bbox.left) rule(plot, left, css("--quiet"), [2, 3]);
      const room = bbox.left + bbox.width + 20 * devicePixelRatio - ctx.measureText(name).width;
      ctx.fillText(name, Math.min(left, room), bbox.top - 5 * devicePixelRatio);
    }
    ctx.restore();
  };

  const signals = (drawn) => (plot) => {
    const { ctx, bbox } = plot;
    ctx.save();
    for (const [at, kind] of drawn.signals) {
      const left = plot.valToPos(at, "x", true);
      if (left < bbox.left || left > bbox.left + bbox.width) continue;
      ctx.fillStyle = css(TONES[kind]);
      ctx.beginPath();
      ctx.arc(left, bbox.top + bbox.height - 5 * devicePixelRatio, 4 * devicePixelRatio, 0, 7);
      ctx.fill();
    }
    ctx.restore();
  };

  const stacked = (drawn) => {
    const columns = Object.values(drawn.stages);
    const sums = columns.map((_, upTo) => drawn.at.map((_, at) => {
      const parts = columns.slice(0, upTo + 1).map((column) => column[at]);
      return parts.some((part) => part == null) ? null : parts.reduce((a, b) => a + b, 0);
    }));
    return sums.reverse();
  };

  const KINDS = {
    evidence: {
      label: () => "of what is asked",
      signals: true,
      data: (d) => [d.at, d.score, d.at.map(() => 1)],
      series: () => [
        { label: "evidence", stroke: css("--chart"), width: 2, fill: css("--chart-soft") },
        { label: "asked", stroke: css("--ink"), width: 1.5, dash: [6, 4] },
      ],
      range: (_, low, high) => [0, Math.max(1.1, high * 1.05)],
      draw: (d) => [chapters(d), signals(d)],
      read: (d, at) => `evidence ${percent(d.score[at])} of what is asked`,
    },
    share: {
      label: (words) => words.axis,
      signals: true,
      data: (d) => [d.at, d.high, d.low, d.share, d.bar],
      series: () => [
        { label: "high", stroke: "transparent" },
        { label: "low", stroke: "transparent" },
        { label: "share", stroke: css("--chart"), width: 2 },
        { label: "bar", stroke: css("--ink"), width: 1.5, dash: [6, 4] },
      ],
      bands: () => [{ series: [1, 2], fill: css("--chart-soft") }],
      range: (_, low, high) => [0, Math.min(1, Math.max(0.2, high * 1.15))],
      draw: (d) => [chapters(d), signals(d)],
      read: (d, at, words) => `${percent(d.share[at])} ${words.axis}, ${words.asked} ${percent(d.bar[at])}`,
    },
    stages: {
      label: (words) => words.axis,
      data: (d) => [d.at, ...stacked(d)],
      series: (d) => Object.keys(d.stages).map((name, at) => ({ label: name, stroke: "transparent", fill: css(`--stage${at}`) })).reverse(),
      range: () => [0, 1],
      draw: (d) => [chapters(d)],
      read: (d, at) => Object.entries(d.stages).map(([name, column]) => `${name} ${percent(column[at])}`).join(", "),
    },
  };

  // Rows of uPlot's time axis: from so many seconds between ticks on, the format, and what is added where a year or day begins.
  const DATES = [
    [86400 * 28, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
    [86400, "{D} {MMM}", "\n{YYYY}", null, null, null, null, null, 1],
    [3600, "{HH}:{mm}", "\n{D} {MMM} {YYYY}", null, "\n{D} {MMM}", null, null, null, 1],
    [60, "{HH}:{mm}", "\n{D} {MMM} {YYYY}", null, "\n{D} {MMM}", null, null, null, 1],
  ];

  const axis = () => ({ stroke: css("--quiet"), grid: { stroke: css("--line"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" });

  const options = (kind, drawn, width, readout, words) => ({
    width, height: HEIGHT, tzDate: clock(drawn.zone), fmtDate: (template) => uPlot.fmtDate(template, NAMES), legend: { show: false }, padding: [20, 24, 0, 0],
    cursor: { points: { show: false }, y: false, sync: { key: drawn.name } },
    scales: { x: { range: (_, low, high) => (low === high ? [low - 43200, high + 43200] : [low, high]) }, y: { range: kind.range } },
    axes: [{ ...axis(), values: DATES }, { ...axis(), size: 52, label: kind.label(words), labelSize: 18, labelFont: "12px system-ui, sans-serif", values: (_, ticks) => ticks.map(percent) }],
    series: [{}, ...kind.series(drawn).map((each) => ({ ...each, points: { show: false }, spanGaps: false }))],
    bands: kind.bands?.() ?? [],
    hooks: {
      drawClear: [behind(drawn)],
      draw: kind.draw(drawn),
      setCursor: [(plot) => {
        const at = plot.cursor.idx;
        readout.textContent = at == null ? "" : `${moment(drawn.at[at], drawn.zone)} · ${kind.read(drawn, at, words)}`;
      }],
    },
  });

  // By where the mouse is, not by the plot's cursor: a chart that was drawn anew under a mouse at rest has none yet.
  const signalAt = (plot, drawn, mouse) => drawn.signals.find(([at]) => Math.abs(plot.valToPos(at, "x") - mouse.offsetX) <= NEAR);

  const draw = async (chart) => {
    const drawn = await load(chart.figure.dataset.series);
    const kind = KINDS[chart.figure.dataset.chart];
    const canvas = chart.figure.querySelector(".canvas");
    const scale = chart.plot && chart.zoomed ? { ...chart.plot.scales.x } : null;
    chart.plot?.destroy();
    chart.plot = new uPlot(options(kind, drawn, canvas.clientWidth, chart.readout, chart.figure.dataset), kind.data(drawn), canvas);
    chart.plot.over.addEventListener("mouseup", () => { chart.zoomed = true; });
    if (kind.signals) {
      chart.plot.over.addEventListener("mousemove", (mouse) => { chart.plot.over.classList.toggle("on-signal", Boolean(signalAt(chart.plot, drawn, mouse))); });
      chart.plot.over.addEventListener("click", (mouse) => { const found = signalAt(chart.plot, drawn, mouse); if (found) location.assign(found[2]); });
    }
    chart.plot.over.addEventListener("dblclick", () => { chart.zoomed = false; });
    if (scale) chart.plot.setScale("x", { min: scale.min, max: scale.max });
    chart.figure.dataset.drawn = String(drawn.at.length);
  };

  const again = () => charts.forEach(draw);

  for (const figure of document.querySelectorAll("figure.chart")) {
    const readout = document.createElement("span");
    readout.className = "readout";
    readout.setAttribute("aria-hidden", "true");
    figure.append(readout);
    const chart = { figure, readout, plot: null, zoomed: false };
    charts.push(chart);
    draw(chart);
    new ResizeObserver(([entry]) => {
      if (chart.plot && Math.abs(entry.contentRect.width - chart.plot.width) > 1) chart.plot.setSize({ width: entry.contentRect.width, height: HEIGHT });
    }).observe(figure.querySelector(".canvas"));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  document.addEventListener("board:changed", () => { series.clear(); again(); });
})();
