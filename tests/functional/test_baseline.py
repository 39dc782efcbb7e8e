"""`listener baseline`: from a draft and posts to what a campaign may ask, as a person runs it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.functional.run import listener

FIRST = datetime(2025, 9, 1, 12, tzinfo=UTC)


def test_a_draft_of_match_alone_tells_the_audience_and_proposes_bars(tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text("match: {any: [relief fund]}\n")
    posts = [
        {
            "id": f"bluesky:{author}-{day}",
            "channel": "bluesky",
            "author": f"author-{author}",
            "created_at": (FIRST + timedelta(days=author % 20 + day)).isoformat(),
            "text": f"I heard of the relief fund today, number {author} {day}",
        }
        for author in range(80)
        for day in (0, 5)
    ]
    (tmp_path / "posts.ndjson").write_text("\n".join(json.dumps(each) for each in posts))
    ran = listener("baseline", tmp_path / "draft.yaml", tmp_path / "posts.ndjson", "--json", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert "Decisions will be possible: 80 authors spoke on two days or more of the last four weeks, 50 " in ran.out
    assert "stage: awareness, ready_when: {authors: 120}" in ran.out
    assert json.loads((tmp_path / "out").read_bytes())["outlook"]["is_possible"]
