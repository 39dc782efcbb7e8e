"""Community: what people make of a story that the campaign did not: hashtags, places, formats, initiatives, and their
part of the telling.

One is coined where neither the campaign file nor a post of its own accounts has it. Rising: of the authors of the
last four weeks a larger share used it than of the four weeks before (score test of two shares; the ratio's interval
is that of Katz et al., Biometrics 34 (1978)), with false discoveries controlled over all that were tried.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from math import exp, sqrt
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from models.campaigns import Campaign
from models.community import CoinedTag, CommunityFigures, PeakOrigin
from models.measured import Measured
from models.movement import MovementSample, Peak, Traveller
from models.posts import DAY_MS
from pipelines.movement.chapter_spans import ChapterSpan
from pipelines.movement.grid import QUORUM, FloatGrid, JourneyGrid, date_of
from pipelines.movement.intervals import Z95_SCORE, resampling_weights
from pipelines.movement.lifts import list_discoveries, normal_tails
from pipelines.movement.makings import FORMAT_MARK, INITIATIVE_MARK, PLACE_MARK, shorten_link
from pipelines.movement.observing import WRITTEN_MARK, fold_hashtag
from pipelines.movement.small_groups import is_small_group, measure_shown_share
from pipelines.movement.travellers import count_own
from pipelines.movement.voices import is_answer_to

_WINDOW = 28  # days
_KINDS = {WRITTEN_MARK: "hashtag", PLACE_MARK: "place", FORMAT_MARK: "format", INITIATIVE_MARK: "initiative"}
_LISTED = {"hashtag": 20, "place": 8, "format": 8, "initiative": 8}  # the most used of each kind
_CALLED = ("met:", "answered:")  # marks of those who met a call
_PLANNED = 3  # days before a peak, in which what was planned may have brought it about


class _Use(NamedTuple):
    """Who used a hashtag, and on which days, in order."""

    author: Traveller
    days: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.days[0]


def measure_community(
    sample: MovementSample,
    grid: JourneyGrid | None,
    campaign: Campaign,
    spans: Sequence[ChapterSpan],
    peaks: Sequence[Peak],
) -> CommunityFigures | None:
    """What is the community's own. `spans` are the chapters as they were told."""
    if grid is None:
        return None
    met = _list_first_met(grid)
    coined = [_describe_tag(mark, uses, grid, spans, met) for mark, uses in _find_coined(sample, grid, campaign)]
    rising = list_discoveries([p_value for _, p_value in coined])
    tags = [replace(each, is_rising=holds) for (each, _), holds in zip(coined, rising, strict=True)]
    rows = np.array([_count_posts(each, sample.own) for each in grid.travellers], dtype=np.float64)
    own = count_own(sample) * grid.share  # of so many a sample of this share would hold
    return CommunityFigures(
        told=_measure_part(rows[:, 0], np.full(len(rows), own / len(rows)) + rows[:, 0]),
        unprompted=_measure_part(rows[:, 1], rows[:, 0]),
        coined=tuple(_list_most_used(tags)),
        peaks=tuple(_find_origin(each, campaign, spans) for each in peaks),
    )


def _list_most_used(tags: Sequence[CoinedTag]) -> Iterator[CoinedTag]:
    """Kind by kind."""
    for kind, most in _LISTED.items():
        theirs = (each for each in tags if each.kind == kind)
        yield from sorted(theirs, key=lambda each: (-each.authors, each.tag))[:most]


def list_own_words(campaign: Campaign) -> frozenset[str]:
    """What the campaign's file says, as hashtags are folded."""
    stance = campaign.stance
    chapters = [chapter for audience in campaign.audiences for chapter in audience.chapters]
    terms = [
        *campaign.match.any,
        *(*stance.names, *stance.favour, *stance.against),
        *(term for each in (*campaign.themes.values(), *campaign.acts.values()) for term in each),
        *(term for each in chapters for term in (each.call_to_action, *each.uptake.any)),
        *(campaign.name, campaign.story, campaign.brand),
    ]
    return frozenset(map(fold_hashtag, terms))


def _list_own_links(campaign: Campaign) -> tuple[str, ...]:
    chapters = [chapter for audience in campaign.audiences for chapter in audience.chapters]
    return tuple(shorten_link(link) for each in chapters for link in each.uptake.links)


def _find_coined(
    sample: MovementSample, grid: JourneyGrid, campaign: Campaign
) -> Iterator[tuple[str, Sequence[_Use]]]:
    """The marks of what enough authors used, and the campaign did not."""
    uses, words, links = defaultdict[str, list[_Use]](list), list_own_words(campaign), _list_own_links(campaign)
    said = {mark for marks in sample.own.values() for mark in marks}
    for author in grid.travellers:
        used = defaultdict[str, list[int]](list)
        for day in author.days:
            for mark in day.marks:
                if mark.startswith(tuple(_KINDS)) and day.number <= grid.last:
                    used[mark].append(day.number)
        for mark, days in used.items():
            uses[mark].append(_Use(author, tuple(days)))
    for mark, some in sorted(uses.items()):
        name = mark.partition(":")[2]
        is_own = mark in said or fold_hashtag(name) in words or any(link and name.startswith(link) for link in links)
        if len(some) >= grid.least and not is_own:
            yield mark, some


def _describe_tag(
    mark: str,
    uses: Sequence[_Use],
    grid: JourneyGrid,
    spans: Sequence[ChapterSpan],
    first_met: Mapping[tuple[str, int], int],
) -> tuple[CoinedTag, float]:
    """What was coined, and how often chance alone makes such a rise."""
    kind, _, tag = mark.partition(":")
    began = sorted(each.first for each in uses)[QUORUM - 1]
    span = next((each for each in spans if each.start <= began < each.end), None)
    chapter = span.chapter if span else ""
    met = sum(first_met.get((chapter, each.author.id), each.first + 1) <= each.first for each in uses)
    growth, p_value = _measure_growth(uses, grid)
    found = CoinedTag(
        tag=tag,
        authors=len(uses) / grid.share,
        first_day=date_of(began),
        growth=growth,
        is_rising=False,
        chapter=span.chapter if span else None,
        met_call=measure_shown_share(met, len(uses), grid.least) if span else Measured(),
        kind=_KINDS[f"{kind}:"],
    )
    return found, p_value


def _list_first_met(grid: JourneyGrid) -> dict[tuple[str, int], int]:
    """By chapter and author, the day on which they first met its call or answered it."""
    found = dict[tuple[str, int], int]()
    for author in grid.travellers:
        for day in author.days:
            for mark in day.marks:
                if mark.startswith(_CALLED):
                    found.setdefault((mark.partition(":")[2], author.id), day.number)
    return found


def _measure_growth(uses: Sequence[_Use], grid: JourneyGrid) -> tuple[Measured, float]:
    """By how much its share of authors has grown, and the one-sided p-value of a rise."""
    spans = {is_late: grid.last - _WINDOW * (1 if is_late else 2) for is_late in (True, False)}
    late, early = (_count_users(uses, spans[is_late]) for is_late in (True, False))
    all_late, all_early = (_count_authors(grid, start - grid.first + 1) for start in (spans[True], spans[False]))
    if not all_early or not all_late:
        return Measured(), 1.0
    whole = (late + early) / (all_late + all_early)
    spread = sqrt(whole * (1 - whole) * (1 / all_late + 1 / all_early))
    score = (late / all_late - early / all_early) / spread if spread else 0.0
    p_value = normal_tails(score) / 2 if score > 0 else 1 - normal_tails(score) / 2
    if not early or not late or is_small_group(early, grid.least) or is_small_group(late, grid.least):
        return Measured(), p_value
    ratio = (late / all_late) / (early / all_early)
    spread = exp(Z95_SCORE * sqrt(1 / late - 1 / all_late + 1 / early - 1 / all_early))
    return Measured(ratio, ratio / spread, ratio * spread, late), p_value


def _count_users(uses: Sequence[_Use], after: int) -> int:
    """How many authors used it on a day of the window after that one."""
    return sum(any(after < day <= after + _WINDOW for day in each.days) for each in uses)


def _count_authors(grid: JourneyGrid, column: int) -> int:
    return int(grid.spoke[:, max(0, column) : max(0, column + _WINDOW)].any(axis=1).sum())


def _count_posts(author: Traveller, own: Mapping[int, object]) -> tuple[int, int]:
    """An author's posts, and of them those that nothing of the campaign's prompted."""
    spoken = [day for day in author.days if day.spoke]
    free = [day for day in spoken if not is_answer_to(day, own) and not any(m.startswith("met:") for m in day.marks)]
    return sum(len(day.posts) for day in spoken), sum(len(day.posts) for day in free)


def _measure_part(part: FloatGrid, whole: FloatGrid) -> Measured:
    """The share of one sum over authors in another, as it varies with who happens to be among them."""
    if not whole.sum():
        return Measured()
    weights = resampling_weights(len(part))
    drawn = weights @ part / np.maximum(weights @ whole, 1e-9)
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Measured(float(part.sum() / whole.sum()), float(low), float(high), len(part))


def _find_origin(peak: Peak, campaign: Campaign, spans: Sequence[ChapterSpan]) -> PeakOrigin:
    since = peak.day - timedelta(days=_PLANNED)
    events = [
        each.name
        for each in campaign.events
        if date_of(each.start // DAY_MS) <= peak.day and since <= date_of(each.end // DAY_MS)
    ]
    told = spans[1:]  # the first is told from the beginning: nobody planned that day
    chapters = [each.chapter for each in told if since <= date_of(each.start) <= peak.day]
    return PeakOrigin(peak.day, tuple(events), tuple(chapters))
