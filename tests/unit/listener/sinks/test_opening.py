"""A route's secrets come from the environment, and what is said of one that is missing names it and shows nothing."""

import aiohttp
import pytest

from listener.alerts import Alerting
from listener.metrics import Metrics
from listener.settings import Settings
from listener.sinks import open_sink, secret_names
from models.alerts import Route
from models.errors import SettingsError
from tests.alerting import route
from tests.making import campaign

SLACK = route(sink="slack", to=("$ALERT_TEAM_SLACK",))
HOOK = route(sink="webhook", to=("https://example.org/in",), secret="$ALERT_TEAM_SECRET")
MAIL = route(sink="email", to=("ana@example.org", "$ALERT_BOSS"), server="$SMTP")


def test_a_route_says_which_variables_it_needs() -> None:
    assert secret_names(SLACK) == ("ALERT_TEAM_SLACK",)
    assert secret_names(HOOK) == ("ALERT_TEAM_SECRET",)
    assert secret_names(MAIL) == ("ALERT_BOSS", "SMTP")
    assert secret_names(route()) == ()


@pytest.mark.parametrize(
    ("one", "missing"), [(SLACK, "ALERT_TEAM_SLACK"), (HOOK, "ALERT_TEAM_SECRET"), (MAIL, "SMTP")]
)
async def test_a_variable_that_is_missing_is_named(one: Route, missing: str) -> None:
    async with aiohttp.ClientSession() as client:
        with pytest.raises(SettingsError, match=f"route `team`: the environment's variable {missing} is not set"):
            open_sink(one, {}, client)


@pytest.mark.parametrize(
    "value", ["hunter2", "ftp://hunter2", "http://", "http://hunter2:port/", "https://hunter2:0"]
)
async def test_an_address_that_is_none_is_refused_without_showing_it(value: str) -> None:
    async with aiohttp.ClientSession() as client:
        with pytest.raises(SettingsError, match="ALERT_TEAM_SLACK is no http") as caught:
            open_sink(SLACK, {"ALERT_TEAM_SLACK": value}, client)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("value", ["whsec_", " ", "whsec_ICAg"])
async def test_a_secret_with_which_anybody_could_sign_is_refused(value: str) -> None:
    async with aiohttp.ClientSession() as client:
        with pytest.raises(SettingsError, match="anybody could sign"):
            open_sink(HOOK, {"ALERT_TEAM_SECRET": value}, client)


async def test_a_mail_server_that_is_none_is_refused_without_showing_it() -> None:
    async with aiohttp.ClientSession() as client:
        with pytest.raises(SettingsError, match=r"\$SMTP: expected smtp://") as caught:
            open_sink(MAIL, {"SMTP": "hunter2", "ALERT_BOSS": "b@example.org"}, client)
    assert "hunter2" not in str(caught.value)


def test_all_that_is_missing_is_said_at_once_before_anything_starts() -> None:
    who = campaign(alerts=(SLACK, HOOK, route()))
    with pytest.raises(SettingsError, match="ALERT_TEAM_SLACK, ALERT_TEAM_SECRET: the alerts of `relief`"):
        Alerting(Settings(), [who], {"ALERT_TEAM_SLACK": ""}, Metrics())
