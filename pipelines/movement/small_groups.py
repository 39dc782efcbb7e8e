"""Small groups: what is told of few people is told of nobody: k-anonymity, with the k of the campaign's policy."""


def hide_small_group(count: int, share: float, least: int) -> float | None:
    """How many there are of whom `count` were sampled, with that share; None for fewer than `least`. Nobody is no
    secret."""
    return None if is_small_group(count, least) else count / share


def is_small_group(count: int, least: int) -> bool:
    """Whether so many sampled authors are too few to be shown apart."""
    return 0 < count < least
