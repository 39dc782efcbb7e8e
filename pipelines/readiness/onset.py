"""Onset: since when the share has been above the bar: the days on which that may have begun, by betting on each.

Days are those of UTC. A day t is the onset where on all weighed days before it the audience was not there, and on it
and on all days since it is. Two bets speak against that, each with half of what may go wrong, a:

- before t nobody was there, so the e-detector R of those days, which begins one bet a day, reaches A by then with a
  chance of (t - 1) / A at most (`e_process.py`). So t is left out where R was `2 (t - 1) / a` or more before it;
- since t the share is there, so the mean of the values is at least the floor m' = bar - margin. Bets against that
  multiply by `1 + b * (m' - x) / (1 + eta - m')`, above 0 as `x <= 1 + eta`. Of them, too, one begins each day, for
  the share may have come and gone: after n days their sum S is `2 n / a` or more with a chance of a / 2 at most.
  So t is left out, for good, where it ever was.

So the days that are left have the onset with a chance of 1 - a at least, whatever tells us to look: an ADVANCE is a
stopping time. Both nulls have a margin; that it covers moods which all share is assumed, as for the decision itself.
A share that comes and goes leaves no day in the end: then the search begins anew.

The growth cap, which makes a decision wait, has no place here. Products are whole thousandths of their logarithm,
rounded down, which only widens the set: so they are short, and the same on every machine.

Reference: Saha and Ramdas, "Post-detection inference for sequential changepoint localization" (arXiv 2502.06096);
there the second bet is begun on t alone.
"""

from itertools import dropwhile
from math import exp, floor, log

import msgspec
from msgspec import UNSET, UnsetType

from models.onset import Onset
from models.policy import EvidenceGrowth
from models.posts import DAY_MS, Millis, instant

_THOUSANDTHS = 1_000


class OnsetDay(msgspec.Struct, frozen=True, array_like=True):
    """A day, and the products of the bets that began on it: ln of those of both fractions, in thousandths."""

    day: int  # since 1970
    slow: int = 0
    quick: int = 0
    is_left: bool = True  # it may be the onset


class OnsetSearch(msgspec.Struct, frozen=True, array_like=True):
    """The days from the first that is left, and R of the days so far."""

    days: tuple[OnsetDay, ...] = ()  # in order; the first is left
    first: int = 0  # the first day that is looked at: an onset on it may as well have been before it
    latest: int = 0  # day
    day_count: int = 0  # days with bets
    rising: tuple[float, float] = (0.0, 0.0)  # R of both fractions
    highest: float = 0.0  # that R has been


class OnsetValue(msgspec.Struct, frozen=True, gc=False):
    """One value of the share, and its mean: at most `null` while people are not there, at least `floor` since."""

    at: Millis
    value: float  # from -eta to 1 + eta
    null: float
    floor: float
    floored: float | None = None  # the value against the floor, where what is missing in it stands at the null
    eta: float = 0.0


def search_onset(search: OnsetSearch, seen: OnsetValue, growth: EvidenceGrowth) -> OnsetSearch:
    """The search after one more value. Values may come late: each bears on the days up to its own alone."""
    day = seen.at // DAY_MS
    if day > search.latest:
        search = _begin_day(search, day, growth)
    days = _leave_out(_fall(search.days, day, seen, growth), growth)
    if not days:
        return OnsetSearch(latest=search.latest)
    rising = _rise(search.rising, seen, growth)
    return OnsetSearch(
        days, search.first, search.latest, search.day_count, rising, max(search.highest, sum(rising) / 2.0)
    )


def tell_onset(search: OnsetSearch) -> Onset | UnsetType:
    """The first and the last of the days that are left; nothing where none is."""
    left = [each.day for each in search.days if each.is_left]
    if not left:
        return UNSET
    return Onset(instant(left[-1] * DAY_MS), instant(left[0] * DAY_MS) if left[0] > search.first else None)


def _begin_day(search: OnsetSearch, day: int, growth: EvidenceGrowth) -> OnsetSearch:
    """With a new day, which is left out where R says that it began before; the oldest goes where there is no room."""
    is_left = not search.day_count or search.highest < 2.0 * search.day_count / growth.onset_error
    days = (*search.days, OnsetDay(day, is_left=is_left))
    first = search.first if search.day_count else day
    if len(days) > growth.onset_days:
        days = _from_first_left(days[1:])
        first = days[0].day if days else day
    rising = search.rising[0] + 1.0, search.rising[1] + 1.0
    return OnsetSearch(days, first, day, search.day_count + 1, rising, search.highest)


def _rise(rising: tuple[float, float], seen: OnsetValue, growth: EvidenceGrowth) -> tuple[float, float]:
    gain = (seen.value - seen.null) / (seen.null + seen.eta)
    slow, quick = growth.betting_fraction_2, growth.betting_fraction_4
    return rising[0] * (1.0 + slow * gain), rising[1] * (1.0 + quick * gain)


def _fall(days: tuple[OnsetDay, ...], day: int, seen: OnsetValue, growth: EvidenceGrowth) -> list[OnsetDay]:
    """The days after a value of `day`."""
    value = seen.value if seen.floored is None else seen.floored
    gain = (seen.floor - value) / (1.0 + seen.eta - seen.floor)
    slow, quick = _log(1.0 + growth.betting_fraction_2 * gain), _log(1.0 + growth.betting_fraction_4 * gain)
    return [
        OnsetDay(each.day, each.slow + slow, each.quick + quick, each.is_left) if each.day <= day else each
        for each in days
    ]


def _leave_out(days: list[OnsetDay], growth: EvidenceGrowth) -> tuple[OnsetDay, ...]:
    """Without those days from which on the bets that began since, S, have won too much."""
    found, won = [], 0.0
    for number, each in enumerate(reversed(days), start=1):
        won += 0.5 * (exp(each.slow / _THOUSANDTHS) + exp(each.quick / _THOUSANDTHS))
        is_out = each.is_left and won >= 2.0 * number / growth.onset_error
        found.append(OnsetDay(each.day, each.slow, each.quick, is_left=False) if is_out else each)
    return _from_first_left(tuple(reversed(found)))


def _from_first_left(days: tuple[OnsetDay, ...]) -> tuple[OnsetDay, ...]:
    """The bets of days before all that are left concern none of them."""
    return tuple(dropwhile(lambda each: not each.is_left, days))


def _log(factor: float) -> int:
    return floor(_THOUSANDTHS * log(factor))
