"""Report: the matrix as one HTML page, with its plots as inline SVG. No script, no network."""

from collections import defaultdict
from html import escape
from math import log10

from tests.scenarios.curves import PROMISED, Point, best_delay, fastest, front
from tests.scenarios.runs import Run
from tests.scenarios.targets import Cell, Verdict

COLOURS = ("#c0392b", "#2980b9", "#27ae60", "#8e44ad", "#e67e22", "#16a085", "#7f8c8d")
WIDTH, HEIGHT, EDGE = 760, 380, 46
FLOOR = 1e-3  # false alarms are drawn from here: 0 has no logarithm
LEVELS = (0.0, 0.003, 0.01, 0.03, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%}td,th{padding:.2rem .5rem;border-bottom:1px solid #ddd}"
    "td,th{text-align:left}.missed{color:#b00020;font-weight:600}svg{max-width:100%;height:auto;background:#fafafa}"
)


def page(table: list[Cell], verdicts: list[Verdict], curves: dict[str, list[Point]], runs: list[Run]) -> str:
    """The whole page."""
    missed = [verdict for verdict in verdicts if not verdict.met]
    head = f"{len(verdicts) - len(missed)} of {len(verdicts)} targets met"
    return (
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Decision quality</title><style>{STYLE}</style>"
        f"<h1>Decision quality</h1><p>{head}, {len(runs):,} simulated audiences.</p>"
        + "".join(f"<p class='missed'>{escape(each.words)}</p>" for each in missed)
        + "<h2>Delay against false alarms</h2><p>3,000 members. Left and low is better. The rule is the thick line."
        " False alarms: share of audiences never ready, all scenarios alike. Of each rule the levels that none of its"
        f" other levels beats.</p>{_plot(curves)}{_levels(curves)}"
        f"<h2>Scenarios</h2>{_strips(table, runs)}</html>"
    )


def _plot(curves: dict[str, list[Point]]) -> str:
    """Delay (h) over false alarms (log)."""
    names = sorted(curves, key=lambda name: name != "rule")
    lines = "".join(_line(name, curves[name], index) for index, name in enumerate(names))
    ticks = "".join(
        f"<text x='{_x(rate)}' y='{HEIGHT - 14}' font-size='12'>{rate:.1%}</text>" for rate in (0.001, 0.01, 0.1, 1)
    )
    hours = "".join(f"<text x='4' y='{_y(h)}' font-size='12'>{h} h</text>" for h in (0, 48, 96, 168, 240))
    return f"<svg viewBox='0 0 {WIDTH + 190} {HEIGHT}' width='{WIDTH + 190}'>{ticks}{hours}{lines}</svg>"


def _line(name: str, points: list[Point], index: int) -> str:
    places = [f"{_x(p.false):.1f},{_y(min(p.delay or 0.0, 260)):.1f}" for p in front(points)]
    family = 0 if name == "rule" else 1 + (index - 1) // 2 % (len(COLOURS) - 1)
    dash = " stroke-dasharray='5 4'" if name.endswith("posts") else ""
    width = 4.0 if name == "rule" else 1.5
    label = (
        f"<text x='{WIDTH + 4}' y='{24 + 22 * index}' font-size='12' fill='{COLOURS[family]}'>{escape(name)}</text>"
    )
    line = (
        f"<polyline fill='none' stroke='{COLOURS[family]}' stroke-width='{width}'{dash} points='{' '.join(places)}'/>"
    )
    return line + label


def _levels(curves: dict[str, list[Point]]) -> str:
    """The same as numbers, promised or not: the rule, and the fastest baseline on the same votes and on raw posts."""
    if not curves:
        return ""
    heads = "".join(f"<th>fastest on {kind} (promised up to {share:.0%})" for kind, share in PROMISED.items())
    rows = "".join(_level(curves, false) for false in LEVELS)
    return f"<table><tr><th>false alarms, at most<th>rule{heads}</tr>{rows}</table>"


def _level(curves: dict[str, list[Point]], false: float) -> str:
    ours = best_delay(curves["rule"], false)
    others = [fastest(curves, kind, false) for kind in PROMISED]
    told = [f"<td{_slower(ours, hours)}>{_hours(hours, name)}" for name, hours in others]
    return f"<tr><td>{false:.1%}<td>{_hours(ours)}{''.join(told)}</tr>"


def _slower(ours: float, theirs: float) -> str:
    return " class='missed'" if theirs < ours else ""


def _hours(delay: float, name: str = "") -> str:
    return escape(f"{delay:g} h {name}") if delay < float("inf") else "none tells"


def _x(rate: float) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * (log10(max(rate, FLOOR)) + 3) / 3


def _y(hours: float) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * hours / 260


def _strips(table: list[Cell], runs: list[Run]) -> str:
    """A row for each scenario and size, with a strip: when it should have spoken, and when it did."""
    by: dict[tuple[str, int, bool], list[Run]] = defaultdict(list)
    for run in runs:
        by[run.scenario, run.authors, run.ready is not None].append(run)
    rows = "".join(_row(cell, by[cell.scenario, cell.authors, cell.ready]) for cell in table)
    heads = "<tr><th>scenario<th>authors<th>runs<th>false ADVANCE (95 % bound)<th>missed<th>median delay<th>days</tr>"
    return f"<table>{heads}{rows}</table>"


def _row(cell: Cell, runs: list[Run]) -> str:
    delay = f"{cell.delay:.0f} h" if cell.delay is not None else ""
    back = f", STEP_BACK {cell.back_delay:.0f} h" if cell.back_delay is not None else ""
    wrong = " class='missed'" if cell.false else ""
    missed = str(cell.missed) if cell.ready else ""
    return (
        f"<tr><td>{cell.scenario}<td>{cell.authors:,}<td>{cell.runs}<td{wrong}>{cell.false} ({cell.bound:.2%})"
        f"<td>{missed}<td>{delay}{back}<td>{_strip(runs)}</tr>"
    )


def _strip(runs: list[Run]) -> str:
    """Days from left to right: T* as grey ticks, ADVANCE green or, where false, red, STEP_BACK blue."""
    marks = []
    for run in runs[:100]:
        scale = 240 / (24 * run.days)
        false = run.advanced is not None and (run.ready is None or run.advanced <= run.ready)
        for hour, colour in (
            (run.ready, "#bbb"),
            (run.advanced, "#b00020" if false else "#27ae60"),
            (run.stepped_back, "#2980b9"),
        ):
            if hour is not None:
                x = round(hour * scale, 1)
                marks.append(f"<path d='M{x} 1v14' stroke='{colour}' stroke-opacity='.5'/>")
    return f"<svg viewBox='0 0 240 16' width='240' height='16'>{''.join(marks)}</svg>"
