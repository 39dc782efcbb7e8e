"""Posts that a language model wrote apart from those that acts are learned from: what is found of what they do, in a
story, in all languages. Bars were chosen on the other half of the shipped ones, and all of the shipped ones were
looked at when features were chosen: only posts that somebody else wrote (`--held-out`) measure strictly.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from listener.campaign_file import load_campaign
from listener.training.calibrating.act_bars import measuring_half
from listener.training.data.written_acts import WrittenPost, read_written_acts_apart
from listener.training.measuring.measured import MeasuredFigure, make_post
from listener.training.measuring.measures import Labels, proportion
from models.tags import Act, Stage, Stance, Tags
from pipelines.tags import Tagger
from pipelines.tags.acts.kinds import DeedKind
from pipelines.tags.encoder import SentenceEncoder

_STORY = b"""
campaign: apart
story: What is asked for
outcome: {name: steps, target: 10, unit: steps}
match: {any: ["*"]}
audiences:
  - {name: everyone, chapters: [{name: do, stage: action, call_to_action: Do so}]}
"""
_STEPS = frozenset((Act.ACT, Act.PLEDGE, Act.OFFER))
_STEP_KINDS = frozenset((DeedKind.ACT, DeedKind.PLEDGE, DeedKind.OFFER))
_ASIDE = frozenset((DeedKind.REFUSE, DeedKind.ASK))
_NEUTRAL = frozenset((DeedKind.NONE, DeedKind.OTHERS, DeedKind.PRAISE, DeedKind.CRITICISE))


def measure_posts_apart(_root: Path) -> Iterator[MeasuredFigure]:
    """The half of the shipped ones on which no bar was chosen."""
    return measure_posts(measuring_half(read_written_acts_apart()))


def measure_posts(posts: Sequence[WrittenPost], encoder: SentenceEncoder | None = None) -> Iterator[MeasuredFigure]:
    """Of the posts that do something, the share that are seen to; of the others, the share taken for them."""
    campaign = load_campaign(_STORY, "apart.yaml")
    tags = Tagger([campaign], encoder=encoder).tag(
        [make_post(each.text, each.language) for each in posts], [campaign.name] * len(posts)
    )
    for name, among, seen, target in _MEASURES:
        hits: Labels = np.array([seen(said) for post, said in zip(posts, tags, strict=True) if among(post)])
        if len(hits):
            yield MeasuredFigure("posts_apart", name, proportion(hits), len(hits), target=target)


def _does(kind: DeedKind) -> Callable[[WrittenPost], bool]:
    return lambda post: post.kind is kind


def _does_any(kinds: frozenset[DeedKind]) -> Callable[[WrittenPost], bool]:
    return lambda post: post.kind in kinds


def _is_act(act: Act, stage: Stage) -> Callable[[Tags], bool]:
    return lambda tags: tags.act is act and tags.stage is stage


def _is_step(tags: Tags) -> bool:
    return tags.act in _STEPS


def _is_step_or_support(tags: Tags) -> bool:
    return (
        _is_step(tags) or (tags.act is Act.URGE and tags.stance is not Stance.OPPOSE) or tags.stance is Stance.SUPPORT
    )


def _is_beyond_interest(tags: Tags) -> bool:
    return tags.stage.rank >= Stage.DESIRE.rank


_Measure = tuple[str, Callable[[WrittenPost], bool], Callable[[Tags], bool], float]
_MEASURES: tuple[_Measure, ...] = (
    ("deeds seen, act and stage", _does(DeedKind.ACT), _is_act(Act.ACT, Stage.ACTION), 0.60),
    ("pledges seen, act and stage", _does(DeedKind.PLEDGE), _is_act(Act.PLEDGE, Stage.DESIRE), 0.65),
    ("offers seen, act and stage", _does(DeedKind.OFFER), _is_act(Act.OFFER, Stage.DESIRE), 0.55),
    ("steps seen as one of the three", _does_any(_STEP_KINDS), _is_step, 0.60),
    ("demands for an account seen", _does(DeedKind.DEMAND), lambda tags: tags.act is Act.DEMAND_AN_ACCOUNT, 0.80),
    ("urging against seen, and as against", _does(DeedKind.URGE_AGAINST),
     lambda tags: tags.act is Act.URGE and tags.stance is Stance.OPPOSE, 0.60),
    ("error: refusals and questions taken for a step", _does_any(_ASIDE), _is_step, 0.05),
    ("error: the same, or for urging or support", _does_any(_ASIDE), _is_step_or_support, 0.05),
    ("error: neutral posts at desire or beyond", _does_any(_NEUTRAL), _is_beyond_interest, 0.05),
    ("error: steps taken for refusals", _does_any(_STEP_KINDS), lambda tags: tags.act is Act.REFUSE, 0.03),
    ("testimony seen", lambda post: post.testimony, lambda tags: tags.testimony, 0.90),
    ("error: testimony quoted", lambda post: post.testimony, lambda tags: tags.quote is not None, 0.0),
    ("error: others taken for testimony", lambda post: not post.testimony, lambda tags: tags.testimony, 0.15),
)  # fmt: skip
