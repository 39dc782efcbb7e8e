"""`listener label`, and labels of `replay`: votes are drawn, a person reads them, and decisions tell of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.functional.run import ROOT, Ran, listener

CAMPAIGN = ROOT / "listener" / "demo" / "campaign.yaml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Simulated days, and the votes that a replay drew of them."""
    folder = tmp_path_factory.mktemp("label")
    few = ("--scenario", "demo", "--tagged", "--authors", "200", "--days", "13")
    ran = listener("simulate", *few, "--out", folder / "posts.ndjson")
    assert ran.code == 0, ran.err
    ran = listener("replay", CAMPAIGN, folder / "posts.ndjson", "--label-queue", folder / "queue.ndjson")
    assert ran.code == 0, ran.err
    return folder


def read(folder: Path, keys: str, out: Path, *, reader: str = "anna") -> Ran:
    more = ("--queue", folder / "queue.ndjson", "--out", out, "--reader", reader)
    return listener("label", CAMPAIGN, *more, stdin=keys.encode())


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_the_queue_has_words_and_nothing_that_would_sway_a_reader(folder: Path) -> None:
    queued = lines(folder / "queue.ndjson")
    assert len(queued) > 20
    assert all("relief fund" in each["text"] for each in queued if each["text"])
    assert not {"stage", "stance", "act", "author", "id"} & {name for each in queued for name in each}


def test_a_reader_answers_with_a_key_each_and_goes_on_another_day(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "labels.ndjson"
    assert read(folder, "4x1-?q", out).code == 0
    assert read(folder, "33", out).code == 0
    found = lines(out)
    assert [each["stage"] for each in found] == ["action", "awareness", "awareness", None, "desire", "desire"]
    assert [each["cannot_tell"] for each in found] == [False, False, False, True, False, False]
    assert [each["stance"] for each in found[:3]] == ["support", None, "oppose"]
    assert [each["post"] for each in found] == [each["post"] for each in lines(folder / "queue.ndjson")[:6]]


def test_what_people_say_is_in_the_decisions_of_a_replay(folder: Path, tmp_path: Path) -> None:
    labels, decisions = tmp_path / "labels.ndjson", tmp_path / "decisions.ndjson"
    assert read(folder, "1" * 60, labels).code == 0
    outputs = ("--labels", labels, "--decisions", decisions)
    ran = listener("replay", CAMPAIGN, folder / "posts.ndjson", *outputs)
    assert ran.code == 0, ran.err
    last = lines(decisions)[-1]
    assert last["evidence"]["labels"]["of_tagger"] >= 20
    assert "share_labelled" in [check["code"] for check in last["checks"]]
    assert "by what people read" in ran.out


def test_a_line_that_is_no_label_is_told_with_its_place(folder: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels.ndjson"
    labels.write_text('{"type": "label", "campaign": "relief-fund"}\n')
    ran = listener("replay", CAMPAIGN, folder / "posts.ndjson", "--labels", labels)
    assert ran.code == 2
    assert "line 1: not a label" in ran.err


def test_a_queue_with_words_needs_posts_that_can_be_read_twice(tmp_path: Path) -> None:
    ran = listener("replay", CAMPAIGN, "-", "--label-queue", tmp_path / "queue.ndjson")
    assert ran.code == 2
    assert "--label-queue" in ran.err


def test_a_queue_of_another_campaign_is_refused_and_the_next_step_is_told(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(CAMPAIGN.read_text().replace("relief-fund", "other-fund"))
    more = ("--queue", folder / "queue.ndjson", "--out", tmp_path / "labels.ndjson")
    ran = listener("label", other, *more, stdin=b"1")
    assert ran.code == 2
    assert "relief-fund, not from other-fund" in ran.err
    assert "--labels" in read(folder, "q", tmp_path / "labels.ndjson").err


def test_the_queue_shows_no_handle_or_address(folder: Path, tmp_path: Path) -> None:
    posts = lines(folder / "posts.ndjson")
    text = "relief fund .@bobby cc/@carl ann@mail.example +47 900 12 345"
    named = [{**post, "text": text} if post.get("text") else post for post in posts]
    (tmp_path / "named").write_text("\n".join(map(json.dumps, named)))
    assert listener("replay", CAMPAIGN, "named", "--label-queue", "queue", cwd=tmp_path).code == 0
    shown = [each["text"] for each in lines(tmp_path / "queue") if each["text"]]
    assert shown
    assert set(shown) == {"relief fund .@user cc/@user (e-mail) (phone)"}


def test_a_report_says_how_the_tagger_errs_and_what_more_labels_would_buy(folder: Path, tmp_path: Path) -> None:
    labels, decisions = tmp_path / "labels.ndjson", tmp_path / "decisions.ndjson"
    assert read(folder, "1" * 60, labels).code == 0
    ran = listener("replay", CAMPAIGN, folder / "posts.ndjson", "--labels", labels, "--decisions", decisions)
    assert ran.code == 0, ran.err
    ran = listener("label", CAMPAIGN, "--report", "--decisions", decisions)
    assert ran.code == 0, ran.err
    assert "votes that people read" in ran.out or "votes read by people" in ran.out
    assert "labels a day" in ran.out
    assert "relief-fund / locals" in ran.out


def test_a_report_without_a_decision_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.ndjson").touch()
    ran = listener("label", CAMPAIGN, "--report", "--decisions", tmp_path / "none.ndjson")
    assert ran.code == 2
    assert "nothing has been decided" in ran.err
    assert listener("label", CAMPAIGN, "--decisions", tmp_path / "none.ndjson").code == 2
