"""Uptake: what came of calls to action, and of the campaign off the channels, in words."""

from collections.abc import Iterator

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.figures import UNKNOWN, percent, whole_number
from listener.wording.movement import FigureLine, FigureSection, day_words, describe_measured, figure_line
from models.movement import AudienceMovement
from models.uptake import CallFigures, Forecast, LeadLag, OutcomeFigures


def uptake_sections(movement: AudienceMovement, language: str = DEFAULT_LANGUAGE) -> Iterator[FigureSection]:
    """A section for each call that was out, and one for outcomes where some were told."""
    for call in movement.calls:
        yield call_section(call, language)
    if movement.outcomes:
        yield _outcome_section(movement.outcomes, language)


def call_section(call: CallFigures, language: str = DEFAULT_LANGUAGE) -> FigureSection:
    """What came of one call."""
    return FigureSection(_call_title(call, language), tuple(_call_lines(call, language)), _best(call, language))


def _call_title(call: CallFigures, language: str) -> str:
    span = {"start": day_words(call.start, language), "end": day_words(call.end, language)}
    return words("uptake", "title", language, chapter=call.chapter, call=call.call, **span)


def _call_lines(call: CallFigures, language: str) -> Iterator[FigureLine]:
    for key in ("asked", "met", "answered", "done"):
        count: float | None = getattr(call, key)
        few = words("uptake", "few", language)
        yield FigureLine(words("uptake", key, language), few if count is None else whole_number(count), "")
    yield figure_line(words("uptake", "taken-up", language), call.taken_up, percent, language)
    for each in call.stages:
        if each.taken_up.value is not None:
            stage = words("uptake-stages", each.stage, language)
            name = words("uptake", "stage", language, stage=stage, asked=whole_number(each.asked))
            yield figure_line(name, each.taken_up, percent, language)


def _best(call: CallFigures, language: str) -> str:
    if call.best_stage is None:
        return words("uptake", "none-best", language)
    stage = words("uptake-stages", call.best_stage, language)
    return words("uptake", "clearly-best" if call.is_clear else "perhaps-best", language, stage=stage)


def _outcome_section(outcomes: OutcomeFigures, language: str) -> FigureSection:
    said = [describe_lead(outcomes.lead, language), describe_forecast(outcomes.forecast, outcomes.unit, language)]
    title = words("uptake", "outcomes", language, name=outcomes.name)
    return FigureSection(title, tuple(_outcome_lines(outcomes, language)), " ".join(said))


def _outcome_lines(outcomes: OutcomeFigures, language: str) -> Iterator[FigureLine]:
    for call, count in outcomes.by_call.items():
        key = "of-call" if call else "of-none"
        yield FigureLine(words("uptake", key, language, call=call), f"{whole_number(count)} {outcomes.unit}", "")
    yield figure_line(words("uptake", "acted-and-counted", language), outcomes.acted_and_counted, percent, language)


def describe_lead(lead: LeadLag | None, language: str = DEFAULT_LANGUAGE) -> str:
    """Whether outcomes follow what people do on the channels, in a sentence."""
    if lead is None or not lead.holds or lead.days.value is None:
        return words("uptake", "too-short" if lead is None else "no-lead", language)
    key = "follow" if lead.days.value > 0 else "precede" if lead.days.value < 0 else "together"
    days = describe_measured(lead.days, _whole_days)
    return words("uptake", key, language, days=days, correlation=f"{lead.correlation:.2f}")


def _whole_days(days: float | None) -> str:
    return UNKNOWN if days is None else f"{abs(days):.0f}" if days >= 0 else f"−{abs(days):.0f}"


def describe_forecast(forecast: Forecast | None, unit: str, language: str = DEFAULT_LANGUAGE) -> str:
    """When the target is reached, in a sentence."""
    if forecast is None:
        return words("uptake", "no-forecast", language)
    filled = {"target": whole_number(forecast.target), "unit": unit, "total": whole_number(forecast.total)}
    if forecast.is_reached:
        return words("uptake", "reached", language, day=day_words(forecast.likely, language), **filled)
    if forecast.likely is None:
        return words("uptake", "never", language, **filled)
    latest = day_words(forecast.latest, language) if forecast.latest else words("uptake", "open", language)
    span = {"likely": day_words(forecast.likely, language), "earliest": day_words(forecast.earliest, language)}
    return words("uptake", "forecast", language, latest=latest, **span, **filled)
