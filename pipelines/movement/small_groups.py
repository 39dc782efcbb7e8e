"""Small groups: what is told of few people is told of nobody: k-anonymity, with the k of the campaign's policy.

Counts of what people did, support or told are hidden where they are small, and so is what would tell them by
subtraction, or as a share of a number that is told. Who came and came back is no such thing.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from models.measured import Measured
from pipelines.few_people import find_hidden_parts
from pipelines.movement.intervals import measure_share

_Part = TypeVar("_Part", bound=Hashable)


def hide_small_group(count: int, share: float, least: int) -> float | None:
    """How many there are of whom `count` were sampled, with that share; None for fewer than `least`. Nobody is no
    secret."""
    return None if is_small_group(count, least) else count / share


def is_small_group(count: int, least: int) -> bool:
    """Whether so many sampled authors are too few to be shown apart."""
    return 0 < count < least


def hide_small_parts(counts: Mapping[_Part, int], least: int) -> dict[_Part, int | None]:
    """Parts of a number that is told: None for small ones, and for those without which the rest would tell them."""
    names = {str(number): part for number, part in enumerate(counts)}
    few, withheld = find_hidden_parts({name: counts[part] for name, part in names.items()}, least)
    hidden = {names[name] for name in (*few, *withheld)}
    return {part: None if part in hidden else count for part, count in counts.items()}


def measure_shown_share(count: int, of: int, least: int) -> Measured:
    """The share of a group; unsaid where the group is small, or those in question are, or the others."""
    is_hidden = of < least or is_small_group(count, least) or is_small_group(of - count, least)
    return Measured() if is_hidden else measure_share(count, of)


def hide_nested_groups(counts: Sequence[int], least: int) -> list[int | None]:
    """Groups, each within the one before: None for a small one, and for one that all but a few of the last that is
    told are in."""
    told = list[int | None]()
    for count in counts:
        around = next((each for each in reversed(told) if each is not None), count)
        told.append(None if is_small_group(count, least) or is_small_group(around - count, least) else count)
    return told
