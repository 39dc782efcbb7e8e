"""`listener check`, from the keyboard's side."""

import json
from pathlib import Path

from tests.functional.run import ROOT, listener

GOOD = ROOT / "deploy" / "examples" / "relief-fund.yaml"


def test_a_good_file_is_shown_as_it_was_understood() -> None:
    ran = listener("check", GOOD)
    assert (ran.code, ran.err) == (0, "")
    for words in ("good", "Neighbours rebuild", "who-it-hit", "500 authors come back", "Come on Saturday"):
        assert words in ran.out


def test_every_mistake_is_told_with_its_line_and_no_traceback(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(GOOD.read_text().replace("target: 5000", "target: lots").replace("stage: desire", "stage: desir"))
    ran = listener("check", bad)
    assert ran.code == 2
    assert f"{bad}: 2 mistakes" in ran.err
    assert "line 8: outcome.target: expected a number, got `lots`" in ran.err
    assert "did you mean `desire`?" in ran.err
    assert "Traceback" not in ran.err + ran.out


def test_what_is_unwise_is_told_and_the_file_is_good(tmp_path: Path) -> None:
    hasty = tmp_path / "hasty.yaml"
    hasty.write_text(GOOD.read_text() + "policy: {alpha: 0.2}\n")
    ran = listener("check", hasty)
    assert ran.code == 0
    assert "unwise" in ran.err
    assert "policy.alpha: 0.2 allows more false alarms than the usual 0.01" in ran.err


def test_a_file_can_come_from_standard_input() -> None:
    assert listener("check", "-", stdin=GOOD.read_bytes()).code == 0


def test_a_file_that_is_not_there_is_the_users_mistake() -> None:
    ran = listener("check", "absent.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "absent.yaml: cannot be read: no such file" in ran.err


def test_all_files_are_checked_whatever_is_wrong_in_one(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(GOOD.read_text().replace("target: 5000", "target: lots"))
    ran = listener("check", bad, GOOD, tmp_path / "bad.yaml")
    assert ran.code == 2
    assert ran.err.count(f"{bad}: 1 mistake") == 2
    assert "Neighbours rebuild" in ran.out


def test_programs_are_told_the_same_as_json(tmp_path: Path) -> None:
    bad, hasty = tmp_path / "bad.yaml", tmp_path / "hasty.yaml"
    bad.write_text(GOOD.read_text().replace("target: 5000", "target: lots"))
    hasty.write_text(GOOD.read_text() + "policy: {alpha: 0.2}\n")
    ran = listener("check", bad, hasty, "--json")
    assert (ran.code, ran.err) == (2, "")
    wrong, unwise = map(json.loads, ran.out.splitlines())
    problem = "expected a number, got `lots`"
    assert wrong["mistakes"] == [{"line": 8, "field": "outcome.target", "problem": problem}]
    assert (unwise["name"], unwise["mistakes"]) == ("relief-fund", [])
    assert [each["field"] for each in unwise["unwise"]] == ["policy.alpha"]
