"""Where each value of a campaign file stands, and the report of the mistakes.

Nothing stops at a mistake: the functions that read on get harmless values, and the campaign is refused in the end.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

import yaml

from listener.campaign_file.first_mistakes import explain_nothing
from models.errors import Mistake

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Located:
    """A value and where it stands: its path (`audiences[0].name`), its node and its line, from 1."""

    path: str
    node: yaml.Node
    line: int

    @property
    def shown(self) -> str:
        """The value as a person would point at it."""
        if isinstance(self.node, yaml.ScalarNode):
            return f"`{self.node.value[:40]}`"
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "fields"

    def child(self, name: str) -> str:
        """The path of a field of this mapping."""
        return f"{self.path}.{name}" if self.path else name


def locate_root(node: yaml.Node) -> Located:
    """The place of a whole file."""
    return Located("", node, line_of(node))


def line_of(node: yaml.Node) -> int:
    """The line of a node, from 1."""
    return int(node.start_mark.line) + 1


@dataclass
class MistakeReport:
    """What reading finds: the mistakes, and the line of every field, for those who judge it later."""

    mistakes: list[Mistake] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def wrong(self, place: Located, problem: str) -> None:
        """Note a mistake at a place; where nothing is there, what YAML made nothing of."""
        self.wrong_at(*(_nothing_at(place) or (place.line, place.path, problem)))

    def doubts(self, path: str) -> bool:
        """Whether a field is missing or has a mistake."""
        return path not in self.lines or self.has_mistake(path)

    def has_mistake(self, path: str) -> bool:
        """Whether a field, or one within it, has a mistake."""
        return any(f"{mistake.field}.".startswith(f"{path}.") for mistake in self.mistakes)

    def wrong_at(self, line: int, path: str, problem: str) -> None:
        """Note a mistake where there is no value."""
        self.mistakes.append(Mistake(line, path or "file", problem))


def _nothing_at(place: Located) -> tuple[int, str, str] | None:
    found = explain_nothing(place.node)
    return (found.line, place.path, found.problem) if found else None


def read_fields(
    report: MistakeReport, place: Located, required: dict[str, str], optional: Iterable[str]
) -> dict[str, Located]:
    """The fields of a mapping by name. `required` says of each what it is for."""
    known = [*required, *optional]
    given = dict(read_pairs(report, place))
    misspelt = "".join(
        _report_unknown(report, child, name, known) for name, child in given.items() if name not in known
    )
    for name in required if isinstance(place.node, yaml.MappingNode) else ():
        if name not in given and f"`{name}`" not in misspelt:
            report.wrong_at(place.line, place.child(name), f"missing: {required[name]}")
    return {name: child for name, child in given.items() if name in known}


def _report_unknown(report: MistakeReport, place: Located, name: str, known: list[str]) -> str:
    """Report a field that we do not know; the field that it may stand for."""
    meant = suggest(name, known)
    report.wrong_at(place.line, place.path, _explain_unknown(name) or f"no such field{meant or list_choices(known)}")
    return meant


def _explain_unknown(name: str) -> str:
    if name == "<<":
        return "fields are not merged (<<): write them out"
    return "a number has no commas within: write 5000, not 5,000" if name.isdecimal() else ""


def read_pairs(report: MistakeReport, place: Located) -> list[tuple[str, Located]]:
    """The names and values of a mapping. A name given twice is a mistake."""
    if not isinstance(place.node, yaml.MappingNode):
        report.wrong(place, f"expected fields (`name: value`), got {place.shown}")
        return []
    found: dict[str, Located] = {}
    for key, value in place.node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        child = Located(place.child(name), value, line_of(key))
        if not isinstance(key, yaml.ScalarNode):
            report.wrong(child, "a field's name must be one word")
        elif name in found:
            report.wrong(child, f"given twice, first on line {found[name].line}: only one can be meant")
        else:
            found[name] = child
            report.lines[child.path] = child.line
    return list(found.items())


def read_items(report: MistakeReport, place: Located | None) -> list[Located]:
    """The items of a list; none where there is no list."""
    if place is None:
        return []
    if not isinstance(place.node, yaml.SequenceNode):
        report.wrong(place, f"expected a list, got {place.shown}")
        return []
    found = [Located(f"{place.path}[{at}]", node, line_of(node)) for at, node in enumerate(place.node.value)]
    report.lines.update({each.path: each.line for each in found})
    return found


def build_each(
    report: MistakeReport, place: Located | None, build: Callable[[MistakeReport, Located], _Item]
) -> tuple[_Item, ...]:
    """Every item of a list, built."""
    return tuple(build(report, item) for item in read_items(report, place))


def check_unique(report: MistakeReport, place: Located | None) -> None:
    """Report each item of a list whose `name` an earlier one has."""
    first: dict[str, int] = {}
    for item in read_items(MistakeReport(), place):
        for name, line in _names_of(item):
            if name in first:
                problem = f"`{name}` is also the name on line {first[name]}: each needs its own"
                report.wrong_at(line, item.child("name"), problem)
            first.setdefault(name, line)


def _names_of(place: Located) -> list[tuple[str, int]]:
    given = place.node.value if isinstance(place.node, yaml.MappingNode) else []
    names = [(value, line_of(key)) for key, value in given if key.value == "name"]
    return [(str(node.value).strip(), line) for node, line in names if isinstance(node, yaml.ScalarNode)]


def list_choices(known: Iterable[str]) -> str:
    """`; there are: a, b, c`."""
    return f"; there are: {', '.join(known)}"


def suggest(word: str, known: Iterable[str]) -> str:
    """`; did you mean `x`?` where a known word is near."""
    near = get_close_matches(word.lower().replace("-", "_"), [*known], n=1, cutoff=0.6)
    return f"; did you mean `{near[0]}`?" if near else ""
