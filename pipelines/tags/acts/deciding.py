"""What the author does in the post. Wordings decide: they know a refusal, a question, a wish, another's deed or an
idiom from a deed. A phrase that shows the same act makes them sooner believed; what a phrase alone shows is none.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from models.tags import Act, Span, Stage, Why
from pipelines.tags.acts.bars import ActBars
from pipelines.tags.acts.kinds import ACT_OF_KIND, KINDS, KINDS_AGAINST, DeedKind
from pipelines.tags.acts.nobodys import complains_of_nobody, is_done_anyway, is_nobodys, tells_what_there_is
from pipelines.tags.acts.phrases import Phrases, TokenRange
from pipelines.tags.acts.wording_reader import Wording
from pipelines.tags.acts.wording_signs import words_of
from pipelines.tags.text import is_clear
from pipelines.tags.text.wordings import fold_word

# Deeds before words, commitments before demands, and sharing last: the first of these that is found is the act.
_ACTS_BY_DEPTH = (
    Act.ACT, Act.PLEDGE, Act.OFFER, Act.REFUSE, Act.DEMAND_AN_ACCOUNT, Act.URGE, Act.TELL, Act.ASK, Act.CRITICISE,
    Act.SHARE,
)  # fmt: skip
_RULES = tuple((each, each.value) for each in _ACTS_BY_DEPTH)
_RULE_OF_KIND = {kind: act.value for kind, act in ACT_OF_KIND.items()}
_KINDS_OF_ACT = {act: tuple(i for i, kind in enumerate(KINDS) if ACT_OF_KIND.get(kind) is act) for act in Act}
_SENTENCE_ENDS = frozenset(".!?")
_INDEX = {kind: i for i, kind in enumerate(KINDS)}
_STEPS = (DeedKind.ACT, DeedKind.PLEDGE, DeedKind.OFFER)
_DONE = {Act.ACT: DeedKind.ACT, Act.PLEDGE: DeedKind.PLEDGE}  # or to be done; who offers says what nobody uses
_STEPS_OF = itemgetter(*(_INDEX[step] for step in _STEPS))
_DENYING = tuple(
    _INDEX[kind] for kind in (DeedKind.REFUSE, DeedKind.ASK, DeedKind.URGE_AGAINST, DeedKind.WISH, DeedKind.OTHERS)
)
_POSSIBLE = tuple(_INDEX[kind] for kind in (*_STEPS, DeedKind.URGE))
_WELL_POSSIBLE = 0.3  # of people's comments with less, nearly none takes part by more than words
# Of a sentence by itself: less brings back what its neighbours deny. A question denies nothing that stands beside it.
_SURE = {DeedKind.ASK: 0.75, DeedKind.NONE: 0.95, DeedKind.PRAISE: 0.95}
_AGAINST = frozenset(
    ["against", "imot", "imod", "emot", "gegen", "contre", "contra", "contro", "ضد", "खिलाफ", "ख़िलाफ़"]
)
_NEAR, _JUST_BEFORE = 4, 2  # words over which a denial reaches `against`, and what is bad: "no scam", "not a scam"
_FEW_WORDS = 3  # tokens: what so short a post does is known in a campaign's story alone (`Signed.`)
# What phrases alone may show, where wordings say that nothing is done: it puts nobody beyond interest.
_SHOWN_BY_PHRASES = frozenset((Act.TELL, Act.SHARE, Act.CRITICISE))
_IDLE = frozenset((DeedKind.NONE, DeedKind.OTHERS, DeedKind.PRAISE, DeedKind.CRITICISE, DeedKind.WISH))


class Deed(NamedTuple):
    """What the author does and what shows it; whether they urge against the story; whether the campaign declared how
    it is said; and the furthest stage that a post without an act can be at."""

    act: Act | None = None
    shown: Why | None = None
    urges_against: bool = False
    is_declared: bool = False
    furthest: Stage = Stage.ACTION


def act_of(
    phrases: Phrases, wording: Wording, declared: tuple[Act, Why] | None, bars: ActBars, in_story: bool
) -> Deed:
    """What the author of a post does. `declared` is what a phrase of the campaign's own shows, if one does."""
    if not phrases.text.lower:
        return Deed()
    if declared and sum([wording.kinds[i] for i in _DENYING]) < bars.denied:
        return (
            Deed(furthest=Stage.INTEREST)
            if _is_nobodys(declared[0], phrases, wording)
            else Deed(*declared, is_declared=True)
        )
    proposed = find_phrase_of_act(phrases)
    kind, probability = believe_kind(wording.kinds, proposed and proposed[0], bars)
    if kind not in _STEPS:
        kind, probability = _surest_step(wording, kind, probability)
    if kind in KINDS_AGAINST:
        said = _words_showing(kind, phrases, wording)
        if is_done_anyway(said):
            kind, probability = DeedKind.ACT, 1.0
        elif complains_of_nobody(said) or _is_not_against(phrases.text.lower):
            return Deed(furthest=Stage.INTEREST)
    act = ACT_OF_KIND.get(kind)
    if _is_nobodys(act, phrases, wording):
        return Deed(furthest=Stage.INTEREST)
    is_plain = in_story or bool(proposed) or len(phrases.text.lower) > _FEW_WORDS or kind not in _STEPS
    if act and is_plain and probability >= bars.least[kind.value] and not _waits(kind, phrases):
        return Deed(act, _show(kind, phrases, wording), urges_against=kind is DeedKind.URGE_AGAINST)
    if proposed and kind in _IDLE and proposed[0] in _SHOWN_BY_PHRASES:
        return Deed(proposed[0], phrases.span(proposed[0].value, proposed[1]))
    return Deed(furthest=_furthest(wording.kinds))


def believe_kind(kinds: Sequence[float], proposed: Act | None, bars: ActBars) -> tuple[DeedKind, float]:
    """The most probable kind that reaches its bar, and how probable it is: what is not sure enough to be a deed may
    still be a demand. A kind that shows no act has no bar. The odds of what a phrase shows count for more."""
    raised = list(kinds)
    for i in _KINDS_OF_ACT.get(proposed, ()) if proposed else ():
        raised[i] = kinds[i] * bars.agreement / (1 + kinds[i] * (bars.agreement - 1))
    most = max(raised)
    likely = KINDS[raised.index(most)]
    return (likely, most) if most >= bars.least.get(likely.value, 0) else _next_kind(raised, bars)


def _next_kind(kinds: Sequence[float], bars: ActBars) -> tuple[DeedKind, float]:
    """Of all kinds in the order of how probable they are the first that reaches its bar; where none does, nothing."""
    order = sorted(range(len(kinds)), key=kinds.__getitem__, reverse=True)
    reached = (i for i in order if kinds[i] >= bars.least.get(KINDS[i].value, 0))
    best = next(reached, _INDEX[DeedKind.NONE])
    return KINDS[best], kinds[best]


def _is_not_against(words: Sequence[str]) -> bool:
    """Whether who says so is not against something, or denies that it is bad: two denials, which wordings take for
    one."""
    against = [i for i, word in enumerate(words) if word in _AGAINST]
    bad = [i for i, word in enumerate(words) if fold_word(word) in words_of("bad")]
    near = [range(max(0, i - _NEAR), min(len(words), i + _NEAR)) for i in against]
    before = [range(max(0, i - _JUST_BEFORE), i) for i in bad]
    return any(fold_word(words[at]) in words_of("not") for places in (*near, *before) for at in places)


def _surest_step(wording: Wording, kind: DeedKind, probability: float) -> tuple[DeedKind, float]:
    """A step that one sentence of several takes surely, where the whole asks or does nothing; else the whole's."""
    if len(wording.by_sentence) < 2 or kind not in _SURE:
        return kind, probability
    if max(map(max, map(_STEPS_OF, wording.by_sentence))) < _SURE[kind]:  # nearly always
        return kind, probability
    said = [(sentence[_INDEX[step]], step) for sentence in wording.by_sentence for step in _STEPS]
    most, step = max(said, key=lambda each: each[0])
    return step, most


def _waits(kind: DeedKind, phrases: Phrases) -> bool:
    """Whether a pledge waits for something: all the phrases that show it share their sentence with a condition."""
    places = phrases.places.get(_RULE_OF_KIND[DeedKind.PLEDGE], ()) if kind is DeedKind.PLEDGE else ()
    return bool(places) and all(_is_conditional(Act.PLEDGE, place, phrases) for place in places)


def _furthest(kinds: Sequence[float]) -> Stage:
    """Who wishes is interested, and without commitment no further. Where a deed is well possible, how they take part
    may say more than that."""
    return Stage.ACTION if sum([kinds[i] for i in _POSSIBLE]) >= _WELL_POSSIBLE else Stage.INTEREST


def _show(kind: DeedKind, phrases: Phrases, wording: Wording) -> Span:
    """The phrase that shows a kind of deed, else the sentence that says it most."""
    for place in phrases.places.get(_RULE_OF_KIND[kind], ()) if phrases.places else ():
        if _is_own(_RULE_OF_KIND[kind], place, phrases):
            return phrases.span(_RULE_OF_KIND[kind], place)
    first, end = _sentence_showing(kind, wording)
    return Span(*phrases.text.span(first, max(first, end - 1)), f"wording:{kind.value}")


def _sentence_showing(kind: DeedKind, wording: Wording) -> tuple[int, int]:
    """The first token of the sentence that says a kind of deed most, and the one behind its last."""
    index = _INDEX[kind]
    best = max(range(len(wording.by_sentence)), key=lambda i: wording.by_sentence[i][index])
    return wording.starts[best], wording.starts[best + 1]


def _is_nobodys(act: Act | None, phrases: Phrases, wording: Wording) -> bool:
    """Whether the sentence that shows a deed, or a promise of one, says it of nobody, or tells what there is."""
    if (kind := _DONE.get(act) if act else None) is None:
        return False
    said = _words_showing(kind, phrases, wording)
    return is_nobodys(said) or (act is Act.ACT and tells_what_there_is(said))


def _words_showing(kind: DeedKind, phrases: Phrases, wording: Wording) -> Sequence[str]:
    first, end = _sentence_showing(kind, wording)
    return phrases.text.lower[first:end]


def find_phrase_of_act(phrases: Phrases) -> tuple[Act, TokenRange] | None:
    """The deepest act that a phrase shows, and where it stands, outside of boilerplate; None where no phrase does."""
    for act, rule in _RULES if phrases.places else ():
        for place in phrases.places.get(rule, ()):
            if _is_own(rule, place, phrases) and not _is_conditional(act, place, phrases):
                return act, place
    return None


def _is_own(rule: str, place: TokenRange, phrases: Phrases) -> bool:
    """Whether a phrase is the author's, and no boilerplate: most texts have none, and need no span for it."""
    return not phrases.boilerplate or is_clear(phrases.span(rule, place), phrases.boilerplate)


def _is_conditional(act: Act, place: TokenRange, phrases: Phrases) -> bool:
    """Whether a pledge shares its sentence with a condition: who will give if, or some day, has not pledged."""
    if act is not Act.PLEDGE:
        return False
    conditions = phrases.places.get("condition", ())
    return any(_share_sentence(place, condition, phrases.text.lower) for condition in conditions)


def _share_sentence(place: TokenRange, condition: TokenRange, lower: Sequence[str]) -> bool:
    between = lower[min(place.last, condition.last) + 1 : max(place.first, condition.first)]
    even = lower[max(0, condition.first - 1)] == "even"  # `even if` is no condition
    return _SENTENCE_ENDS.isdisjoint(between) and not even
