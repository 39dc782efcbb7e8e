"""What every sink keeps to, whatever it speaks. A new sink inherits this by its module in `receivers/`."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from listener.sinks import SINKS, Backoff, DeliveryError, deliver
from models.decisions import DecisionKind
from models.rejections import Reason
from tests.alerting import HOSTILE, alert, signal_of
from tests.contracts.receivers import receiver_of
from tests.contracts.receivers.base import SECRET, Mood, Receiver

PASSWORD = "hunter2-never-shown"

ALL = [*SINKS]
FOR_PEOPLE = [kind for kind in ALL if receiver_of(kind).is_for_people]
CAN_BE_BUSY = [kind for kind in ALL if Mood.BUSY in receiver_of(kind).moods]
CAN_REFUSE = [kind for kind in ALL if Mood.REFUSING in receiver_of(kind).moods]


@pytest.fixture
async def receiver(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Receiver]:
    async with receiver_of(request.param).listen(tmp_path) as found:
        yield found


def every(kinds: list[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("receiver", kinds, indirect=True)


@pytest.mark.parametrize("kind", ALL)
def test_a_sink_says_what_its_address_should_be_and_what_is_wrong_with_one(kind: str) -> None:
    sink = SINKS[kind]
    assert kind == sink.kind
    assert sink.expects or not sink.takes_several
    assert isinstance(sink.check_address("\0"), str)
    assert "hunter2" not in sink.check_filled("hunter2")


@every(ALL)
async def test_an_alert_that_was_sent_has_arrived(receiver: Receiver) -> None:
    await receiver.send(alert())
    assert len(receiver.arrived) == 1
    assert "locals" in receiver.arrived[0]
    assert "relief" in receiver.arrived[0]


@every(ALL)
async def test_every_signal_of_an_alert_is_told(receiver: Receiver) -> None:
    both = signal_of(DecisionKind.ADVANCE, 1), signal_of(DecisionKind.STEP_BACK, 9, audience="abroad")
    await receiver.send(alert(*both))
    everything = "\n".join(receiver.arrived)
    assert all(one.id in everything for one in both)


@every(ALL)
async def test_a_repeat_can_be_told_from_news(receiver: Receiver) -> None:
    await receiver.send(alert())
    await receiver.send(alert())
    assert _identity(receiver, 0) == _identity(receiver, 1)


def _identity(receiver: Receiver, number: int) -> str:
    """What a receiver goes by: a header where the protocol has one, the signal's id where not."""
    headers = receiver.headers[number] if receiver.headers else {}
    named = headers.get("Idempotency-Key") or headers.get("Message-ID")
    return named or ("" if signal_of().id not in receiver.arrived[number] else signal_of().id) or "missing"


@every(FOR_PEOPLE)
async def test_what_strangers_wrote_pings_nobody_links_nowhere_and_breaks_no_line(receiver: Receiver) -> None:
    await receiver.send(alert())
    seen = _unpacked(receiver.arrived[0])
    assert "Somebody wrote" in seen
    assert "click" in seen
    assert "I have a spare tent" in seen
    assert not re.search(r"https?://evil|www\.evil|evil\.example|mailto:a|@everyone|<[!@a-z]|\*give|_now", seen)
    assert "\u202e" not in seen
    assert not re.search(r"^\s*Bcc:", seen, re.MULTILINE)


@every(ALL)
async def test_headers_are_ours_alone(receiver: Receiver) -> None:
    await receiver.send(alert())
    names = {name.lower() for headers in receiver.headers for name in headers}
    assert "bcc" not in names


def _unpacked(body: str) -> str:
    """The text as the program on the other side will have it, JSON undone."""
    try:
        return "\n".join(_texts(msgspec.json.decode(body)))
    except msgspec.DecodeError:
        return body


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]


@every(CAN_BE_BUSY)
async def test_trouble_that_may_pass_is_tried_again_and_then_rejected(receiver: Receiver) -> None:
    receiver.mood = Mood.BUSY
    pauses = list[float]()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    rejection = await deliver(receiver.send, alert(), Backoff(tries=4, first=1.0), sleep=sleep, chance=lambda: 1.0)
    assert pauses == [1.0, 2.0, 4.0]
    assert rejection is not None
    assert rejection.reason is Reason.UNDELIVERABLE
    assert rejection.origin is not None
    assert rejection.origin.source == "alerts/relief/team"
    assert alert().id.encode() in rejection.record


@every(CAN_BE_BUSY)
async def test_trouble_that_passes_costs_no_alert(receiver: Receiver) -> None:
    receiver.mood = Mood.BUSY

    async def sleep(seconds: float) -> None:
        receiver.mood = Mood.GOOD

    assert await deliver(receiver.send, alert(), Backoff(), sleep=sleep) is None
    assert len(receiver.arrived) == 1


@every(CAN_REFUSE)
async def test_a_refusal_is_not_tried_again(receiver: Receiver) -> None:
    receiver.mood = Mood.REFUSING

    async def sleep(seconds: float) -> None:
        raise AssertionError("tried again")

    rejection = await deliver(receiver.send, alert(), Backoff(), sleep=sleep)
    assert rejection is not None
    assert "after 1 tries" in rejection.detail


@every(CAN_REFUSE)
async def test_no_secret_is_in_what_is_said_of_a_failure(receiver: Receiver) -> None:
    receiver.mood = Mood.REFUSING
    with pytest.raises(DeliveryError) as caught:
        await receiver.send(alert())
    said = f"{caught.value} {caught.value.__dict__} {receiver.send!r}"
    assert not any(secret in said for secret in (SECRET, PASSWORD, "127.0.0.1"))


@every(CAN_REFUSE)
async def test_what_is_sent_has_no_secret_in_it(receiver: Receiver) -> None:
    await receiver.send(alert())
    sent = f"{receiver.arrived} {[dict(headers) for headers in receiver.headers]}"
    assert SECRET not in sent
    assert "c2VjcmV0" not in sent


def test_the_hostile_text_is_hostile() -> None:
    assert all(piece in HOSTILE for piece in ("<!channel>", "@everyone", "https://", "www.", "\r\nBcc:", "\u202e"))
