"""Two brands over 24 months, from posts: every standing and every kind of signal, each on its day, once."""

from typing import NamedTuple

import msgspec
import pytest

from listener.campaign_file import load_campaign
from listener.files.replay import END_OF_TIME
from models.accountability import CommitmentSignal, NoticeKind, Standing
from models.author_keys import PUBLIC_AUTHOR_KEY
from models.campaigns import Campaign
from models.ledger import LedgerEntry, Update
from pipelines.accountability import encode_entry, find_changes, verify_ledger
from pipelines.accountability.cadence import shown_standing
from pipelines.flow import Flow
from pipelines.tags import Tagger
from tests.making import LATENESS, records, shuffle_lines
from tests.promised import EXPECTED, FJORD, HARBOUR, HARBOUR_BEFORE, WEAKENED_AT, list_told, promised_posts

CAMPAIGNS = (load_campaign(HARBOUR, "harbour.yaml"), load_campaign(FJORD, "fjord.yaml"))
POSTS = list(promised_posts(PUBLIC_AUTHOR_KEY))


class Told(NamedTuple):
    signals: list[CommitmentSignal]
    entries: list[LedgerEntry]
    standings: dict[str, set[Standing]]


def replayed(lines: list[bytes], batch: int, campaigns: tuple[Campaign, ...] = CAMPAIGNS) -> Told:
    flow = Flow(campaigns, Tagger(campaigns))
    before = load_campaign(HARBOUR_BEFORE, "harbour.yaml").commitments
    for change in find_changes("harbour", before, campaigns[0].commitments, WEAKENED_AT):
        flow.record(change)
    told = Told([], [], {})
    steps = [lines[at : at + batch] for at in range(0, len(lines), batch)]
    for result in [*(flow.take(records(some, END_OF_TIME)) for some in steps), flow.finish()]:
        told.signals.extend(result.told)
        told.entries.extend(result.entries)
        for account in flow.accounts.values():
            for name, state in account.book.states.items():
                told.standings.setdefault(name, set()).add(shown_standing(state))
    return told


@pytest.fixture(scope="module")
def told() -> Told:
    return replayed(POSTS, 200)


def test_each_signal_comes_once_on_its_day(told: Told) -> None:
    assert list_told(told.signals) == EXPECTED.split("\n")[1:-1]
    assert {each.data.kind for each in told.signals} == set(NoticeKind)
    assert len({each.id for each in told.signals}) == len(told.signals)


def test_every_standing_occurs(told: Told) -> None:
    assert set().union(*told.standings.values()) == set(Standing)


def test_order_repeats_and_batches_of_posts_change_nothing(told: Told) -> None:
    again = replayed(shuffle_lines([line for line in POSTS for _ in (0, 1)], within=LATENESS), 700)
    assert in_order(again.signals) == in_order(told.signals)
    for name in ("harbour", "fjord"):
        assert written(again.entries, name) == written(told.entries, name)


def in_order(signals: list[CommitmentSignal]) -> bytes:
    return msgspec.json.encode(sorted(signals, key=lambda each: (each.subject, each.sequence)))


def written(entries: list[LedgerEntry], name: str) -> list[bytes]:
    return [encode_entry(each) for each in entries if each.record.campaign == name]


def test_the_ledger_has_every_word_of_the_brand_and_says_which_came_after_demand(told: Told) -> None:
    assert verify_ledger(map(encode_entry, told.entries)).problem == ""
    updates = [each.record for each in told.entries if isinstance(each.record, Update)]
    assert [each.commitment for each in updates if each.after_demand] == ["utslipp"]
    assert [each.speaker for each in updates if each.commitment == "plastic"] == ["leader"]
    assert b"Vi p" not in msgspec.json.encode(told.entries), "no word of a post is kept"
