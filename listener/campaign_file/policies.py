"""The `policy:` of a campaign file: numbers of the decision rule that it overrides, checked by models.overrides."""

import yaml

from listener.campaign_file.locations import Located, MistakeReport, list_choices, read_pairs, suggest
from models.errors import PolicyError
from models.overrides import NUMBERS, PUBLIC, override
from models.policy import Policy

EXPERIMENTAL = "experimental"  # `experimental: true` allows a file to override the experimental numbers
_ANSWERS = {"true": True, "false": False}


def read_policy(report: MistakeReport, place: Located | None) -> Policy:
    """The policy with the file's numbers; every number that cannot be is reported."""
    if place is None:
        return Policy()
    given = dict(read_pairs(report, place))
    allowed = _allows_experimental(report, given.pop(EXPERIMENTAL, None))
    numbers = {name: child for name, child in given.items() if _may_override(report, name, child, allowed)}
    return _override(report, place, numbers)


def _override(report: MistakeReport, place: Located, numbers: dict[str, Located]) -> Policy:
    """The policy with those of the numbers that can be; the others are reported, one after the other."""
    left = {name: _read_value(child) for name, child in numbers.items()}
    while True:
        try:
            return override(Policy(), left)
        except PolicyError as error:
            if error.field not in left:  # contradicted by the numbers of the file, and not among them
                report.wrong(place, f"{error.field}: {error.problem}")
                return Policy()
            report.wrong(numbers[error.field], error.problem)
            del left[error.field]


def _allows_experimental(report: MistakeReport, place: Located | None) -> bool:
    if place is None:
        return False
    answer = _ANSWERS.get(str(place.node.value))
    if answer is None:
        report.wrong(place, f"expected true or false, got {place.shown}")
    return answer is not False  # who writes anything else means it: one mistake, and not one more a number


def _may_override(report: MistakeReport, name: str, place: Located, allowed: bool) -> bool:
    """Whether a file may override this number; reports why not."""
    if name not in NUMBERS:
        report.wrong(place, f"no such number{suggest(name, (*NUMBERS, EXPERIMENTAL)) or list_choices(PUBLIC)}")
        return False
    if NUMBERS[name].is_experimental and not allowed:
        problem = "experimental: it may go or change its meaning; to override it, add `experimental: true` beside it"
        report.wrong(place, problem)
        return False
    return True


def _read_value(place: Located) -> object:
    """The number, or what stands there instead, for the policy to refuse."""
    node = place.node
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return place.shown
    for kind in (int, float):
        try:
            return kind(str(node.value))
        except ValueError:
            continue
    return place.shown
