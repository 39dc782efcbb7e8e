"""Commitments as a person works with them: check, replay, update, and a ledger that nobody rewrites."""

import json
from pathlib import Path

import pytest

from models.author_keys import PUBLIC_AUTHOR_KEY
from tests.functional.run import listener
from tests.promised import EXPECTED, HARBOUR, HARBOUR_BEFORE, promised_posts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brand's campaign, as it was and as it is; two years of posts; the change and an update in a file."""
    folder = tmp_path_factory.mktemp("commitments")
    (folder / "harbour.yaml").write_text(HARBOUR, encoding="utf-8")
    (folder / "before.yaml").write_text(HARBOUR_BEFORE, encoding="utf-8")
    (folder / "posts.ndjson").write_bytes(b"\n".join(promised_posts(PUBLIC_AUTHOR_KEY)) + b"\n")
    diff = listener(
        "ledger", "diff", folder / "before.yaml", folder / "harbour.yaml", "--at", "2025-06-20T12:00:00+02:00"
    )
    told = ("--value", "3", "--source", "https://press.example/cranes", "--evidence", "other", "--id", "cranes-1")
    update = listener("update", folder / "harbour.yaml", "noise", *told, "--at", "2025-04-02T10:00:00Z", "--print")
    (folder / "updates.ndjson").write_text(diff.out + update.out, encoding="utf-8")
    return folder


def test_a_replay_tells_of_commitments_and_writes_a_ledger_that_verifies(folder: Path) -> None:
    files = ("--signals", folder / "signals.ndjson", "--ledger", folder / "ledger.ndjson")
    ran = listener(
        "replay", folder / "harbour.yaml", folder / "posts.ndjson", "--updates", folder / "updates.ndjson", *files
    )
    assert ran.code == 0, ran.err
    assert "Silent on “noise”: nothing specific was said since 2025-01-15" in ran.out
    assert "“solar” was weakened: target 500 -> 300; due 2027-12-31 -> 2029-12-31" in ran.out
    signals = [json.loads(line) for line in (folder / "signals.ndjson").read_text().splitlines()]
    told = [each for each in signals if each["type"].startswith("listener.accountability.")]
    expected = [line for line in EXPECTED.splitlines() if line.startswith("harbour")]
    assert len(told) == len(expected) + 2, "the update ends the silence, and a reminder and another one follow"
    assert {each["subject"].split("|")[0] for each in told} == {"harbour"}
    entries = (folder / "ledger.ndjson").read_bytes()
    good = listener("ledger", "verify", folder / "ledger.ndjson")
    assert (good.code, "9 entries" in good.out) == (0, True), good.err + good.out
    head = json.loads(entries.splitlines()[-1])["hash"]
    (folder / "cut.ndjson").write_bytes(b"".join(entries.splitlines(keepends=True)[:-1]))
    assert listener("ledger", "verify", folder / "cut.ndjson", "--head", head).code == 2
    (folder / "changed.ndjson").write_bytes(entries.replace(b'"value":20.0', b'"value":90.0'))
    changed = listener("ledger", "verify", folder / "changed.ndjson")
    assert changed.code == 2
    assert "does not have its own hash" in changed.err


def test_an_update_of_nothing_or_with_no_address_is_refused_with_a_reason(folder: Path) -> None:
    ran = listener("update", folder / "harbour.yaml", "nets", "--print")
    assert (ran.code, "no commitment `nets` in harbour; there are: books" in ran.err) == (2, True)
    ran = listener("update", folder / "harbour.yaml", "noise", "--source", "see our page", "--print")
    assert (ran.code, "is no address" in ran.err) == (2, True)


def test_what_a_brand_promised_is_found_and_the_file_is_one_that_check_takes(folder: Path) -> None:
    posts = [
        ("own", "brand", "We will cut our noise by 30 % by 2030. https://harbour.example/noise"),
        ("own", "brand", "We publish 4 reports"),
        ("them", "", "We will cut our emissions by 50 % by 2030."),
    ]
    lines = [
        {
            "id": f"web:{number}",
            "channel": "web",
            "author": author,
            "created_at": "2026-03-10T23:30:00Z",
            "text": text,
            "author_flags": [flag] if flag else [],
        }
        for number, (author, flag, text) in enumerate(posts)
    ]
    (folder / "own.ndjson").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "report.md").write_text(
        "# Plan\n\n- Harbour commits to use\n  60 % wind by fiscal 2028.\n- We hope for sun.\n"
    )
    ran = listener(
        "commitments", "find", folder / "own.ndjson", folder / "report.md", "--campaign", folder / "harbour.yaml",
        "--made", "2026-02-01", "--brand", "harbour", "--year-ends", "06-30", "--out", folder / "found.yaml",
    )  # fmt: skip
    assert (ran.code, "2 found; 1 of them" in ran.err) == (0, True), ran.err
    found = (folder / "found.yaml").read_text(encoding="utf-8")
    assert "made: 2026-03-11" in found, "the day of the campaign's zone"
    assert 'source: "https://harbour.example/noise"' in found
    assert "due: 2028-06-30" in found
    assert listener("check", folder / "found.yaml").code == 0


def test_a_report_has_no_date_of_its_own(folder: Path) -> None:
    (folder / "undated.txt").write_text("We will cut our waste by 30 % by 2030.")
    ran = listener("commitments", "find", folder / "undated.txt")
    assert (ran.code, "--made" in ran.err) == (2, True)
    assert listener("commitments", "find", folder / "undated.txt", "--made", "soon").code == 2
    assert (
        listener("commitments", "find", folder / "undated.txt", "--made", "2026-01-01", "--year-ends", "13").code == 2
    )
