"""What the author does in the post: the deepest act that a phrase shows, with its span; else what a classifier of
tweets' speech acts is sure of."""

from collections.abc import Sequence

from models.tags import Act, Span, Why
from pipelines.tags.acts.phrases import Phrases, TokenRange
from pipelines.tags.text import is_clear

# Deeds before words, commitments before demands, and sharing last: the first of these that is found is the act.
_ACTS_BY_DEPTH = (
    Act.ACT, Act.PLEDGE, Act.OFFER, Act.REFUSE, Act.DEMAND_AN_ACCOUNT, Act.URGE, Act.TELL, Act.ASK, Act.CRITICISE,
    Act.SHARE,
)  # fmt: skip
_RULES = tuple((each, each.value) for each in _ACTS_BY_DEPTH)

# Speech acts of tweets (EXP, OTH, QUE, REQ, STM, SUG, THT), those that mean one of ours, by their place.
_BY_SPEECH_ACT = {2: Act.ASK, 3: Act.ASK, 5: Act.URGE, 6: Act.CRITICISE}
_LEAST_PROBABILITY = 0.7  # of a speech act, to be believed without a phrase
_SENTENCE_ENDS = frozenset(".!?")


def act_of(phrases: Phrases, speech: Sequence[float]) -> tuple[Act | None, Why | None]:
    """The act and what shows it: a span outside of boilerplate, or the classifier; None where nothing does.

    `speech`: probabilities of the seven speech acts, or none.
    """
    shown = act_by_phrase(phrases)
    if shown:
        return shown
    most = max(speech, default=0.0)
    act = _BY_SPEECH_ACT.get(speech.index(most)) if most >= _LEAST_PROBABILITY else None
    return (act, "speech-act") if act else (None, None)


def act_by_phrase(phrases: Phrases) -> tuple[Act, Span] | None:
    """The act and the span that shows it, outside of boilerplate; None where no phrase does."""
    for act, rule in _RULES if phrases.places else ():
        for place in phrases.places.get(rule, ()):
            span = phrases.span(rule, place)
            if is_clear(span, phrases.boilerplate) and not _is_conditional(act, place, phrases):
                return act, span
    return None


def _is_conditional(act: Act, place: TokenRange, phrases: Phrases) -> bool:
    """Whether a pledge shares its sentence with a condition: who will give if, or some day, has not pledged."""
    conditions = phrases.places.get("condition", ()) if act is Act.PLEDGE else ()
    return any(_share_sentence(place, condition, phrases.text.lower) for condition in conditions)


def _share_sentence(place: TokenRange, condition: TokenRange, lower: Sequence[str]) -> bool:
    between = lower[min(place.last, condition.last) + 1 : max(place.first, condition.first)]
    even = lower[max(0, condition.first - 1)] == "even"  # `even if` is no condition
    return _SENTENCE_ENDS.isdisjoint(between) and not even
