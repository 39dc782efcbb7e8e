"""What leaves tells no group of fewer than ten: board, report, JSON, alerts and metrics."""

import msgspec
from msgspec.structs import replace

from listener.board.views.board_state import apply_records
from listener.board.web.report import report_html
from listener.metrics import Metric, Metrics
from listener.sinks import Backoff, deliver
from models.alerts import Alert
from models.decisions import Context, Decision
from models.signals import Signal
from tests import alerting
from tests.alerting import signal_of
from tests.unit.listener.board.making import campaign, decision

ROLES = {"activist": 7, "slacktivist": 300, "nonconformist": 922}
SMALL = Context(activity=8_744, roles=ROLES, new_activists=4, themes={"school": 3})


def small(told: Decision) -> Decision:
    evidence = replace(told.evidence, by_channel={"bluesky": 0.4, "forum": 0.9}, channel_authors={"bluesky": 60})
    return replace(told, context=SMALL, evidence=evidence)


def test_board_and_report_say_fewer_than_ten() -> None:
    board = apply_records([small(decision(hour)) for hour in range(3)])
    history = board.audiences["relief|locals"]
    assert history.latest.context.roles == {"nonconformist": 922}  # with the 300, 7 could be reckoned
    page = report_html(board, [campaign()])
    assert page.count("fewer than 10") >= 3  # a role, a channel, and a theme whose day has nine
    assert "not told" in page
    assert 'data-field="/context/roles/activist"' not in page
    assert 'data-field="/evidence/by_channel/forum"' not in page


async def test_an_alert_has_no_small_group() -> None:
    sent: list[Alert] = []

    async def send(alert: Alert) -> None:
        sent.append(alert)

    told = signal_of()
    told = replace(told, data=small(told.data))
    await deliver(send, alerting.alert(told), Backoff())
    (item,) = sent[0].items
    assert item.signal.id == told.id
    assert item.signal.data.context.roles == {"nonconformist": 922}
    assert b'"activist":7' in msgspec.json.encode(told)
    assert b'"activist":7' not in msgspec.json.encode(sent[0])


def test_metrics_have_no_small_group() -> None:
    metrics = Metrics()
    metrics.count_decisions([small(decision())], list[Signal]())
    who = {"campaign": "relief", "audience": "locals"}
    read = metrics.registry.get_sample_value
    assert read(Metric.ROLES, {**who, "role": "nonconformist"}) == 922
    assert read(Metric.ROLES, {**who, "role": "activist"}) is None
    assert read(Metric.CHANNELS, {**who, "channel": "bluesky"}) == 0.4
    assert read(Metric.CHANNELS, {**who, "channel": "forum"}) is None
