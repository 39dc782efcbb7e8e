"""The `policy:` of a campaign file: numbers of the decision rule that it overrides, checked by models/policy.py."""

import yaml

from listener.campaign_file.places import Place, Report, choices, closest, pairs
from models.errors import PolicyError
from models.policy import Policy, overridden


def policy(report: Report, place: Place | None) -> Policy:
    """The policy with the file's numbers; every number that cannot be is reported."""
    if place is None:
        return Policy()
    numbers = {name: child for name, child in pairs(report, place) if _known(report, name, child)}
    given = {name: _value(child) for name, child in numbers.items()}
    while True:
        try:
            return overridden(Policy(), given)
        except PolicyError as error:
            field, _, problem = str(error).removeprefix("policy.").partition(": ")
            if field not in given:
                report.wrong(place, f"{field}: {problem}")
                return Policy()
            report.wrong(numbers[field], problem)
            del given[field]


def _known(report: Report, name: str, place: Place) -> bool:
    known = Policy.__struct_fields__
    if name not in known:
        report.wrong(place, f"no such number{closest(name, known) or choices(sorted(known))}")
    return name in known


def _value(place: Place) -> object:
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
