"""Small groups: what is told of few people is told of nobody."""

SMALLEST_GROUP = 10  # sampled authors, of whom something is shown apart


def hide_small_group(count: int, share: float) -> float | None:
    """How many there are of whom `count` were sampled, with that share; None for a few. Nobody is no secret."""
    return count / share if count >= SMALLEST_GROUP or count == 0 else None


def is_small_group(count: int) -> bool:
    """Whether so few sampled authors are too few to be shown apart."""
    return 0 < count < SMALLEST_GROUP
