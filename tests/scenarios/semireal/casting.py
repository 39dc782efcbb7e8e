"""Casting: simulated authors and times, and which text of which meaning each post is.

Each author has a fixed threshold, as in `listener.simulator`, and says what the story's phase has for it; moods that
all share for a day move thresholds a little. Times, channels and paces are those of the scenario `stationary`.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import numpy as np

from listener.simulator.arrays import Floats
from listener.simulator.audience.traits import shift_logit
from listener.simulator.scenario_file.parsing import load_scenario
from listener.simulator.simulate import SimulatedAudience, simulate_audiences
from listener.training.measuring.story_stances import load_causes
from models.campaigns import Audience, Campaign, Chapter, MatchTerms, OutcomeGoal, ReadyWhen, StanceTerms
from models.posts import DAY_MS, instant, millis
from models.tags import Stage
from tests.scenarios.semireal.sources import MEANINGS, Said, load_pools
from tests.scenarios.semireal.stories import DAYS, Phase, Story

_SCENARIO = load_scenario("stationary")
STARTS = millis(_SCENARIO.starts)
MOOD = 0.15  # s.d. of what a day does to all thresholds (log-odds)
_FUND = StanceTerms(
    ("save the children", "the charity", "this charity", "charity", "donate", "donation"),
    ("good cause", "happy to help", "glad to help", "worthy", "count me in", "love to donate", "great organization"),
    ("scam", "not interested", "waste of money", "no thanks", "can't afford", "don't trust", "rather not"),
)
_TAILS = (
    "Written at {n} past.", "Room {n} here.", "Seat {n}, by the window.", "Page {n}.", "Bus {n} now.",
    "It is {n} now.", "Row {n} again.", "Line {n} today.", "Floor {n}.", "Gate {n} it is.",
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """One audience: who posts when, and what. `said` has the texts, `texts` the place in it of each post's."""

    story: Story
    heard: SimulatedAudience
    said: tuple[Said, ...]
    texts: list[int]


def cast_story(story: Story, *, authors: int, seed: int) -> Cast:
    """The story told by so many authors."""
    heard = next(iter(simulate_audiences(_SCENARIO, authors=authors, days=DAYS, seed=seed)))
    rng = np.random.default_rng([seed, 7])
    said, first = _list_texts(story)
    where, posts = _thresholds(heard, rng), heard.posts
    luck = rng.random(posts.day.size)
    kinds = [_kind_at(story, day, u) for day, u in zip(posts.day.tolist(), where.tolist(), strict=True)]
    texts = [first[kind][0] + int(x * first[kind][1]) for kind, x in zip(kinds, luck.tolist(), strict=True)]
    return Cast(story, heard, said, texts)


def _list_texts(story: Story) -> tuple[tuple[Said, ...], dict[str, tuple[int, int]]]:
    """All texts of the story, and of each meaning the place of its first and their number."""
    said: list[Said] = []
    pools, first = load_pools(story.cause), {}
    for kind in sorted({kind for phase in story.phases for kind in phase.says}):
        first[kind] = len(said), len(pools[kind])
        said += [Said(text, *MEANINGS[kind]) for text in pools[kind]]
    return tuple(said), first


def _thresholds(heard: SimulatedAudience, rng: np.random.Generator) -> Floats:
    moods = MOOD * rng.standard_normal(DAYS + 1)
    own = heard.population.threshold[heard.posts.author]
    return shift_logit(own, moods[heard.posts.day.astype(np.int64)])


def _kind_at(story: Story, day: float, threshold: float) -> str:
    phase: Phase = [each for each in story.phases if each.day <= day][-1]
    kind, left = "", threshold
    for kind, share in phase.says.items():
        if left < share:
            return kind
        left -= share
    return kind


def make_campaign(story: Story) -> Campaign:
    """The story's campaign: its stage and bar, and the stance that its team declared before it read a post."""
    stage = list(Stage)[story.wanted]
    chapter = Chapter("ask", stage, "Come", ReadyWhen(share=story.bar))
    audience = Audience("all", (chapter, Chapter("then", Stage.ACTION, "Do it")))
    stance = load_causes()[story.cause].stance if story.cause else _FUND
    goal, match = OutcomeGoal("gifts", 100, "gifts"), MatchTerms(("*",))
    return Campaign("cause", "A cause", goal, match, (audience,), stance=stance, version="semireal")


def untagged_lines(cast: Cast, seed: int) -> Iterator[bytes]:
    """The posts as lines of a file. Each ends in a few words that differ, for few people write the same text."""
    rng, heard = random.Random(seed), cast.heard
    channels = [channel.name for channel in heard.audience.channels]
    for row, (author, day) in enumerate(zip(heard.posts.author.tolist(), heard.posts.day.tolist(), strict=True)):
        tail = rng.choice(_TAILS).format(n=rng.randrange(1, 900))
        fields = {
            "id": f"semireal:{row}",
            "channel": channels[int(heard.population.channel[author])],
            "author": str(heard.population.id[author]),
            "created_at": instant(STARTS + round(day * DAY_MS)),
            "text": f"{cast.said[cast.texts[row]].text} {tail}",
            "lang": "en",
        }
        yield msgspec.json.encode(fields)
