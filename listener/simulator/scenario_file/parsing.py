"""Reading: the text of a scenario file becomes a scenario, or is refused with field and reason."""

import re
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec
import yaml

from listener.campaign_file.nodes import UnreadableYaml, compose_yaml
from listener.simulator.scenario_file.consistency import find_impossible
from listener.simulator.scenario_file.scenario import Scenario
from models.errors import ScenarioError

_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"[-+]?\d{1,18}")
_REAL = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_TIME = re.compile(r"\d{4}-\d\d-\d\d.*")
_PLACE = re.compile(r" - at (?:`key` in )?`\$\.?(.*)`$")


def shipped_scenarios() -> list[str]:
    """Names of the scenarios that come with us."""
    return sorted(path.name.removesuffix(".yaml") for path in _folder().iterdir() if path.name.endswith(".yaml"))


@cache
def load_shipped(name: str) -> Scenario:
    """A shipped scenario. Raises ScenarioError where there is none of that name."""
    if name not in shipped_scenarios():
        raise ScenarioError(f"scenario: none is called {name!r}; there are: {', '.join(shipped_scenarios())}")
    return parse_scenario((_folder() / f"{name}.yaml").read_text(encoding="utf-8"), name)


def load_scenario(name_or_file: str) -> Scenario:
    """A shipped scenario by its name, or one from a file. Raises ScenarioError."""
    path = Path(name_or_file)
    if path.suffix not in (".yaml", ".yml") and not path.is_file():
        return load_shipped(name_or_file)
    try:
        return parse_scenario(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read: {error}") from None


def parse_scenario(text: str, origin: str) -> Scenario:
    """A scenario from YAML. Raises ScenarioError with field and reason."""
    try:
        scenario = msgspec.convert(_plain(compose_yaml(text.encode())), Scenario)
    except UnreadableYaml as error:
        raise ScenarioError(f"{origin}: line {error.mistake.line}: {error.mistake.problem}") from None
    except msgspec.ValidationError as error:
        raise ScenarioError(f"{origin}: {_in_words(str(error))}") from None
    for problem in find_impossible(scenario):
        raise ScenarioError(f"{origin}: {problem}")
    return scenario


def _in_words(error: str) -> str:
    """`Expected ... - at `$.bar`` as `bar: Expected ...`."""
    place = _PLACE.search(error)
    return f"{(place and place[1]) or 'the file'}: {error[: place.start()] if place else error}"


def _plain(node: yaml.Node) -> object:
    """A node as a plain value. Names are taken once; a bare `no` is Norwegian, as in a campaign file."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each) for each in node.value]
    if isinstance(node, yaml.ScalarNode):
        return _scalar(str(node.value), bare=not node.style)
    fields: dict[object, object] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in fields:
            raise UnreadableYaml(key.start_mark.line + 1, f"`{name}` is there twice")
        fields[name] = _plain(value)
    return fields


def _scalar(text: str, *, bare: bool) -> object:
    """Text as the number, time or word that it is, where it is bare."""
    if not bare:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _REAL.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return _time(text) if _TIME.fullmatch(text) else text


def _time(text: str) -> object:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _folder() -> Traversable:
    return files("listener.simulator") / "scenarios"
