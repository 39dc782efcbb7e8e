"""Two workers whose campaign files differ say so in the log, on /readyz and on /metrics, and stay ready."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.test_outages import becomes
from tests.integration.test_worker import page
from tests.integration.working import Worker, worker

pytestmark = pytest.mark.slow

FILE = """\
campaign: {name}
story: "{story}"
outcome: {{name: donations, target: 5000, unit: gifts}}
match: {{any: ["#rebuild"]}}
audiences:
  - name: locals
    when: {{channels: [bluesky]}}
    chapters:
      - {{name: what-happened, stage: awareness, call_to_action: "Share", ready_when: {{authors: 500}}}}
      - {{name: stand-with, stage: desire, call_to_action: "Pledge"}}
"""


def campaign_file(folder: Path, name: str, story: str) -> Path:
    path = folder / f"{name}-{story}.yaml"
    path.write_text(FILE.format(name=name, story=story))
    return path


async def said(one: Worker, text: str) -> None:
    async with asyncio.timeout(30):
        while text not in one.log:  # noqa: ASYNC110
            await asyncio.sleep(0.1)


@REAL_BROKER
async def test_workers_whose_files_differ_say_which_and_how_and_stop_nobody(broker: Broker, tmp_path: Path) -> None:
    """One has another version of a file than the other, and each has a campaign that the other lacks."""
    await broker.make_topics()
    names = (("relief", "old"), ("relief", "new"), ("garden", "first"), ("harbour", "first"))
    old, new, garden, harbour = (campaign_file(tmp_path, name, story) for name, story in names)
    with worker(broker.settings, tmp_path / "one", campaigns=[old, garden]) as one:
        port = await asyncio.to_thread(one.wait_until_ready)
        assert '"warnings":[]' in (await page(port, "/readyz"))[1]
        with worker(broker.settings, tmp_path / "two", campaigns=[new, harbour]) as two:
            await asyncio.to_thread(two.wait_until_ready)
            for each in (one, two):
                await said(each, "files of campaign relief differ: version")
                await said(each, "files of campaign garden differ: version")
                assert "version none" not in each.log.partition("relief differ")[2].partition("\n")[0]
            parts = await becomes(200, port)
            _, metrics = await page(port, "/metrics")
            assert "files of campaign harbour differ: version" in str(parts["warnings"])
            assert 'listener_campaign_file_versions{campaign="relief"} 2.0' in metrics
            await asyncio.to_thread(two.stop)
        await said(one, "files are the same again")
