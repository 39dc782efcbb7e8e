"""The double of Slack's side refuses what Slack refuses: else the tests against it would prove nothing."""

import msgspec
import pytest

from listener.sinks.slack import slack_message
from tests.alerting import alert
from tests.unit.listener.sinks.block_kit import complaints


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"unfurl_links":false', '"unfurl_links":true'),
        ('"type":"plain_text"', '"type":"mrkdwn"'),
        ('"emoji":false', '"emoji":true'),
        ('"type":"divider"', '"type":"markdown"'),
        ("I have a spare tent", "I have a <spare> tent"),
        ("Release", "R" * 200),
        ("Ask Ana", "A" * 4000),
        ("come back: 900", "9" * 2500),
        ('"blocks":[', '"blocks":[' + '{"type":"divider"},' * 50),
    ],
)
def test_what_slack_would_refuse_is_refused(old: str, new: str) -> None:
    message = msgspec.json.encode(slack_message(alert())).decode()
    assert old in message
    assert complaints(msgspec.json.decode(message.replace(old, new))) != []
