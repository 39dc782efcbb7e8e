"""A register of 1,041 commitments, in the proportions of Jiang, Kim and Lu (Nature Climate Change 2025): 60.8 % met,
8.5 % failed and said so, 30.7 % just not spoken of any more. Made by us; seconds are measured."""

import random
import time

from models.accountability import Book, CommitmentSignal
from models.commitments import Commitment, Measure
from models.ledger import Specifics, Update
from models.posts import DAY_MS, Millis, instant
from pipelines.accountability import advance_book, receive_record
from pipelines.accountability.days import end_of_day, local_day_number
from tests.unit.pipelines.accountability.promises import ZONE, campaign_of, day

MET, FAILED, SILENT = 633, 88, 320
START, DUE, END = day("2015-01-01"), day("2020-12-31"), day("2021-06-30")
EVERY = 365


def commitment(name: str) -> Commitment:
    measure = Measure("emissions", "%", 100, 50, DUE)
    return Commitment(
        name=name,
        quote="Half",
        made=START,
        owner="x",
        source="https://x.example",
        measure=measure,
        update_every=EVERY,
    )


def reports(name: str, chance: random.Random, last: float, until: Millis) -> list[Update]:
    """Yearly reports, weeks before they are due, until one speaks no more; the last value is `last`."""
    moments, at = list[Millis](), START
    while (at := at + chance.randrange(300, 360) * DAY_MS) < until:
        moments.append(at)
    return [
        Update(
            id=f"{name}:{at}",
            campaign="fund",
            commitment=name,
            at=instant(at),
            value=100 - (100 - last) * number / len(moments),
            source="https://x.example/report",
            specifics=Specifics(number=True, link=True),
        )
        for number, at in enumerate(moments, 1)
    ]


def test_who_fell_silent_is_told_on_the_day_once_and_who_kept_is_not() -> None:
    chance = random.Random(1041)
    kinds = {f"c{number}": number for number in range(MET + FAILED + SILENT)}
    quiet = {name for name, number in kinds.items() if number >= MET + FAILED}
    records = [
        each
        for name, number in kinds.items()
        for each in reports(
            name,
            chance,
            50 if number < MET else 80,
            DUE if name not in quiet else START + chance.randrange(100, 1500) * DAY_MS,
        )
    ]
    last = dict.fromkeys(kinds, START - 1) | {each.commitment: round(each.at.timestamp() * 1000) for each in records}
    campaign = campaign_of(*map(commitment, kinds))
    chance.shuffle(records)
    records.sort(key=lambda each: each.at)
    begun = time.process_time()
    book, since, taken = Book(), None, 0
    signals: list[CommitmentSignal] = []
    for until in range(START, END, 7 * DAY_MS):
        while taken < len(records) and round(records[taken].at.timestamp() * 1000) < until:
            book, taken = receive_record(book, records[taken]), taken + 1
        book, told, _ = advance_book(book, campaign, since, until)
        signals += told
        since = until
    seconds = time.process_time() - begun
    silent = [
        (each.data.commitment, round(each.time.timestamp() * 1000)) for each in signals if each.data.kind == "silent"
    ]
    on_their_day = [name for name, at in silent if at == silence_of(last[name])]
    assert len(silent) == len({name for name, _ in silent}), "none is told twice"
    assert {name for name, _ in silent} <= quiet, "none is told of who kept, or said that they failed"
    assert len(on_their_day) >= 0.95 * SILENT
    kept = {each.data.commitment for each in signals if each.data.kind == "kept"}
    missed = {each.data.commitment for each in signals if each.data.kind == "missed"}
    assert len(kept) == MET
    assert missed == set(kinds) - kept
    assert seconds < 10


def silence_of(last: Millis) -> Millis:
    return end_of_day(local_day_number(last, ZONE) + EVERY, ZONE)
