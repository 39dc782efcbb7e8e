"""Movement page: what is shown of an audience's movement: verdict, figures, and charts in units of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from listener.board.views.flow_chart import FlowChart, flow_chart
from listener.wording.catalogues import DEFAULT_LANGUAGE
from listener.wording.figures import whole_number
from listener.wording.movement import FigureSection, day_words, describe_sample, describe_span, describe_verdict
from listener.wording.movement_sections import figure_sections
from models.movement import AudienceMovement, MovementVerdict, WeekFigures

_WIDTH, _HEIGHT, _GAP = 720.0, 180.0, 0.2  # of a chart; of a bar's place, what stays free
_TONES = {
    MovementVerdict.MOMENT: "step-back",
    MovementVerdict.MOVEMENT: "advance",
    MovementVerdict.UNDECIDED: "prolong",
    MovementVerdict.TOO_EARLY: "insufficient-data",
}


class WeekBar(NamedTuple):
    """A week's authors, and of them those who came back for the first time."""

    x: float
    width: float
    height: float
    returned_height: float
    words: str
    is_peak: bool


@dataclass(frozen=True)
class MovementPage:
    """One audience."""

    campaign: str
    audience: str
    verdict: str
    tone: str
    sentence: str
    span: str
    sample: str
    sections: tuple[FigureSection, ...]
    flow: FlowChart
    bars: tuple[WeekBar, ...]
    dates: tuple[str, ...]  # of the first bar and the last; nothing without bars
    most: str  # authors of the highest bar
    width: float = _WIDTH
    height: float = _HEIGHT


def movement_page(movement: AudienceMovement, language: str = DEFAULT_LANGUAGE) -> MovementPage:
    """What is shown of an audience."""
    weeks = movement.momentum.weeks
    return MovementPage(
        campaign=movement.campaign,
        audience=movement.audience,
        verdict=movement.momentum.verdict.replace("_", " "),
        tone=_TONES[movement.momentum.verdict],
        sentence=describe_verdict(movement, language),
        span=describe_span(movement, language),
        sample=describe_sample(movement, language),
        sections=tuple(figure_sections(movement, language)),
        flow=flow_chart(movement.conversion, language),
        bars=tuple(_week_bars(movement, weeks, language)),
        dates=tuple(day_words(each.week, language) for each in (*weeks[:1], *weeks[-1:])),
        most=whole_number(max((each.authors.value or 0.0 for each in weeks), default=0.0)),
    )


def _week_bars(movement: AudienceMovement, weeks: Sequence[WeekFigures], language: str) -> list[WeekBar]:
    most = max((each.authors.value or 0.0 for each in weeks), default=0.0) or 1.0
    place = _WIDTH / max(1, len(weeks))
    peaks = [each.day for each in movement.momentum.peaks[:1]]
    return [
        WeekBar(
            x=round(number * place + place * _GAP / 2, 2),
            width=round(place * (1 - _GAP), 2),
            height=round(_HEIGHT * (each.authors.value or 0.0) / most, 2),
            returned_height=round(_HEIGHT * (each.newly_returned.value or 0.0) / most, 2),
            words=f"{day_words(each.week, language)}: {whole_number(each.authors.value)}",
            is_peak=any(0 <= (day - each.week).days < 7 for day in peaks),
        )
        for number, each in enumerate(weeks)
    ]
