"""What the author does in the post, from the phrases found: the deepest act that has one, and its first span."""

from models.tags import Act, Span
from pipelines.tags.phrases import Found

# Deeds before words, commitments before demands, and sharing last: the first of these that is found is the act.
ORDER = (
    Act.ACT, Act.PLEDGE, Act.OFFER, Act.DEMAND_AN_ACCOUNT, Act.URGE, Act.TELL, Act.ASK, Act.CRITICISE, Act.SHARE,
)  # fmt: skip


def act(found: Found, litter: tuple[Span, ...]) -> tuple[Act, Span] | None:
    """The act and the span that shows it, outside of boilerplate; None where no phrase does."""
    for each in ORDER:
        for span in found.get(each.value, ()):
            if not any(overlap(span, other) for other in litter):
                return each, span
    return None


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end
