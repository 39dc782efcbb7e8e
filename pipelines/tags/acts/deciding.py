"""What the author does in the post: the deepest act that a phrase shows, with its span; else what a classifier of
tweets' speech acts is sure of."""

from collections.abc import Sequence

from models.tags import Act, Span, Why
from pipelines.tags.document import Document
from pipelines.tags.fast.matcher import TokenRange, span_of

# Deeds before words, commitments before demands, and sharing last: the first of these that is found is the act.
ACTS_BY_DEPTH = (
    Act.ACT, Act.PLEDGE, Act.OFFER, Act.DEMAND_AN_ACCOUNT, Act.URGE, Act.TELL, Act.ASK, Act.CRITICISE, Act.SHARE,
)  # fmt: skip
_NAMED = tuple((each, each.value) for each in ACTS_BY_DEPTH)

# Speech acts of tweets (EXP, OTH, QUE, REQ, STM, SUG, THT), those that mean one of ours; and how sure they must be.
_BY_SPEECH_ACT = {2: Act.ASK, 3: Act.ASK, 5: Act.URGE, 6: Act.CRITICISE}
_SURE = 0.7
_ENDS = frozenset(".!?")


def act_of(reading: Document, speech: Sequence[float]) -> tuple[Act | None, Why | None]:
    """The act and what shows it: a span outside of boilerplate, or the classifier; None where nothing does."""
    shown = act_by_phrase(reading)
    if shown:
        return shown
    most = max(speech, default=0.0)
    kind = _BY_SPEECH_ACT.get(speech.index(most)) if most >= _SURE else None
    return (kind, "speech-act") if kind else (None, None)


def act_by_phrase(reading: Document) -> tuple[Act, Span] | None:
    """The act and the span that shows it, outside of boilerplate; None where no phrase does."""
    for each, name in _NAMED if reading.found else ():
        for place in reading.found.get(name, ()):
            span = span_of(place, reading.tokens, name)
            if stands_clear(span, reading.boilerplate) and not _hedged(each, place, reading):
                return each, span
    return None


def _hedged(kind: Act, place: TokenRange, reading: Document) -> bool:
    """Whether a pledge shares its sentence with a condition: who will give if, or some day, has not pledged."""
    hedges = reading.found.get("condition", ()) if kind is Act.PLEDGE else ()
    return any(_one_sentence(place, other, reading.tokens.lower) for other in hedges)


def _one_sentence(one: TokenRange, other: TokenRange, lower: Sequence[str]) -> bool:
    between = lower[min(one.last, other.last) + 1 : max(one.first, other.first)]
    return _ENDS.isdisjoint(between) and lower[max(0, other.first - 1)] != "even"  # `even if` is no condition


def stands_clear(span: Span, litter: tuple[Span, ...]) -> bool:
    """Whether a span shares no character with any of the litter."""
    return not litter or all(span.start >= other.end or other.start >= span.end for other in litter)
