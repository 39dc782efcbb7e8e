"""Delivery: trying again with growing pauses, and what to keep of an alert that never arrived."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from listener.sinks.base import DeliveryError, Send
from models.alerts import Alert
from models.rejections import RECORD_LIMIT, Origin, Reason, Rejection
from pipelines.few_people import hide_small_groups
from pipelines.quote_redaction import without_quotes

_DETAIL_LIMIT = 500  # characters of what the other side said


@dataclass(frozen=True)
class Backoff:
    """How often we try, and the pauses in between: full jitter under a doubling ceiling (Brooker, AWS 2015)."""

    tries: int = 10  # over a quarter of an hour at most
    first: float = 1.0  # seconds; the ceiling of the first pause
    longest: float = 300.0  # seconds; of any pause
    timeout: float = 30.0  # seconds for one try

    def pause(self, tries: int, asked: float | None, chance: Callable[[], float]) -> float:
        """Seconds to wait after so many tries. What the other side asks for is kept to, up to the longest."""
        ceiling = min(self.longest, self.first * 2.0 ** (tries - 1))
        return max(min(asked or 0.0, self.longest), ceiling * chance())


async def deliver(
    send: Send,
    alert: Alert,
    backoff: Backoff,
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    chance: Callable[[], float] = random.random,
) -> Rejection | None:
    """Nothing once the alert arrived, or a rejection after the last try. The same alert may arrive twice.

    Groups of too few people are told to nobody.
    """
    alert = _hide_small_groups(alert)
    for tries in range(1, backoff.tries + 1):
        error = await _try(send, alert, backoff)
        if error is None:
            return None
        if not error.again or tries == backoff.tries:
            return reject_alert(alert, f"after {tries} tries: {error}")
        await sleep(backoff.pause(tries, error.after, chance))
    raise AssertionError("a backoff has at least one try")


def _hide_small_groups(alert: Alert) -> Alert:
    """The alert as people may have it. A signal keeps its id."""
    items = [(each, each.signal) for each in alert.items]
    hidden = [replace(item, signal=replace(signal, data=hide_small_groups(signal.data))) for item, signal in items]
    return replace(alert, items=tuple(hidden))


async def _try(send: Send, alert: Alert, backoff: Backoff) -> DeliveryError | None:
    try:
        await asyncio.wait_for(send(alert), backoff.timeout)
    except DeliveryError as error:
        return error
    except TimeoutError:
        return DeliveryError(f"no answer within {backoff.timeout:g} s", again=True)
    return None


def reject_alert(alert: Alert, why: str) -> Rejection:
    """The rejection that keeps an alert which never arrived, without its quotes: no redaction would find them."""
    unquoted = tuple([replace(each, signal=without_quotes(each.signal)) for each in alert.items])
    record = msgspec.json.encode(replace(alert, items=unquoted))[:RECORD_LIMIT]
    origin = Origin(f"alerts/{alert.campaign}/{alert.route}")
    return Rejection(Reason.UNDELIVERABLE, why[:_DETAIL_LIMIT], record, origin)
