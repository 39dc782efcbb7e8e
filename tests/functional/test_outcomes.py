"""`listener outcome --from` as a person types it: a table of gifts counts once, however often it is told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from listener.kafka import topics
from listener.log.log_file import LogFile
from models.decoding import json_decoder
from models.outcomes import OutcomeReport
from tests.functional.run import Ran, listener

CAMPAIGN = """\
campaign: relief
story: "Neighbours rebuild"
outcome: {name: donations, target: 5000, unit: EUR, codes: [relief], kinds: [donation]}
match: {any: ["#rebuild"]}
audiences:
  - name: locals
    chapters:
      - {name: rebuild, stage: action, call_to_action: "Come on Saturday", codes: [sat]}
"""
GIFTS = """\
Donation ID;Donor;Date;Amount;Currency;Source Code
d1;Ann Roe;20/11/2026 06:00;25,50;EUR;sat
d2;Ben Roe;21/11/2026 06:00;10,00;EUR;mail
d3;Cat Roe;soon;10,00;EUR;mail
"""


def tell(folder: Path, *arguments: str) -> Ran:
    (folder / "relief.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (folder / "gifts.csv").write_text(GIFTS, encoding="utf-8")
    LogFile(folder / "relief.log").close()
    return listener("outcome", "relief.yaml", *arguments, "--log", "relief.log", cwd=folder)


def test_each_gift_of_a_table_counts_once_for_the_call_that_it_followed(tmp_path: Path) -> None:
    first, again = [tell(tmp_path, "--from", "gifts.csv", "--zone", "Europe/Oslo") for _ in range(2)]
    assert (first.code, again.code) == (0, 0), first.err
    assert "relief, donations: 25.5 EUR told after the call of rebuild; 5,000 are wanted in all" in first.err
    assert "not taken, 1: bad field, as in row 4: `soon` is no time that can be read" in first.err
    with closing(LogFile(tmp_path / "relief.log", make=False)) as file:
        values = [each.value or b"" for batch in file.read([topics.OUTCOMES]) for each in batch.records]
    assert values[:2] == values[2:]
    assert b"Roe" not in b"".join(values)
    reports = [json_decoder(OutcomeReport)(each) for each in values[:2]]
    assert [(each.call, each.count, each.unit) for each in reports] == [("rebuild", 25.5, "EUR"), ("", 10, "EUR")]


def test_neither_a_number_nor_a_table_is_a_mistake(tmp_path: Path) -> None:
    ran = tell(tmp_path)
    assert (ran.code, "expected how many units more, or a table with --from" in ran.err) == (2, True)
