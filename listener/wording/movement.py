"""Movement: what is told of an audience in words: a verdict in one line, and each figure with its interval."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import UNKNOWN, percent, whole_number
from models.measured import Measured
from models.movement import AudienceMovement, Momentum, MovementVerdict, Peak

# Why nothing can be said, by the check that does not hold.
_OPEN = {"peak-rise": "FLAT", "peak-authors": "FEW", "days-missing": "GAPS", "has-halved": "BEGINS"}


class FigureLine(NamedTuple):
    """A figure as people read it."""

    name: str
    value: str
    interval: str  # empty where there is none


class FigureSection(NamedTuple):
    """Some figures, under a title."""

    title: str
    lines: tuple[FigureLine, ...]
    note: str = ""


def describe_verdict(movement: AudienceMovement, language: str = DEFAULT_LANGUAGE) -> str:
    """Moment or movement, in one sentence, with its reasons."""
    momentum, bars = movement.momentum, movement.policy
    if not momentum.peaks:
        return words("movement-verdicts", "nobody", language)
    peak = momentum.peaks[0]
    filled = {
        "peak": day_words(peak.day, language),
        "back": describe_measured(peak.back_month, percent),
        "half_life": describe_half_life(peak, language),
        "asked": whole_number(bars["early_days"]),
        "missing": whole_number(momentum.missing_days),
        "passed": whole_number(max(0.0, next(each.left or 0.0 for each in momentum.checks))),
    }
    return words("movement-verdicts", _find_reason(momentum), language, **filled)


def _find_reason(momentum: Momentum) -> str:
    """The verdict; where it is left open for a reason of its own, that."""
    failing = {each.code for each in momentum.checks if not each.holds}
    if momentum.verdict is not MovementVerdict.UNDECIDED:
        return momentum.verdict
    return next((key for code, key in _OPEN.items() if code in failing), momentum.verdict)


def describe_half_life(peak: Peak, language: str = DEFAULT_LANGUAGE) -> str:
    """Days until half of a rise had gone."""
    found = peak.half_life_days
    if found.value is None:
        return words("movement-words", "longer", language, days=whole_number(found.low))
    return words("movement-words", "days", language, days=describe_measured(found, days_number))


def days_number(days: float | None) -> str:
    """Days to a tenth below ten."""
    return UNKNOWN if days is None else f"{days:.1f}" if days < 10 else whole_number(days)


def describe_measured(found: Measured, form: Callable[[float | None], str]) -> str:
    """A figure and its interval: `34% (31%-37%)`; where it is exact, the figure."""
    if found.value is None:
        return UNKNOWN
    if found.low == found.high:
        return form(found.value)
    return f"{form(found.value)} ({_range_words(found, form)})"


def _range_words(found: Measured, form: Callable[[float | None], str]) -> str:
    high = "∞" if found.high is None else form(found.high)
    return f"{form(found.low)}–{high}"


def describe_sample(movement: AudienceMovement, language: str = DEFAULT_LANGUAGE) -> str:
    """Whose journeys the figures are from."""
    key = "everybody" if movement.sampled_share >= 1 else "sampled"
    return words("movement-words", key, language, share=percent(movement.sampled_share))


def describe_span(movement: AudienceMovement, language: str = DEFAULT_LANGUAGE) -> str:
    """From which day to which; empty where nobody spoke."""
    if movement.first_day is None:
        return ""
    return f"{day_words(movement.first_day, language)} – {day_words(movement.last_day, language)}"


def day_words(day: date | None, language: str = DEFAULT_LANGUAGE) -> str:
    """A day: `3 Nov 2025`."""
    if day is None:
        return UNKNOWN
    months = words("movement-words", "months", language).split()
    return f"{day.day} {months[day.month - 1]} {day.year}"


def figure_lines(movement: AudienceMovement, language: str = DEFAULT_LANGUAGE) -> Iterator[FigureLine]:
    """The figures behind a verdict, of the highest peak."""
    momentum = movement.momentum
    yield _line("authors", movement.authors, whole_number, language)
    for peak in momentum.rises[:1]:
        yield FigureLine(words("movement-figures", "peak", language), day_words(peak.day, language), "")
        yield _line("daily", peak.daily_authors, whole_number, language)
        yield _line("week", peak.week_authors, whole_number, language)
        yield _line("month", peak.back_month, percent, language)
        yield _line("quarter", peak.back_quarter, percent, language)
        yield _half_life_line(peak, language)
    yield _line("branching", momentum.branching_ratio, _ratio, language)
    if momentum.weeks:
        yield _line("returned", momentum.weeks[-1].newly_returned, whole_number, language)


def _half_life_line(peak: Peak, language: str) -> FigureLine:
    if peak.half_life_days.value is None:
        return FigureLine(words("movement-figures", "half-life", language), describe_half_life(peak, language), "")
    return _line("half-life", peak.half_life_days, days_number, language)


def figure_line(
    name: str, found: Measured, form: Callable[[float | None], str], language: str = DEFAULT_LANGUAGE
) -> FigureLine:
    """A figure under its name."""
    if found.value is None:
        return FigureLine(name, UNKNOWN, words("movement-words", "not-yet", language))
    is_exact = found.low == found.high
    return FigureLine(name, form(found.value), "" if is_exact else _range_words(found, form))


def _line(key: str, found: Measured, form: Callable[[float | None], str], language: str) -> FigureLine:
    return figure_line(words("movement-figures", key, language), found, form, language)


def _ratio(number: float | None) -> str:
    return UNKNOWN if number is None else f"{number:.2f}"
