"""Checks as the rule makes them, of numbers that a test chooses: by default of an audience on its way."""

from models.decisions import Check, CheckCode, compare

THRESHOLD, EARLY_THRESHOLD = 72_000.0, 720.0


def make_checks(
    *,
    coverage: float = 1.0,
    eligible: float = 678.0,
    channels: float = 2.0,
    silent_hours: float = 1.0,
    opposition: float = 1.5,
    falling: float | None = 0.75,
    authors: tuple[float, float, float] | None = None,
    everyone: float = 200.5,
    steady: float = 153.25,
    support: float = 900.25,
    rise: float | None = None,
    sides: float = 0.5,
) -> tuple[Check, ...]:
    """`authors`: how many come back, how many are asked for, and for how many hours. `rise`: alarms are borne."""
    found = [
        compare(CheckCode.WINDOW_ORDER, 1.0, ">", 0.0),
        compare(CheckCode.DATA_COVERAGE, coverage, ">", 0.5),
        compare(CheckCode.ELIGIBLE_AUTHORS, eligible, ">=", 50.0),
        compare(CheckCode.AUDIENCE_KNOWN, channels, ">=", 1.0),
        compare(CheckCode.VOTE_SILENCE, silent_hours, "<=", 48.0),
        compare(CheckCode.OPPOSITION, opposition, ">=", THRESHOLD),
    ]
    if falling is not None:
        found.append(compare(CheckCode.FALLING_BACK, falling, ">=", THRESHOLD))
    if authors is not None:
        found.append(compare(CheckCode.RETURNING_AUTHORS, authors[0], ">=", authors[1]))
        found.append(compare(CheckCode.STEADY_AUTHORS, authors[0], ">=", 0.8 * authors[1]))
        found.append(compare(CheckCode.RETURNING_HOURS, authors[2], ">=", 48.0))
    found.append(compare(CheckCode.SIDES_SHOWN, sides, ">=", 0.1))
    found.append(compare(CheckCode.SHARE_EVERYONE, everyone, ">=", THRESHOLD))
    found.append(compare(CheckCode.SHARE_STEADY, steady, ">=", THRESHOLD))
    found.append(compare(CheckCode.SUPPORT, support, ">=", THRESHOLD))
    if rise is not None:
        found.append(compare(CheckCode.SHARE_RISE, rise, ">=", EARLY_THRESHOLD))
        found.append(compare(CheckCode.RISE_SUPPORT, support, ">=", EARLY_THRESHOLD))
    return tuple(found)


READY = make_checks(everyone=80_000.0, steady=81_000.0, support=90_000.0)
TURNED_AWAY = make_checks(opposition=75_000.0)
UNKNOWN = make_checks(eligible=12.0, channels=0.0)
ARRIVED = (*make_checks()[:7], compare(CheckCode.NEXT_CHAPTER, 0.0, ">=", 1.0))
