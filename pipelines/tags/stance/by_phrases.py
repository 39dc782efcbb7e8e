"""Whether the author is for the campaign's story or against it. Tone is another matter: who is angry that nobody
helps stands with those who need help, and who jokes about a scam does not."""

from models.tags import Act, Stance, Why
from pipelines.tags.document import Document
from pipelines.tags.fast.matcher import span_of

# Which phrases show which stance, the plain ones first.
_SHOWN = (
    ("oppose", Stance.OPPOSE), ("support", Stance.SUPPORT), ("blame", Stance.OPPOSE), ("praise", Stance.SUPPORT),
)  # fmt: skip
_WITH_IT = frozenset((Act.ACT, Act.PLEDGE, Act.OFFER, Act.URGE))  # nobody gives to what they oppose


def stance_of(reading: Document, act: Act | None) -> tuple[Stance, Why]:
    """The stance and what shows it: words against it first, then words for it, kind and unkind ones, acts for it."""
    for phrase, side in _SHOWN if reading.found else ():
        if places := reading.found.get(phrase):
            return side, span_of(places[0], reading.tokens, phrase)
    return (Stance.SUPPORT, f"act:{act.value}") if act in _WITH_IT and act else (Stance.NEUTRAL, "no-cue")
