"""Whether the author is for the campaign's story or against it. Tone is another matter: who is angry that nobody
helps stands with those who need help, and who jokes about a scam does not."""

from models.tags import Act, Stance, Why
from pipelines.tags.phrases import span_of
from pipelines.tags.reading import Reading

_WITH_IT = frozenset((Act.ACT, Act.PLEDGE, Act.OFFER, Act.URGE))  # nobody gives to what they oppose


def stance(reading: Reading, act: Act | None) -> tuple[Stance, Why]:
    """The stance and what shows it: words against it first, then words for it, then acts for it."""
    for each in (Stance.OPPOSE, Stance.SUPPORT):
        if places := reading.found.get(each.value):
            return each, span_of(places[0], reading.tokens, each.value)
    return (Stance.SUPPORT, f"act:{act.value}") if act in _WITH_IT and act else (Stance.NEUTRAL, "no-cue")
