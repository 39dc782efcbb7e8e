"""Audiences' movement in the log of a run: the run's board reads what `listener movement --log` appended."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from listener.board.records.on_log import RecordsOnLog
from listener.board.views.board_state import BoardRecord
from listener.local.local_run import open_disk_log
from listener.local.said import append_movements
from listener.log.log_file import LogFile
from pipelines.movement import add_observations, measure_movement, new_sample
from tests.unit.listener.board.views.test_movement_page import CAMPAIGN
from tests.unit.pipelines.movement.planted import EVERYBODY
from tests.unit.pipelines.movement.test_planted_conversions import planted


async def test_what_was_appended_comes_to_the_board_as_it_was_told(tmp_path: Path) -> None:
    path = tmp_path / "relief.log"
    with closing(LogFile(path)):
        pass
    sample = add_observations(new_sample(), planted(np.random.default_rng(1), 120), EVERYBODY)
    told = measure_movement(sample, CAMPAIGN, CAMPAIGN.audiences[0])
    append_movements(path, [told])
    async with open_disk_log(path) as log:
        updates = RecordsOnLog(log).updates()
        first: Sequence[BoardRecord] = await anext(updates)
        await updates.aclose()
    assert list(first) == [told], first
