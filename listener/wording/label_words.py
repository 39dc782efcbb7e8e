"""Labels in words: what people's own reading of a few votes says of the share and of the tagger, or would say."""

from msgspec import UNSET

from listener.wording.figures import percent, plural, whole_number
from models.decisions import CheckCode, Decision, DecisionKind, LabelReport

_OF = {"support": "for the story", "oppose": "against the story"}
_TOLD_FROM = 50  # labels, from which on the tagger's errors on a campaign are told: intervals of 30 points and less

ASSUMPTION = (
    "if the tagger reads this campaign as it read others, and sides no worse than at worst: nobody has read any of "
    "its votes"
)
OFFER = (
    "twenty votes a day read by people hold whatever the tagger does: over a bar of 30%, with 3,000 authors, a good "
    "tagger and readers who agree, they tell a share of 55% in about 4 days, and one of 40% in about 12"
)


def label_report(decision: Decision) -> LabelReport | None:
    """What a decision says of labels; None where nobody has read any of the votes."""
    found = decision.evidence.labels
    return None if found is UNSET else found


def told_share(decision: Decision) -> float | None:
    """The share at or beyond the chapter's stage that people are told: by what they read where that decides."""
    found = label_report(decision)
    return found.share if found and is_told_by_labels(decision) else decision.evidence.share


def told_interval(decision: Decision) -> tuple[float, float] | None:
    """Its 95 % interval."""
    found = label_report(decision)
    return found.share_interval if found and is_told_by_labels(decision) else decision.evidence.share_interval


def is_told_by_labels(decision: Decision) -> bool:
    """Whether what people read decides about the share, and says how large it is."""
    found = label_report(decision)
    return bool(found and found.share is not None and decision.find_check(CheckCode.SHARE_LABELLED))


def labelled_level(decision: Decision, code: CheckCode) -> str:
    """Where labels stand on what a check asks of them."""
    match code:
        case CheckCode.SHARE_LABELLED:
            found = label_report(decision)
            asked = percent(decision.evidence.bar)
            return (
                f"by what people read, the share is about {percent(found.share if found else None)} (asked: {asked})"
            )
        case CheckCode.STEADY_LABELLED:
            return "by what people read, the share among steady, long-known authors alone"
    return "by what people read, support over opposition"


def assumptions(decision: Decision) -> list[str]:
    """What a decision on tags of our own assumes, where nobody has read any of the votes."""
    decides = decision.decision in (DecisionKind.ADVANCE, DecisionKind.PROLONG) and not decision.has_arrived
    is_on_tags = decision.evidence.bar is not None and decision.evidence.own_tagged_share > 0.0
    return [ASSUMPTION] if decides and is_on_tags and label_report(decision) is None else []


def label_notes(decision: Decision) -> list[str]:
    """What labels tell of the tagger here; where nobody has read any votes, what reading some would buy."""
    return tagger_errors(decision) or [OFFER for _ in assumptions(decision)]


def tagger_errors(decision: Decision) -> list[str]:
    """How tagger and readers err on this campaign's stage, once enough was read to say so."""
    found = label_report(decision)
    if found is None:
        return []
    if found.of_tagger < _TOLD_FROM:
        return [
            f"{plural(found.of_tagger, 'vote')} read by people; from {_TOLD_FROM} on you are told how the tagger errs"
        ]
    said = f"of {plural(found.of_tagger, 'vote')} that people read, {_errors(found)}"
    unclear = f"; of {whole_number(found.cannot_tell)} they could not tell" if found.cannot_tell else ""
    return [said + unclear, *_agreement(found)]


def _errors(found: LabelReport) -> str:
    """What the tagger sees and what it takes for it; where people have read too few of the one, that alone."""
    seen = f"{_interval(found.sensitivity, found.sensitivity_interval)} of those at the chapter's stage or beyond"
    false = f"{_interval(found.false_positive, found.false_positive_interval)} of the others"
    if found.sensitivity is None:
        return f"too few are at the chapter's stage to say how many the tagger sees; it takes {false} for such"
    if found.false_positive is None:
        return f"the tagger sees {seen}; too few are of the others to say how many it takes for such"
    return f"the tagger sees {seen}, and takes {false} for such"


def tagger_rows(decision: Decision) -> list[tuple[str, str, str]]:
    """By stage and side: what is meant, the share of it that the tagger sees, and of the others that it takes for it.

    Nothing before enough was read.
    """
    found = label_report(decision)
    return [
        (
            _OF.get(each.of, f"{each.of} or beyond"),
            _interval(each.sensitivity, each.sensitivity_interval),
            _interval(each.false_positive, each.false_positive_interval),
        )
        for each in (found.tagger if found else ())
    ]


def _agreement(found: LabelReport) -> list[str]:
    if not found.read_twice:
        return []
    same = whole_number(found.read_twice - found.differing)
    return [f"two readers agree on {same} of {plural(found.read_twice, 'vote')} that both read"]


def _interval(rate: float | None, interval: tuple[float, float] | None) -> str:
    """A rate and its 95 % interval: `80% (70% to 88%)`."""
    return percent(rate) + (f" ({percent(interval[0])} to {percent(interval[1])})" if interval else "")
