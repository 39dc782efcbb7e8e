"""Hearing: a cast audience through the tagger and the rule, and a reader who knows what is true.

`hear` tags each text once and goes straight from authors' posts to votes (`tests.scenarios.ballots`), so hundreds
of runs are possible; `replay_whole` plays posts through the whole flow.
"""

from functools import cache

import msgspec
from msgspec.structs import replace

from listener.training.measuring.measured import make_post
from models.author_keys import PUBLIC_AUTHOR_KEY, pseudonym_of_post
from models.campaigns import audience_key
from models.decisions import DecisionKind
from models.labels import LabelDraw, PostLabel
from models.policy import ConfusionRates, Policy
from models.posts import HOUR_MS, instant, millis
from models.signals import EmissionState
from models.sketches import hash64
from models.tags import Stage, Stance
from models.votes import UNKNOWN_STANCE, Vote
from pipelines.flow import Flow, own_confusion_rates
from pipelines.intake import InputRecord
from pipelines.readiness import (
    Aim,
    Ballot,
    Draw,
    DueLabel,
    PanelCounts,
    WindowInputs,
    WindowSpan,
    ask_for_labels,
    decide,
    start_detector,
    weigh,
)
from pipelines.signals import update_emission
from pipelines.tags import Tagger
from tests.scenarios.ballots import ballots
from tests.scenarios.semireal.casting import STARTS, Cast, cast_story, make_campaign, untagged_lines
from tests.scenarios.semireal.stories import DAYS, Story

READING_HOURS = 6  # after its draw a post has been read
_SIDES = {Stance.SUPPORT: 1, Stance.OPPOSE: -1, Stance.NEUTRAL: 0, Stance.UNKNOWN: UNKNOWN_STANCE}
_STANCES = {1: Stance.SUPPORT, -1: Stance.OPPOSE, 0: Stance.NEUTRAL}


class SemirealRun(msgspec.Struct, frozen=True):
    """What was told of one audience. Hours from the start: of the first of a kind, and of all signals."""

    story: str
    authors: int
    seed: int
    labels: int  # a day; 0: nobody read anything
    advanced: int | None
    stepped_back: int | None
    told: tuple[tuple[int, DecisionKind], ...] = ()


class Job(msgspec.Struct, frozen=True):
    """What to run."""

    story: Story
    authors: int
    seed: int
    labels: int


def hear(job: Job, policy: Policy | None = None) -> SemirealRun:
    """The short cut: the rule on the votes of one cast audience, whose texts the tagger has read one by one."""
    policy = policy or Policy()
    policy = replace(policy, labelling=replace(policy.labelling, labels_per_day=job.labels))
    cast, tags = cast_story(job.story, authors=job.authors, seed=job.seed), tag_texts(job.story)
    votes = ballots(cast.heard, STARTS, DAYS, policy)
    aim = Aim(
        "ask", job.story.wanted, share=job.story.bar, confusion_rates=_own_rates()[list(Stage)[job.story.wanted]]
    )
    detector, emission = start_detector("ask", STARTS, policy), EmissionState()
    told: list[tuple[int, DecisionKind]] = []
    due: list[list[DueLabel]] = [[] for _ in range(24 * DAYS + READING_HOURS + 1)]
    for hour, (window, rows) in enumerate(zip(votes.hours, votes.rows, strict=True)):
        span = WindowSpan(STARTS + hour * HOUR_MS, STARTS + (hour + 1) * HOUR_MS)
        counts = PanelCounts(votes.authors[hour], votes.eligible[hour])
        inputs = WindowInputs(span, aim, counts, policy, tuple(due[hour]))
        cast_votes = [_tagged(vote, *tags[cast.texts[row]]) for vote, row in zip(window, rows, strict=True)]
        before = detector
        detector, checks = weigh(before, cast_votes, inputs)
        slips = [Ballot(vote, row) for vote, row in zip(cast_votes, rows, strict=True)]
        detector, drawn = ask_for_labels(before, detector, slips, inputs, b"semireal")
        due[hour + READING_HOURS] += [_read(each, cast) for each in drawn]
        kind = decide(checks)
        emission, is_news = update_emission(emission, kind, span.end, (), policy.time)
        if is_news:
            told.append((hour + 1, kind))
    return _sum_up(job, told)


def _sum_up(job: Job, told: list[tuple[int, DecisionKind]]) -> SemirealRun:
    def first(wanted: DecisionKind) -> int | None:
        return next((hour for hour, kind in told if kind is wanted), None)

    advanced, back = first(DecisionKind.ADVANCE), first(DecisionKind.STEP_BACK)
    return SemirealRun(job.story.name, job.authors, job.seed, job.labels, advanced, back, tuple(told))


@cache
def _own_rates() -> dict[Stage, ConfusionRates]:
    return own_confusion_rates()


def tag_texts(story: Story) -> list[tuple[int, int]]:
    """Rank and stance that the tagger sees in each text of a story."""
    campaign, said = make_campaign(story), cast_story(story, authors=100, seed=0).said
    tags = Tagger([campaign]).tag([make_post(each.text, "en") for each in said], [campaign.name] * len(said))
    return [(each.stage.rank, _SIDES[each.stance]) for each in tags]


def _tagged(vote: Vote, rank: int, stance: int) -> Vote:
    return replace(vote, stage=rank, stance=stance, by_own_tagger=True)


def _read(drawn: Draw, cast: Cast) -> DueLabel:
    """What a reader says of a drawn vote who is always right."""
    said = cast.said[cast.texts[drawn.post]]
    return DueLabel(drawn.vote.drawn_at, drawn.post, False, drawn.vote, said.rank, said.side)


def replay_whole(job: Job) -> SemirealRun:
    """The posts, untagged, through the whole flow; a reader answers some hours after each draw."""
    campaign, cast = make_campaign(job.story), cast_story(job.story, authors=job.authors, seed=job.seed)
    policy = replace(campaign.policy, labelling=replace(campaign.policy.labelling, labels_per_day=job.labels))
    campaign = replace(campaign, policy=policy)
    key, panel_key = audience_key(campaign.name, "all"), PUBLIC_AUTHOR_KEY.panel_key(campaign.name)
    lines, flow = list(untagged_lines(cast, job.seed)), Flow([campaign], Tagger([campaign]))
    rows = {pseudonym_of_post(panel_key, hash64(f"semireal:{row}")): row for row in range(len(lines))}
    told: list[tuple[int, DecisionKind]] = []
    for at in range(0, len(lines) + 1, 100):
        received = STARTS + 400 * 24 * HOUR_MS
        some = [InputRecord(line, received, is_replay=True) for line in lines[at : at + 100]]
        result = flow.take(some) if some else flow.finish()
        for draw in result.draws:
            flow.label(key, _label(draw, cast, rows[draw.post]))
        told += [((millis(each.time) - STARTS) // HOUR_MS, each.data.decision) for each in result.signals]
    return _sum_up(job, told)


def _label(draw: LabelDraw, cast: Cast, row: int) -> PostLabel:
    said, at = cast.said[cast.texts[row]], instant(millis(draw.drawn) + READING_HOURS * HOUR_MS)
    stage, stance = list(Stage)[said.rank], _STANCES[said.side]
    return PostLabel(draw.campaign, draw.audience, draw.post, "reader", at, stage, stance)
