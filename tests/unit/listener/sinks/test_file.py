"""A file gets whole lines, and says it when it does not."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from listener.sinks import DeliveryError
from listener.sinks.file import File
from models.alerts import Alert
from tests.alerting import alert, signal_of


async def test_alerts_at_the_same_time_each_have_a_line(tmp_path: Path) -> None:
    path = tmp_path / "alerts.ndjson"
    sinks = [File(path), File(path)]
    await asyncio.gather(*(sinks[n % 2](alert(signal_of(hour=n))) for n in range(40)))
    written = [msgspec.json.decode(line, type=Alert) for line in path.read_bytes().splitlines()]
    assert {each.items[0].signal.id for each in written} == {signal_of(hour=n).id for n in range(40)}


async def test_only_the_owner_and_the_group_may_read(tmp_path: Path) -> None:
    path = tmp_path / "alerts.ndjson"
    await File(path)(alert())
    assert path.stat().st_mode & 0o007 == 0


async def test_a_folder_that_is_not_there_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match=r"alerts\.ndjson: No such file"):
        await File(tmp_path / "none" / "alerts.ndjson")(alert())
