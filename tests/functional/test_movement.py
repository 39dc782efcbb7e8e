"""`listener movement`: from files of posts to a verdict, as a person runs it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.functional.run import ROOT, Ran, listener

CAMPAIGN = ROOT / "deploy" / "examples" / "relief-fund.yaml"
FIRST = datetime(2025, 9, 1, 12, tzinfo=UTC)
DAILY = [4] * 20 + [90, 60, 30, 15, 8, 5] + [4] * 50  # authors a day: a burst that is gone within days


def posts() -> list[str]:
    """Each author writes once."""
    days = [day for day, count in enumerate(DAILY) for _ in range(count)]
    return [
        json.dumps(
            {
                "id": f"bluesky:{number}",
                "channel": "bluesky",
                "author": f"author-{number}",
                "created_at": (FIRST + timedelta(days=day)).isoformat(),
                "text": f"I heard of the relief fund today, number {number}",
            }
        )
        for number, day in enumerate(days)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("movement")
    (folder / "posts.ndjson").write_text("\n".join(posts()))
    (folder / "again.ndjson").write_text("\n".join([*reversed(posts()), *posts()]))
    return folder


def measured(folder: Path, name: str, *more: str) -> Ran:
    return listener("movement", CAMPAIGN, folder / f"{name}.ndjson", "--json", folder / f"{name}.json", *more)


def test_a_burst_that_nobody_came_back_from_is_a_moment_in_any_order_of_posts(folder: Path) -> None:
    ran = measured(folder, "posts", "--report", str(folder / "report.html"))
    assert ran.code == 0, ran.err
    assert "MOMENT  A moment: of those who came for the peak (21 Sep 2025), 0% (0%–1.8%) were back" in ran.out
    assert measured(folder, "again", "--language", "nb").out.count("Et øyeblikk") == 1
    assert (folder / "again.json").read_bytes() == (folder / "posts.json").read_bytes()
    page = (folder / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "A moment" in page


def test_calls_and_outcomes_are_told_with_their_files(folder: Path) -> None:
    release = {"type": "released", "campaign": "relief-fund", "audience": "locals", "chapter": "rebuild"}
    (folder / "commands").write_text(json.dumps({**release, "at": (FIRST + timedelta(days=20)).isoformat()}))
    report = {"campaign": "relief-fund", "name": "donations", "count": 2, "unit": "gifts"}
    told = [{**report, "id": str(day), "at": (FIRST + timedelta(days=day)).isoformat()} for day in range(70)]
    (folder / "outcomes").write_text("\n".join(json.dumps(each) for each in [*told, *told]))
    ran = measured(folder, "posts", "--commands", str(folder / "commands"), "--outcomes", str(folder / "outcomes"))
    assert ran.code == 0, ran.err
    assert "The call “Come on Saturday” (rebuild), 21 Sep 2025 – 15 Nov 2025" in ran.out
    assert "There are 140 gifts. At the pace of the last weeks the target of 5,000 is reached on" in " ".join(
        ran.out.split()
    )


def test_policies_are_tried_on_the_same_posts(folder: Path) -> None:
    ran = listener(
        "backtest", CAMPAIGN, folder / "posts.ndjson", "--policy", "alpha=0.05", "--json", folder / "tried"
    )
    assert ran.code == 0, ran.err
    assert "as in the file" in ran.out
    tried = [json.loads(line) for line in (folder / "tried").read_text().splitlines()]
    assert [(each["policy"], each["advances"]) for each in tried] == [({}, []), ({"alpha": 0.05}, [])]
    assert listener("backtest", CAMPAIGN, folder / "posts.ndjson", "--policy", "alpha=7").code == 2


def test_a_campaign_is_reviewed_from_its_first_day_to_its_last_beside_another(folder: Path) -> None:
    report, review = folder / "review.html", folder / "review.json"
    ran = listener("review", CAMPAIGN, folder / "posts.ndjson", "--json", review, "--report", report)
    assert ran.code == 0, ran.err
    assert "the peak was a moment" in " ".join(ran.out.split())
    again = listener(
        "review", CAMPAIGN, folder / "posts.ndjson", "--beside", review, "--json", "-", "--language", "nb"
    )
    assert json.loads(again.out) == json.loads(review.read_text())
    page = report.read_text("utf-8")
    assert "What to change" in page
    assert "<script" not in page


def test_what_is_no_post_is_the_users_mistake() -> None:
    ran = listener("movement", CAMPAIGN, "-", stdin=b"no post\n")
    assert ran.code == 2
    assert "not one is a post" in ran.err
