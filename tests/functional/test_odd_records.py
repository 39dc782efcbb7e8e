"""Odd records on whole paths: what takes them rejects them or takes them, and then goes on as before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from listener.alerts.state_topic import decode_state, encode_state
from listener.board.views.board_state import BoardRecord, apply_records
from listener.board.views.cards import audience_cards
from listener.files.lines import Line
from listener.files.replay import END_OF_TIME, apply_commands, replay_lines
from listener.metrics import Metrics
from models.alerts import AlertState
from models.commands import Command, SignalVerdict
from models.decisions import Decision
from models.decoding import Decode, json_decoder
from models.errors import CorruptionError, InputError, UnreadableError
from models.outcomes import OutcomeReport
from models.redactions import Redaction
from models.rejections import Origin
from models.signals import Signal
from pipelines.alerts import advance_time, offer_signal, record_answer, redact_quotes
from pipelines.flow import Flow
from pipelines.intake import InputRecord, Intake
from pipelines.tags import Tagger
from tests.alerting import route, signal_of
from tests.fuzzing import INPUTS, mutate_record
from tests.making import MONDAY, NOW, campaign, post
from tests.records import NAMED, VALID
from tests.unit.listener.worker.test_agent import COMMAND, KEY, PROGRESS, TAGGED, agent

SOME = INPUTS // 20  # a whole path costs some twenty times as much as its decoder

CAMPAIGN = campaign(alerts=(route(),))


def odd_records(*kinds: str) -> Iterator[bytes]:
    """The named records, and valid ones of these kinds made wrong."""
    yield from NAMED.values()
    rng, valid = random.Random(kinds[0]), [each for kind in kinds for each in VALID[kind]]
    yield from (mutate_record(rng, valid) for _ in range(SOME))


def readable(decode: Decode[Any], *kinds: str) -> Iterator[Any]:
    """Those of the odd records that decode all the same."""
    for record in odd_records(*kinds):
        try:
            yield decode(record)
        except UnreadableError:
            continue


@pytest.mark.parametrize("received", [NOW, END_OF_TIME])
def test_intake_takes_or_rejects_every_post_and_every_mark(received: int) -> None:
    intake = Intake([CAMPAIGN], Tagger([CAMPAIGN]))
    posts = [InputRecord(each, received, Origin("posts")) for each in odd_records("post", "mark", "gap")]
    marks = [InputRecord(each.value, received, each.origin, is_mark=True) for each in posts]
    gaps = [InputRecord(each.value, received, each.origin, is_gap=True) for each in posts]
    for at in range(0, len(posts), 500):
        result = intake.take([*posts[at : at + 500], *marks[at : at + 500], *gaps[at : at + 500]])
        assert all(len(msgspec.json.encode(each)) < 30_000 for each in result.rejections)
    assert intake.take([InputRecord(post(99_999, "somebody", MONDAY), NOW)]).counts["bluesky", "tagged"] == 1


def test_replay_closes_its_hours_whatever_the_lines_are() -> None:
    lines = [Line("odd", number, value) for number, value in enumerate(odd_records("post"), 1)]
    assert sum(len(each.rejections) for each in replay_lines(Flow([CAMPAIGN], Tagger([CAMPAIGN])), lines)) > 100


async def test_readiness_rejects_every_odd_command_and_goes_on() -> None:
    worker, publisher = agent()
    for record in odd_records("command"):
        await worker.process(COMMAND, KEY, record)
    await worker.process(TAGGED, KEY, PROGRESS)
    assert len(publisher.rejections) > 100
    assert publisher.published


async def test_readiness_passes_over_every_odd_record_that_is_not_ours() -> None:
    worker, publisher = agent()
    for record in odd_records("tagged", "command", "signal"):
        await worker.process(TAGGED, b"relief|nobody", record)
    assert not publisher.published


async def test_readiness_stops_with_one_error_where_a_record_of_ours_is_broken() -> None:
    worker, _ = agent()
    stopped = 0
    for record in odd_records("tagged"):
        try:
            await worker.process(TAGGED, KEY, record)
        except CorruptionError:
            stopped += 1
    await worker.process(TAGGED, KEY, PROGRESS)
    assert stopped > 100


def test_alerting_keeps_a_state_that_can_be_stored_whatever_it_reads() -> None:
    state = AlertState()
    for signal in readable(json_decoder(Signal), "signal"):
        state = offer_signal(state, CAMPAIGN, signal, MONDAY)
    for command in readable(json_decoder(Command), "command"):
        state = record_answer(state, CAMPAIGN, command) if isinstance(command, SignalVerdict) else state
    for told in readable(json_decoder(Redaction), "redaction"):
        state = redact_quotes(state, told.data.posts)
    state = advance_time(state, CAMPAIGN, MONDAY)
    assert decode_state(encode_state(state)) == state
    assert state.routes


def test_the_board_shows_what_it_can_read() -> None:
    records: list[BoardRecord] = [
        *readable(json_decoder(Signal), "signal"),
        *readable(json_decoder(Command), "command"),
        *readable(json_decoder(OutcomeReport), "outcome"),
        *readable(json_decoder(Decision), "decision"),
        *readable(json_decoder(Redaction), "redaction"),
    ]
    board = apply_records(records)
    assert audience_cards(board, {"relief": CAMPAIGN})
    assert apply_records(records, board).audiences.keys() == board.audiences.keys()


def test_the_gauges_take_every_decision_that_can_be_read() -> None:
    metrics = Metrics()
    metrics.restore_latest([each.data for each in readable(json_decoder(Signal), "signal")])
    metrics.restore_latest([signal_of().data])
    assert metrics.page()


@pytest.mark.parametrize("name", NAMED)
def test_a_file_of_commands_says_which_line_is_none(name: str) -> None:
    flow = Flow([CAMPAIGN], Tagger([CAMPAIGN]))
    with pytest.raises(InputError, match="people, line 1: ") as caught:
        apply_commands(flow, [Line("people", 1, NAMED[name])])
    assert len(str(caught.value)) < 700
