"""Clocks that are ahead in an archive: their posts wait for their hour, and nobody else's are lost."""

import msgspec
import pytest

from models.decisions import DecisionKind
from models.posts import DAY_MS, HOUR_MS, Millis, instant
from pipelines.flow import FlowResult
from tests.making import MONDAY, run, shuffle_lines, stream

YEAR_2100: Millis = 4_102_444_800_000 - MONDAY
LINES = stream(authors=400, days=14)
LAST = max(msgspec.json.decode(line)["created_at"] for line in LINES)


def with_strays(lines: list[bytes], *, one_in: int, ahead: Millis) -> list[bytes]:
    """The lines in the order in which they were received, with the clocks of some authors ahead."""
    return [
        _move(line, ahead) if int(msgspec.json.decode(line)["author"][1:]) % one_in == 0 else line for line in lines
    ]


def _move(line: bytes, ahead: Millis) -> bytes:
    fields = msgspec.json.decode(line)
    at = msgspec.convert(fields["created_at"], type=type(instant(0)))
    return msgspec.json.encode({**fields, "created_at": instant(round(at.timestamp() * 1000) + ahead)})


def lost_share(result: FlowResult) -> float:
    return result.counts["", "late"] / len(LINES)


@pytest.mark.parametrize("ahead", [48 * HOUR_MS, 7 * DAY_MS, YEAR_2100])
@pytest.mark.parametrize("one_in", [100, 20])
def test_stray_clocks_lose_three_posts_in_a_hundred_at_most(one_in: int, ahead: Millis) -> None:
    odd, plain = run(with_strays(LINES, one_in=one_in, ahead=ahead)), run(LINES)
    assert lost_share(odd) < 0.03
    assert odd.windows[-1].inputs.span == plain.windows[-1].inputs.span
    assert {each.data_quality.silent_channels for each in odd.decisions} == {()}
    advances = [[d.window.end for d in each.decisions if d.decision is DecisionKind.ADVANCE] for each in (odd, plain)]
    assert abs((advances[0][0] - advances[1][0]).total_seconds()) <= 48 * 3600


def test_with_strays_the_order_within_the_lateness_changes_nothing() -> None:
    odd = with_strays(LINES, one_in=50, ahead=48 * HOUR_MS)
    order = {line: place for place, line in enumerate(shuffle_lines(LINES, within=HOUR_MS - 1))}
    shuffled = [odd[place] for place in sorted(range(len(odd)), key=lambda place: order[LINES[place]])]
    assert run(shuffled, batch=77).decisions == run(odd).decisions
