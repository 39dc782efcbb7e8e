"""The page of an audience's movement as it is served, and its JSON: the latest that was told, whatever the order."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from listener.board.records.in_memory import RecordsInMemory
from listener.board.views.board_state import BoardState, apply_records
from listener.board.web.app import create_board_app
from listener.board.web.server import serve_app
from listener.metrics import MovementMetric
from listener.metrics.movement_gauges import read_movements
from models.movement import AudienceMovement
from pipelines.movement import add_observations, measure_movement
from tests.unit.listener.board.browsing import caught_up, reading
from tests.unit.listener.board.making import ready, served
from tests.unit.listener.board.views.test_movement_page import CAMPAIGN
from tests.unit.pipelines.movement.planted import EVERYBODY, decaying, renewing, sample_of
from tests.unit.pipelines.movement.test_planted_conversions import planted

PAGE = "/audiences/relief-fund/locals/movement"


@pytest.fixture(scope="module")
def told() -> AudienceMovement:
    """Of an audience of which some act, and of a burst among it."""
    chance = np.random.default_rng(1)
    burst = sample_of(renewing(decaying(100, 1.5, 130), 0.1, chance), chance)
    sample = add_observations(burst, planted(chance, 200), EVERYBODY)
    return measure_movement(sample, CAMPAIGN, CAMPAIGN.audiences[0])


async def test_the_page_has_verdict_flow_and_figures_and_the_json_is_what_was_told(told: AudienceMovement) -> None:
    app = create_board_app(RecordsInMemory([told]), [CAMPAIGN])
    async with serve_app(app, "127.0.0.1", 0) as url, reading(url) as reader:
        await caught_up(reader, PAGE)
        page = (await reader.get(PAGE)).text
        assert "Moment or movement?" in page
        assert '<svg class="flow"' in page
        assert "From slacktivist to activist within 30 days" in page
        sent = msgspec.json.decode((await reader.get(f"{PAGE}.json")).text, type=AudienceMovement)
        assert sent == told
        assert (await reader.get("/audiences/relief-fund/nobody/movement")).status == 404


def test_the_figures_are_on_the_boards_metrics_with_their_intervals(told: AudienceMovement) -> None:
    back = read_movements(MovementMetric.BACK, [told])
    assert back[told.campaign, told.audience, "low"] == told.momentum.peaks[0].back_month.low
    assert read_movements(MovementMetric.VERDICT, [told]) == {
        (told.campaign, told.audience, told.momentum.verdict.value): 1.0
    }
    sizes = {each.persona: each.authors for each in told.personas if each.authors is not None}
    personas = read_movements(MovementMetric.PERSONAS, [told])
    assert personas == {(told.campaign, told.audience, name): size for name, size in sizes.items()}


async def test_prometheus_reads_them_from_the_board(told: AudienceMovement) -> None:
    app = create_board_app(RecordsInMemory([told]), [CAMPAIGN])
    async with serve_app(app, "127.0.0.1", 0) as url, reading(url) as reader:
        await caught_up(reader, PAGE)
        page = (await reader.get("/metrics")).text
    assert 'listener_movement_back_ratio{audience="locals",bound="high",campaign="relief-fund"}' in page


def test_the_latest_is_shown_whatever_the_order(told: AudienceMovement) -> None:
    assert told.last_day is not None
    later = replace(told, last_day=told.last_day + timedelta(days=1))

    def shown(records: Sequence[AudienceMovement]) -> BoardState:
        return apply_records(records)

    assert shown([told, later, told]).movements == shown([later, told]).movements
    assert shown([told, later]).movements["relief-fund|locals"] == later


async def test_a_chapters_page_and_that_of_its_release_tell_what_came_of_its_call_and_who_may_be_its_hero(
    told: AudienceMovement,
) -> None:
    call = replace(told.calls[0], chapter=ready(10).chapter, call="Read their stories")
    theirs = replace(told, campaign="relief", audience="locals", calls=(call,))
    async with served([ready(10), theirs]) as board, reading(board.url) as reader:
        await reader.sign_in()
        for path in ("/audiences/relief/locals", "/audiences/relief/locals/release?chapter=stand-with"):
            page = (await reader.get(path)).text
            assert "The call “Read their stories”" in page
            assert "Candidates for the next chapter&#39;s hero" in page
    async with served([ready(10)]) as board, reading(board.url) as reader:
        assert "Candidates for" not in (await reader.get("/audiences/relief/locals")).text
