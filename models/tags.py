"""What we say of one post: its tags, and the span or the rule that says why.

Tags are a pure function of a post and the campaign it belongs to: no history, no batch, no clock.
"""

from enum import StrEnum

import msgspec


class Stage(StrEnum):
    """Where an author stands, in order: awareness < interest < desire < action."""

    AWARENESS = "awareness"
    INTEREST = "interest"
    DESIRE = "desire"
    ACTION = "action"

    @property
    def rank(self) -> int:
        """0 for awareness to 3 for action. Compare ranks: the names sort as text."""
        return _RANKS[self]


_RANKS = {stage: rank for rank, stage in enumerate(Stage)}


class Stance(StrEnum):
    """Towards the campaign's story, which is not the tone of the words. Unknown is not neutral."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"  # the story is named, and plainly reported or asked about
    UNKNOWN = "unknown"  # nothing shows it


class Act(StrEnum):
    """What the author does by posting."""

    SHARE = "share"
    ASK = "ask"
    TELL = "tell"
    OFFER = "offer"
    PLEDGE = "pledge"
    ACT = "act"
    REFUSE = "refuse"  # the story's own action: will not, did not, takes back
    URGE = "urge"
    CRITICISE = "criticise"
    DEMAND_AN_ACCOUNT = "demand-an-account"


class Participation(StrEnum):
    """Participation in collective action: the scheme of Pera and Aiello (ICWSM 2025, arXiv 2501.07368)."""

    NONE = "none"
    PROBLEM_SOLUTION = "problem-solution"
    CALL_TO_ACTION = "call-to-action"
    INTENTION = "intention"
    EXECUTION = "execution"


class Emotion(StrEnum):
    """What the author shows; a post may show several, or none."""

    SOLIDARITY = "solidarity"
    EMPATHY = "empathy"
    ANGER = "anger"
    FEAR_OR_SHAME = "fear-or-shame"
    CAUTION = "caution"
    HOPE = "hope"
    JOY = "joy"
    SADNESS = "sadness"


class Span(msgspec.Struct, frozen=True, gc=False):
    """A piece of a post's text, in code points from `start` up to `end`, and the rule that took it."""

    start: int
    end: int
    rule: str


class Sentiment(msgspec.Struct, frozen=True, gc=False):
    """The tone of the words: compound in -1..1, its label, and who said so (name and version)."""

    compound: float
    label: str  # negative | neutral | positive
    scorer: str


ARRIVED = "arrived-tagged"  # why a post has tags that it came with
Why = Span | str  # a span of the text, or the rule's name where no span can show it


class Tags(msgspec.Struct, frozen=True, gc=False):
    """All we say of one post. What cannot be said stays at its default, and `why` has the reason."""

    language: str | None = None  # ISO 639-1; None where undetermined
    language_confidence: float = 0.0
    sentiment: Sentiment | None = None  # None where the language has no scorer: why["sentiment"] says it
    stance: Stance = Stance.UNKNOWN
    themes: tuple[str, ...] = ()
    emotions: tuple[Emotion, ...] = ()
    act: Act | None = None
    participation: Participation = Participation.NONE
    stage: Stage = Stage.AWARENESS
    stage_probability: float = 0.0  # calibrated: how often such a stage is the true one
    testimony: bool = False  # somebody tells of harm done to them: counted, never quoted
    quote: Span | None = None  # the sentence of the text that people may be shown; None: nothing of it
    boilerplate: tuple[Span, ...] = ()
    copy: int | None = None  # cluster of near-identical text; None where the text is too short to tell
    why: dict[str, Why] = {}  # tag, or "theme:<name>" -> what shows it

    @property
    def arrived(self) -> bool:
        """Whether the post came with these tags: our own tagger has not seen it."""
        return self.why.get("stage") == ARRIVED


class PreTags(msgspec.Struct, frozen=True, gc=False):
    """Tags that a post arrives with, from a simulator, another tagger or a person: it is not tagged again."""

    campaign: str
    audience: str
    stage: Stage = Stage.AWARENESS
    stance: Stance = Stance.UNKNOWN
    act: Act | None = None

    def tags(self) -> Tags:
        """The same as full tags, taken as certain."""
        why: dict[str, Why] = dict.fromkeys(("stage", "stance", "act"), ARRIVED)
        return Tags(stance=self.stance, act=self.act, stage=self.stage, stage_probability=1.0, why=why)
