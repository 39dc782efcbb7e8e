"""`listener simulate`, `replay` and `tag`: from a seed to decisions, in files."""

import json
from pathlib import Path

import pytest

from listener.files.lines import Lines
from tests.functional.run import ROOT, Ran, listener
from tests.making import STONKS, dirty_posts

CAMPAIGN = """\
campaign: relief-fund
story: "Neighbours rebuild after the storm"
outcome: {name: donations, target: 5000, unit: gifts}
match: {any: [relief fund]}
release: on_advance
audiences:
  - name: locals
    chapters:
      - {name: who-it-hit, stage: interest, call_to_action: Read, ready_when: {share: 0.30}}
      - {name: stand-with, stage: desire, call_to_action: Pledge, ready_when: {share: 0.30}}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign file, and ten simulated days of it."""
    folder = tmp_path_factory.mktemp("replay")
    (folder / "campaign.yaml").write_text(CAMPAIGN)
    ran = simulated(folder, "posts.ndjson", "--tagged")
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path) -> Ran:
    """All of the posts, replayed into the files `whole.*`."""
    return replayed(folder, "posts.ndjson", "whole")


def simulated(folder: Path, name: str, *more: str) -> Ran:
    few = ("--scenario", "step-growth", "--authors", "400", "--days", "10", "--seed", "3")
    return listener("simulate", *few, *more, "--out", folder / name)


def replayed(folder: Path, posts: str, name: str) -> Ran:
    outputs = (
        part for kind in ("signals", "decisions", "state") for part in (f"--{kind}", folder / f"{name}.{kind}")
    )
    return listener("replay", folder / "campaign.yaml", folder / posts, *outputs)


def lines(path: Path) -> list[bytes]:
    return [line.value for line in Lines([str(path)])]


def test_the_same_seed_gives_the_same_posts_and_packing_changes_nothing(folder: Path) -> None:
    assert simulated(folder, "again.ndjson.zst", "--tagged").code == 0
    assert lines(folder / "again.ndjson.zst") == lines(folder / "posts.ndjson")


def test_the_truth_is_written_beside_the_posts_or_where_it_is_asked_for(folder: Path) -> None:
    beside = (folder / "posts.ndjson.truth.json").read_bytes()
    asked = simulated(folder, "once-more.ndjson", "--truth", str(folder / "truth.json"))
    assert asked.code == 0, asked.err
    assert (folder / "truth.json").read_bytes() == beside
    assert not (folder / "once-more.ndjson.truth.json").exists()
    truth = json.loads(beside)["truths"][0]
    assert (truth["audience"], truth["stage"], truth["bar"]) == ("locals", "interest", 0.3)
    assert truth["ready_hour"] is None  # ten days end before the step


def test_a_replay_tells_every_decision_once_and_shows_them_in_runs(folder: Path, whole: Ran) -> None:
    assert whole.code == 0, whole.err
    decisions = [json.loads(line) for line in lines(folder / "whole.decisions")]
    windows = [decision["window"]["start"] for decision in decisions]
    assert windows == sorted(set(windows))
    assert len(windows) > 200
    assert "relief-fund / locals" in whole.out
    assert "asked: 30%, and beyond doubt" in " ".join(whole.out.split())
    assert [each["right"] for each in decisions[-1]["checks"] if each["code"] == "share_everyone"] == [72_000.0]


@pytest.mark.usefixtures("whole")
def test_signals_are_cloud_events_with_numbers_that_count_up(folder: Path) -> None:
    signals = [json.loads(line) for line in lines(folder / "whole.signals")]
    assert [int(signal["sequence"]) for signal in signals] == list(range(1, len(signals) + 1))
    assert {signal["specversion"] for signal in signals} == {"1.0"}


def test_the_same_posts_give_the_same_bytes_doubled_or_not(folder: Path, whole: Ran) -> None:
    posts = lines(folder / "posts.ndjson")
    (folder / "twice.ndjson").write_bytes(b"\n".join(post for post in posts for _ in range(2)))
    twice = replayed(folder, "twice.ndjson", "twice")
    assert (whole.code, twice.code) == (0, 0)
    for kind in ("signals", "decisions", "state"):
        assert (folder / f"whole.{kind}").read_bytes() == (folder / f"twice.{kind}").read_bytes()
    assert f"{len(posts):,}   rejected: duplicate" in twice.out


@pytest.mark.usefixtures("whole")
def test_posts_can_come_through_a_pipe_and_decisions_can_leave_by_one(folder: Path) -> None:
    posts = (folder / "posts.ndjson").read_bytes()
    piped = listener("replay", folder / "campaign.yaml", "-", "--decisions", "-", stdin=posts)
    assert piped.out.encode() == (folder / "whole.decisions").read_bytes()


def test_what_cannot_be_taken_is_counted_by_reason_and_stops_nothing(folder: Path) -> None:
    posts = lines(folder / "posts.ndjson")[:50]
    bad = [b"{", b"[]", b'{"id": "1"}', b"\xff", posts[0].replace(b'"id"', b'"name": "x", "id"')]
    ran = listener(
        "replay", folder / "campaign.yaml", "-", "--rejected", folder / "bad", stdin=b"\n".join([*bad, *posts])
    )
    assert ran.code == 0, ran.err
    reasons = [json.loads(line)["reason"] for line in lines(folder / "bad")]
    assert reasons == ["not_json", "bad_field", "missing_field", "not_utf8", "unknown_field"]
    for reason in reasons:
        assert f"rejected: {reason.replace('_', ' ')}" in ran.out


def test_programs_are_told_what_came_of_it_as_json(folder: Path) -> None:
    posts = b"\n".join([b"{", *lines(folder / "posts.ndjson")[:50]])
    ran = listener("replay", folder / "campaign.yaml", "-", "--json", stdin=posts)
    assert (ran.code, ran.err) == (0, "")
    *_, records = map(json.loads, ran.out.splitlines())
    assert records["rejected"] == {"not_json": 1}
    assert records["records"]["tagged"] + records["records"]["activity"] == 50
    assert records["records"]["taken"] == records["records"]["tagged"] > 0


def test_a_campaign_that_has_not_begun_is_told_with_what_it_waits_for(folder: Path) -> None:
    alone = [post for post in lines(folder / "posts.ndjson") if json.loads(post)["author"] == first_author(folder)]
    ran = listener("replay", folder / "campaign.yaml", "-", stdin=b"\n".join(alone))
    assert ran.code == 0, ran.err
    said = " ".join(ran.out.split())
    assert "relief-fund / locals: no window, for the campaign has not begun there" in said
    assert "the first hour from which 3 authors speak within a day, or with `starts`" in said


def first_author(folder: Path) -> str:
    author: str = json.loads(lines(folder / "posts.ndjson")[0])["author"]
    return author


@pytest.mark.usefixtures("whole")
def test_a_post_from_the_future_is_rejected_and_moves_no_decision(folder: Path) -> None:
    posts = lines(folder / "posts.ndjson")
    early = json.loads(posts[100]) | {"id": "early", "created_at": "2999-01-01T00:00:00Z"}
    (folder / "early.ndjson").write_bytes(b"\n".join([*posts[:100], json.dumps(early).encode(), *posts[100:]]))
    ran = replayed(folder, "early.ndjson", "early")
    assert ran.code == 0, ran.err
    assert "1   rejected: future" in ran.out
    assert (folder / "early.decisions").read_bytes() == (folder / "whole.decisions").read_bytes()


def test_the_time_that_is_now_can_be_named(folder: Path) -> None:
    posts = lines(folder / "posts.ndjson")
    halfway = json.loads(posts[len(posts) // 2])["created_at"]
    ran = listener("replay", folder / "campaign.yaml", folder / "posts.ndjson", "--now", halfway)
    assert ran.code == 0, ran.err
    assert "rejected: future" in ran.out
    assert listener("replay", folder / "campaign.yaml", folder / "posts.ndjson", "--now", "noon").code == 2


def test_a_release_by_hand_starts_the_next_chapter(folder: Path) -> None:
    said = {"type": "released", "campaign": "relief-fund", "audience": "locals", "chapter": "stand-with"}
    posts = folder / "posts.ndjson"
    start = json.loads(lines(posts)[0])["created_at"][:10]
    (folder / "said.ndjson").write_text(json.dumps({**said, "at": f"{start}T12:00:00Z"}))
    ran = listener("replay", folder / "campaign.yaml", posts, "--commands", folder / "said.ndjson")
    assert ran.code == 0, ran.err
    assert "stand-with" in ran.out


def test_a_command_that_means_nothing_is_the_users_mistake(folder: Path) -> None:
    said = {"type": "released", "campaign": "x", "audience": "y", "chapter": "z", "at": "2026-01-01T00:00:00Z"}
    for line, says in (("{}", "not a command"), (json.dumps(said), "no audience y in x")):
        arguments = ("replay", folder / "campaign.yaml", folder / "posts.ndjson", "--commands", "-")
        ran = listener(*arguments, stdin=line.encode())
        assert ran.code == 2
        assert says in ran.err


def test_each_post_is_tagged_with_what_shows_it(folder: Path) -> None:
    post = {"id": "1", "channel": "web", "author": "a", "created_at": "2026-01-01T00:00:00Z", "lang": "en"}
    said = json.dumps({**post, "text": "I donated to the relief fund today and it felt good"})
    ran = listener("tag", "-", "--campaign", ROOT / "deploy/examples/relief-fund.yaml", stdin=said.encode() + b"\n{")
    assert ran.code == 0, ran.err
    tagged = json.loads(ran.out)
    assert (tagged["tags"]["language"], tagged["tags"]["act"]) == ("en", "act")
    span = tagged["why"]["act"]
    assert "donated" in tagged["text"][span["start"] : span["end"]]
    assert "line 2: rejected, not_json" in ran.err


def test_who_tells_of_harm_is_tagged_and_not_quoted() -> None:
    post = {"id": "1", "channel": "web", "author": "a", "created_at": "2026-01-01T00:00:00Z", "lang": "en"}
    ran = listener("tag", "-", stdin=json.dumps({**post, "text": "He hit me, and then I lost my job"}).encode())
    tagged = json.loads(ran.out)
    assert tagged["tags"]["testimony"]
    assert "hit me" not in ran.out


def test_what_is_read_in_a_post_is_explained_as_a_table_or_as_json() -> None:
    post = {"id": "1", "channel": "bluesky", "author": "a", "created_at": "2026-01-01T00:00:00Z", "lang": "en"}
    said = (
        json.dumps({**post, "text": "I gave to the relief fund today"})
        + "\n"
        + json.dumps({**post, "id": "2", "text": "Rain"})
    )
    campaign = ROOT / "deploy/examples/relief-fund.yaml"
    table = listener("tag", "--explain", campaign, "-", stdin=said.encode())
    assert table.code == 0, table.err
    for words in ("locals", '"I gave"', "no match, because no term"):
        assert words in table.out
    ran = listener("tag", "--explain", campaign, "--json", "-", stdin=said.encode())
    first, second = map(json.loads, ran.out.splitlines())
    assert first["shown"]["act"] == ['"I gave"']
    assert [each["matches"] for each in first["match"]["audiences"]] == [True, False]
    assert not any(each["matches"] for each in second["match"]["audiences"])
    both = listener("tag", "--explain", campaign, "--campaign", campaign, "-", stdin=said.encode())
    assert both.code == 2
    assert "give one of them" in both.err


def test_the_scenarios_are_listed_and_an_unknown_one_is_told() -> None:
    listed, unknown, none = (
        listener("simulate", "--list"),
        listener("simulate", "--scenario", "nope"),
        listener("simulate"),
    )
    assert "demo" in listed.out
    assert (listed.code, unknown.code, none.code) == (0, 2, 2)
    assert "demo" in unknown.err
    assert "--scenario is missing" in none.err


def test_real_dirty_posts_replay_to_a_decision_for_each_window() -> None:
    ran = listener("replay", STONKS, dirty_posts())
    assert ran.code == 0, ran.err
    assert "1,800   rejected: duplicate" in ran.out
    assert "diamond-hands / holders: 88 windows" in ran.out
