"""Signals of commitments on their way to people: to the owner's route, once, with the others of that route."""

from msgspec.structs import replace

from listener.sinks.alert_message import alert_lines, alert_title
from listener.sinks.alertmanager import alertmanager_payload
from listener.sinks.slack import slack_message
from models.accountability import CommitmentSignal
from models.alerts import AlertState, Route
from models.posts import HOUR_MS
from pipelines.alerts import advance_time, alerts_in_flight, offer_notice
from tests.unit.pipelines.accountability.promises import campaign_of, day, promise, run

FINANCE = Route(name="books", owner="finance", sink="log")
TEAM = Route(name="team", owner="Ana", sink="log")
NOW = day("2026-05-01")


def silence(owner: str = "finance") -> CommitmentSignal:
    _, signals, _ = run(campaign_of(promise(owner=owner)), [], NOW)
    return signals[-1]


def offered(told: CommitmentSignal, *routes: Route, times: int = 1) -> AlertState:
    campaign = campaign_of(promise(), alerts=routes)
    state = AlertState()
    for _ in range(times):
        state = offer_notice(state, campaign, told)
    return state


def waiting(state: AlertState) -> dict[str, int]:
    return {name: len(each.notices) for name, each in state.routes.items() if each.notices}


def test_a_notice_goes_to_its_owners_route_alone() -> None:
    assert waiting(offered(silence(), FINANCE, TEAM)) == {"books": 1}
    assert waiting(offered(silence("team"), FINANCE, TEAM)) == {"team": 1}, "by the route's name, too"


def test_without_an_owners_route_every_route_is_told_but_those_that_only_others_escalate_to() -> None:
    on_call = replace(TEAM, name="on-call", decisions=())
    assert waiting(offered(silence("nobody"), FINANCE, TEAM, on_call)) == {"books": 1, "team": 1}


def test_a_repeat_changes_nothing_and_one_of_no_commitment_of_ours_neither() -> None:
    once = offered(silence(), FINANCE)
    assert offered(silence(), FINANCE, times=2) == once
    told = silence()
    assert offered(replace(told, data=replace(told.data, commitment="other")), FINANCE) == AlertState()


def test_it_is_released_as_an_alert_that_says_in_words_what_was_told() -> None:
    campaign = campaign_of(promise(), alerts=(FINANCE,))
    (alert,) = alerts_in_flight(advance_time(offered(silence(), FINANCE), campaign, NOW + HOUR_MS))
    assert alert_title(alert) == "🔵 Silent on “books”: nothing specific was said since 2026-01-15"
    assert "Promise: We publish four reports" in alert_lines(alert)
    assert "Silent on “books”" in str(slack_message(alert, ""))
    (firing,) = alertmanager_payload(alert)
    assert firing["labels"] == {
        "alertname": "ListenerCommitment",
        "campaign": "fund",
        "commitment": "books",
        "kind": "silent",
        "route": "books",
    }
