"""Measuring: from a sample, and what people told beside it, to all that is told of an audience."""

from collections.abc import Mapping, Sequence

from msgspec.structs import asdict

from models.campaigns import Audience, Campaign
from models.measured import Measured
from models.movement import AudienceMovement, MovementSample, Traveller
from models.outcomes import OutcomeReport
from pipelines.movement.calls import KnownOutcomes, measure_calls
from pipelines.movement.chapter_spans import list_spans
from pipelines.movement.community import measure_community
from pipelines.movement.conversions import measure_conversion
from pipelines.movement.grid import JourneyGrid, date_of, make_grid
from pipelines.movement.intervals import measure_count
from pipelines.movement.momentum import find_momentum
from pipelines.movement.observing import LANGUAGE_MARK, UNKNOWN_LANGUAGE
from pipelines.movement.outcome_series import measure_outcomes
from pipelines.movement.personas import measure_personas
from pipelines.movement.small_groups import measure_shown_share
from pipelines.movement.standings import find_first_acts
from pipelines.movement.voices import measure_voices
from pipelines.tags.languages import LANGUAGES

_READ = frozenset({UNKNOWN_LANGUAGE, *LANGUAGES})


def measure_movement(
    sample: MovementSample,
    campaign: Campaign,
    audience: Audience,
    *,
    releases: Mapping[str, int] | None = None,
    outcomes: Sequence[OutcomeReport] = (),
    known: KnownOutcomes | None = None,
) -> AudienceMovement:
    """What a sample tells of an audience. `releases` are days of chapters; `known`, authors that outcomes name."""
    least = campaign.policy.privacy.smallest_group
    grid = make_grid(sample, least)
    spans = list_spans(audience, releases or {}, grid.first, grid.last) if grid else ()
    momentum = find_momentum(grid, campaign.policy)
    voices = measure_voices(sample, grid, find_first_acts(grid)) if grid else None
    return AudienceMovement(
        campaign=campaign.name,
        audience=audience.name,
        first_day=date_of(grid.first) if grid else None,
        last_day=date_of(grid.last) if grid else None,
        authors=measure_count(len(grid.travellers) if grid else 0, sample.share),
        sampled_share=sample.share,
        momentum=momentum,
        conversion=measure_conversion(grid),
        personas=measure_personas(grid),
        calls=measure_calls(sample, audience, spans, known or {}, least),
        outcomes=measure_outcomes(grid, campaign, outcomes, known or {}),
        policy=asdict(campaign.policy.movement),
        voices=voices,
        unread=_measure_unread(grid) if grid else Measured(),
        community=measure_community(sample, grid, campaign, spans, momentum.rises),
    )


def _measure_unread(grid: JourneyGrid) -> Measured:
    """Of them nothing is known: that they show no role says nothing."""
    unread = [_is_unread(each) for each in grid.travellers]
    return measure_shown_share(sum(unread), len(unread), grid.least)


def _is_unread(author: Traveller) -> bool:
    marks = {mark for day in author.days for mark in day.marks}
    languages = {each.removeprefix(LANGUAGE_MARK) for each in marks if each.startswith(LANGUAGE_MARK)}
    return bool(languages) and languages.isdisjoint(_READ) and not any(day.known for day in author.days)
