"""Commands that talk to Kafka refuse what cannot be meant before they do, and read past what cannot be read."""

import msgspec
import pytest

from listener.cli import main
from listener.cli.commands import tail
from listener.kafka import clients
from listener.kafka import topics as kafka_topics
from tests.alerting import signal_of
from tests.functional.run import ROOT
from tests.making import MONDAY, post
from tests.records import NAMED, VALID

CAMPAIGN = str(ROOT / "deploy/examples/relief-fund.yaml")


def called(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setenv("LISTENER_BOOTSTRAP", "127.0.0.1:1")
    monkeypatch.setattr("sys.argv", ["listener", *arguments])
    return main()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("outcome", CAMPAIGN, "nan"), "Invalid value for 'count'"),
        (("outcome", CAMPAIGN, "--", "-inf"), "Invalid value for 'count'"),
        (("feed", CAMPAIGN, "--rate", "nan"), "--rate: nan posts a second cannot be"),
        (("feed", CAMPAIGN, "--rate", "inf"), "--rate: inf posts a second cannot be"),
        (("feed", CAMPAIGN, "--speed", "nan"), "--speed: nan"),
    ],
)
def test_what_is_no_number_of_anything_is_the_users_mistake(
    arguments: tuple[str, ...], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, *arguments) == 2
    said = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert says in said
    assert "Traceback" not in said


def test_feeding_a_real_broker_without_an_author_key_says_how_to_make_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    async def real(*_: object) -> bool:
        return False

    async def there(*_: object) -> int:
        return 1

    for name in ("LISTENER_AUTHOR_KEY", "LISTENER_AUTHOR_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clients, "is_embedded", real)
    monkeypatch.setattr(kafka_topics, "check_topics", there)
    path = f"{tmp_path}/posts.ndjson"
    with open(path, "wb") as posts:
        posts.write(post(1, "a1", MONDAY))
    assert called(monkeypatch, "feed", path) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "LISTENER_AUTHOR_KEY: on a real broker" in said
    assert "secrets.token_urlsafe(32)" in said or "openssl" in said


@pytest.mark.parametrize("topic", list(tail.WatchedTopic))
def test_tail_says_what_it_cannot_read_and_goes_on(
    topic: tail.WatchedTopic, capsys: pytest.CaptureFixture[str]
) -> None:
    show = tail.line_printer(topic)
    for value in NAMED.values():
        show(value)
    assert capsys.readouterr().err.count("a record that cannot be read: ") >= len(NAMED) - 1
    show(VALID[topic.value.removesuffix("s") if topic is not tail.WatchedTopic.REJECTED else "rejection"][0])
    said = capsys.readouterr()
    assert said.out
    assert not said.err


def test_tail_shows_nothing_that_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show = tail.line_printer(tail.WatchedTopic.SIGNALS)
    show(msgspec.json.encode(signal_of(campaign="\x1b[2J")))
    show(b'{"id": "\x1b[2J"}')
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
