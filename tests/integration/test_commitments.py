"""Commitments on Kafka: the workers tell what the replay tells and write the same ledger, whoever is killed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from listener.campaign_file import load_campaign
from listener.campaign_file.loading import load_files
from listener.files.replay import END_OF_TIME
from listener.kafka import clients, topics, wire
from models.campaigns import Campaign
from models.ledger import TermsChange
from pipelines.accountability import encode_entry, find_changes, verify_ledger
from pipelines.flow import Flow
from pipelines.tags import Tagger
from tests.integration.conftest import REAL_BROKER, Broker
from tests.integration.test_equality import told, worked
from tests.making import AUTHOR_KEY, records
from tests.promised import HARBOUR_BEFORE, WEAKENED_AT, promised_posts, write_brands

RATE = 2_000

pytestmark = pytest.mark.slow


@REAL_BROKER
async def test_two_years_of_two_brands_through_kafka_tell_what_replay_tells(broker: Broker, tmp_path: Path) -> None:
    files = write_brands(tmp_path)
    campaigns = load_files([str(each) for each in files])
    before = load_campaign(HARBOUR_BEFORE, "before.yaml").commitments
    changes = list(find_changes("harbour", before, campaigns[0].commitments, WEAKENED_AT))
    posts = list(promised_posts(AUTHOR_KEY))
    signals, entries = replayed(campaigns, changes, posts)
    await broker.make_topics()
    for change in changes:
        await clients.send_record(broker.settings, topics.COMMANDS, b"harbour", wire.encode(change))
    await worked(broker.settings, posts, "killed", RATE, tmp_path, *files)
    assert await told(broker.settings, topics.SIGNALS) == set(signals)
    written = await told(broker.settings, topics.UPDATES)
    assert written == set(entries)
    ordered = sorted(written, key=lambda line: wire.decode_ledger_entry(line).number)
    assert verify_ledger(ordered).problem == ""


def replayed(
    campaigns: Sequence[Campaign], changes: Sequence[TermsChange], posts: list[bytes]
) -> tuple[list[bytes], list[bytes]]:
    flow = Flow(campaigns, Tagger(campaigns), author_key=AUTHOR_KEY)
    for change in changes:
        flow.record(change)
    results = [flow.take(records(posts, END_OF_TIME)), flow.finish()]
    signals = [msgspec.json.encode(each) for one in results for each in (*one.signals, *one.told)]
    return signals, [encode_entry(each) for one in results for each in one.entries]
