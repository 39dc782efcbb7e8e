"""Checks: what no field of a scenario alone shows to be impossible, by field and reason."""

from collections.abc import Iterable, Iterator

from listener.simulator.scenario_file.scenario import AudienceSpec, Mood, Scenario, TaggerSpec
from listener.simulator.scenario_file.tracks import Number, Track
from models.tags import Stage

_YEARS = range(1970, 2101)


def find_impossible(scenario: Scenario) -> list[str]:
    """What is wrong: shares over 1, audiences of nobody, changes out of order, names that stand for two."""
    wrong = ["audiences: none"] if not scenario.audiences else []
    wrong += _find_duplicates("audiences", (audience.name for audience in scenario.audiences))
    if scenario.stage is Stage.AWARENESS:
        wrong.append("stage: awareness is what all who speak have; name a deeper one")
    if scenario.starts.year not in _YEARS:
        wrong.append(f"starts: the year {scenario.starts.year} is not within {_YEARS[0]} to {_YEARS[-1]}")
    wrong += [problem for at, number, share in _numbers(scenario) for problem in _check_number(at, number, share)]
    return wrong + [problem for audience in scenario.audiences for problem in _check_audience(scenario, audience)]


def _check_audience(scenario: Scenario, audience: AudienceSpec) -> list[str]:
    at = f"audiences.{audience.name}"
    wrong = [f"{at}.channels: none"] if not audience.channels else []
    wrong += _find_duplicates(f"{at}.channels", (channel.name for channel in audience.channels))
    wrong += _find_duplicates(f"{at}.groups", (group.name for group in audience.groups))
    inside = sum(group.size for group in audience.groups if group.who != "outside")
    wrong += [f"{at}.groups: more than all members"] if inside > 1.0 else []
    shallow = [stage for stage in audience.deeper if stage.rank <= scenario.stage.rank]
    return wrong + [f"{at}.deeper.{stage}: not deeper than the chapter's {scenario.stage}" for stage in shallow]


def _find_duplicates(at: str, names: Iterable[str]) -> list[str]:
    known = list(names)
    return [f"{at}: two have the same name, {name}" for name in sorted({n for n in known if known.count(n) > 1})]


def _check_number(at: str, number: Number, share: bool) -> list[str]:
    wrong = [f"{at}: {_highest(number)} is over 1"] if share and _highest(number) > 1.0 else []
    days = [change.day for change in number.changes] if isinstance(number, Track) else []
    return [*wrong, f"{at}: changes are not in order of their days"] if days != sorted(days) else wrong


def _highest(number: Number) -> float:
    changes = number.changes if isinstance(number, Track) else ()
    return max([number.start if isinstance(number, Track) else number, *(change.to for change in changes)])


def _numbers(scenario: Scenario) -> Iterator[tuple[str, Number, bool]]:
    """Every number that may change through the days: where it stands, and whether it is a share."""
    yield from (("volume", scenario.volume, False), ("likes", scenario.likes, False))
    for name in TaggerSpec.__struct_fields__:
        yield f"tagger.{name}", getattr(scenario.tagger, name), True
    for audience in scenario.audiences:
        at = f"audiences.{audience.name}"
        yield f"{at}.share", audience.share, True
        yield from ((f"{at}.deeper.{stage}", number, True) for stage, number in audience.deeper.items())
        yield from ((f"{at}.mood.{name}", getattr(audience.mood, name), True) for name in Mood.__struct_fields__)
        for channel in audience.channels:
            yield f"{at}.channels.{channel.name}.volume", channel.volume, False
            if channel.share is not None:
                yield f"{at}.channels.{channel.name}.share", channel.share, True
