"""Names: a public name stands once in the tree, and a function is a verb or says what it returns.

The functions of listener/cli/ carry the names of their commands, which people type: they may repeat others.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tests.lint.source import Definition

COMMANDS = "listener/cli/"
EVERYWHERE = {"log"}  # names that each module may have for itself
NO_PARTICIPLES = {"embed", "feed", "need", "seed", "speed"}
IRREGULAR = frozenset(
    """
    begun bound bought brought built caught chosen dealt drawn driven fed felt fought found given gone grown heard
    held hidden kept known laid learnt led left lent lost made meant met paid risen said seen sent shown sold spent
    spoken stood taken taught thought thrown told understood woken won worn written
    """.split()  # noqa: SIM905  # a list of words reads better as words
)  # those that are verbs as well (cut, put, read, set, split, spread) may stand
TAILS = {"back", "by", "for", "in", "of", "off", "on", "out", "over", "to", "up", "with", "without"}


def problems(definitions: Sequence[Definition]) -> Iterator[str]:
    """Every name that breaks a rule, as a line for people."""
    yield from repeated_names(definitions)
    yield from repeated_modules(definitions)
    yield from participles(definitions)


def repeated_names(definitions: Sequence[Definition]) -> Iterator[str]:
    """Names that two modules define."""
    places: dict[str, list[str]] = defaultdict(list)
    for each in definitions:
        if not each.method_of and each.name not in EVERYWHERE and not each.path.startswith(COMMANDS):
            places[each.name].append(each.place)
    for name, found in sorted(places.items()):
        if len({place.split(":")[0] for place in found}) > 1:
            yield f"{name}: a public name stands once, and this one stands in {', '.join(found)}"


def repeated_modules(definitions: Sequence[Definition]) -> Iterator[str]:
    """Modules of one folder with one name. The three folders share their nouns: posts, tags, journeys."""
    paths: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in definitions:
        path = PurePosixPath(each.path)
        if path.stem not in ("__init__", "base") and not each.path.startswith(COMMANDS):
            paths[path.parts[0], path.stem].add(each.path)
    for (folder, stem), found in sorted(paths.items()):
        if len(found) > 1:
            yield f"{stem}: a module's name stands once in {folder}/, and this one is {', '.join(sorted(found))}"


def participles(definitions: Sequence[Definition]) -> Iterator[str]:
    """Functions named for what was done and not for what they do or return."""
    for each in definitions:
        if each.is_function and is_participle(each.name):
            yield f"{each.place}: {each.name}: a function is a verb, or says what it returns"


def is_participle(name: str) -> bool:
    """Whether a name is a bare participle (`told`, `moved_on`); one that speaks of a noun (`sent_alerts`) is not."""
    first, *rest = name.split("_")
    is_one = first in IRREGULAR or (first.endswith("ed") and first not in NO_PARTICIPLES)
    return is_one and all(word in TAILS for word in rest)
