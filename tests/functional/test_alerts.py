"""`listener alerts`: a route is tried, and the past says what would have been told."""

from pathlib import Path

import msgspec
import pytest

from models.alerts import Alert
from tests.functional.run import listener
from tests.making import stream

CAMPAIGN = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 100, unit: gifts}
match: {any: ["#rebuild", typhoon]}
release: on_advance
audiences:
  - name: locals
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: "Read", ready_when: {share: 0.3}}
      - {name: stand-with, stage: desire, call_to_action: "Pledge", ready_when: {share: 0.3}}
alerts:
  - {name: team, owner: A, sink: file, to: alerts.ndjson, decisions: [ADVANCE], escalate: {to: boss, after_hours: 5}}
  - {name: boss, owner: Ben, sink: slack, to: $ALERT_TEAM_SLACK, decisions: []}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "relief.yaml"
    path.write_text(CAMPAIGN)
    return path


def test_a_test_says_that_it_is_one_and_that_it_arrived(file: Path) -> None:
    ran = listener("alerts", "test", file, "team", cwd=file.parent)
    assert (ran.code, "arrived" in ran.out) == (0, True)
    (line,) = (file.parent / "alerts.ndjson").read_bytes().splitlines()
    assert msgspec.json.decode(line, type=Alert).is_test


def test_a_route_that_is_not_there_is_said_with_those_that_are(file: Path) -> None:
    ran = listener("alerts", "test", file, "chat")
    assert ran.code == 2
    assert "no route `chat`; there are: team, boss" in ran.err


def test_a_secret_that_is_missing_is_named(file: Path) -> None:
    ran = listener("alerts", "test", file, "boss")
    assert ran.code == 2
    assert "ALERT_TEAM_SLACK is not set" in ran.err


def test_a_test_that_does_not_arrive_fails_and_says_why(file: Path) -> None:
    (file.parent / "alerts.ndjson").mkdir()
    ran = listener("alerts", "test", file, "team", cwd=file.parent)
    assert ran.code == 2
    assert "Is a directory" in ran.err


def test_a_preview_tells_who_would_have_been_told_and_when(file: Path) -> None:
    posts = file.parent / "posts.ndjson"
    posts.write_bytes(b"\n".join(stream(authors=150, days=24)))
    ran = listener("alerts", "preview", file, posts)
    assert ran.code == 0, ran.err
    rows = [line.split() for line in ran.out.splitlines() if "they are ready" in line]
    assert rows
    assert [row[3] for row in rows] == ["team", "boss"] * (len(rows) // 2)
    assert not (file.parent / "alerts.ndjson").exists()


def test_a_preview_without_routes_says_so(file: Path) -> None:
    file.write_text(CAMPAIGN[: CAMPAIGN.index("alerts:")])
    ran = listener("alerts", "preview", file, "-")
    assert ran.code == 2
    assert "has no `alerts:`" in ran.err


def test_a_preview_without_posts_shows_a_message_of_every_kind(file: Path) -> None:
    ran = listener("alerts", "preview", file)
    assert ran.code == 0, ran.err
    for said in (
        "Release “stand-with” to locals: they are ready",
        "Stay with “who-it-hit” for locals: not ready yet",
        "Pause “who-it-hit” for locals: they are turning away",
        "Change nothing for locals: too little is known yet",
        "Nobody answered: ",
        "4 alerts of relief",
        "TEST of the route team: nothing was decided",
        "Ask of them: Pledge",
    ):
        assert said in ran.out
