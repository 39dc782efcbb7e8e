"""Whether the author is for the campaign's story or against it. Tone is another matter: who is angry that nobody
helps stands with those who need help, and who jokes about a scam does not."""

from models.tags import Act, Stance, Why
from pipelines.tags.acts import Phrases

# Which phrases show which stance, the plain ones first.
_STANCE_BY_RULE = (
    ("oppose", Stance.OPPOSE), ("support", Stance.SUPPORT), ("blame", Stance.OPPOSE), ("praise", Stance.SUPPORT),
)  # fmt: skip
_SUPPORTING_ACTS = frozenset((Act.ACT, Act.PLEDGE, Act.OFFER, Act.URGE))  # nobody gives to what they oppose


def stance_of(phrases: Phrases, act: Act | None) -> tuple[Stance, Why]:
    """The stance and what shows it: words against first, then words for it, blame, praise, and last acts for it."""
    for rule, stance in _STANCE_BY_RULE if phrases.places else ():
        if span := phrases.first_span(rule):
            return stance, span
    if act is Act.REFUSE:
        return Stance.OPPOSE, f"act:{act.value}"
    return (Stance.SUPPORT, f"act:{act.value}") if act and act in _SUPPORTING_ACTS else (Stance.UNKNOWN, "no-cue")
