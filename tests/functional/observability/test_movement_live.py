"""A board that was told of a movement, scraped by a real Prometheus: every panel of movement has data."""

import asyncio
import time
from pathlib import Path

import numpy as np

from listener.board.records.in_memory import RecordsInMemory
from listener.board.web.app import create_board_app
from listener.board.web.server import serve_app
from models.movement import AudienceMovement
from pipelines.movement import add_observations, measure_movement
from tests.functional.observability.programs import asked, program, prometheus
from tests.functional.observability.queries import Query, of_dashboards
from tests.unit.listener.board.views.test_movement_page import CAMPAIGN
from tests.unit.pipelines.movement.planted import EVERYBODY, decaying, renewing, sample_of
from tests.unit.pipelines.movement.test_voices import planted

PANELS = "listener-readiness: Movement"
SCRAPED_SECONDS = 60.0  # at most: it scrapes each second


def told() -> AudienceMovement:
    """A burst that lasted, and people who answer each other."""
    chance = np.random.default_rng(1)
    burst = sample_of(renewing(decaying(200, 14, 120), 0.4, chance), chance)
    return measure_movement(add_observations(burst, planted(chance), EVERYBODY), CAMPAIGN, CAMPAIGN.audiences[0])


def without_data(base: str, queries: list[Query]) -> list[str]:
    """The queries that have no data, once all have or the time is up."""
    until = time.monotonic() + SCRAPED_SECONDS
    while True:
        answers = {each.where: asked(f"{base}/api/v1/query", query=each.expr) for each in queries}
        assert {where: each.get("error") for where, each in answers.items() if each["status"] != "success"} == {}
        missing = [where for where, each in answers.items() if not each["data"]["result"]]
        if not missing or time.monotonic() > until:
            return missing
        time.sleep(0.5)


async def test_every_panel_of_movement_has_data(tmp_path: Path) -> None:
    program("prometheus")
    queries = [each for each in of_dashboards() if each.where.startswith(PANELS)]
    assert len(queries) == 7
    app = create_board_app(RecordsInMemory([told()]), [CAMPAIGN])
    async with serve_app(app, "127.0.0.1", 0) as url:
        assert await asyncio.to_thread(scraped, tmp_path, url.removeprefix("http://"), queries) == []


def scraped(folder: Path, target: str, queries: list[Query]) -> list[str]:
    with prometheus(folder, target) as base:
        return without_data(base, queries)
