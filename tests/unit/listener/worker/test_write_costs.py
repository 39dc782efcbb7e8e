"""What a post costs on the brokers, counted: records of `tagged`, and bytes of the changelog."""

from __future__ import annotations

from listener.kafka import wire
from listener.kafka.bundling import encode_bundles
from listener.worker.state_store import StateStore
from models.bundles import Bundle
from pipelines.flow import watched_audiences
from pipelines.intake import Intake
from pipelines.tags import Tagger
from pipelines.windows import step_all
from tests.changelog import Changelog
from tests.making import campaign, records, stream

KEY = "relief|locals"
WATCHED = watched_audiences([campaign()], Tagger.version)
AT_ONCE = 250  # posts that tagging takes
COMMITTED = 1_000  # posts of which the state is written at once: half a second of a full stream


def test_a_full_stream_costs_few_records_of_tagged_and_few_bytes_of_the_changelog() -> None:
    lines = stream(authors=600, days=12, per_day=1.0)
    intake, table = Intake([campaign()], Tagger([campaign()])), Changelog()
    store, tagged = StateStore(table, WATCHED), 0
    for at in range(0, len(lines), AT_ONCE):
        for _, value in encode_bundles(intake.take(records(lines[at : at + AT_ONCE])).outgoing):
            tagged += 1
            bundle = wire.decode_tagged(value)
            assert isinstance(bundle, Bundle)
            for result in step_all(store.load(KEY), bundle.messages, WATCHED[KEY]):
                store.update(KEY, result.state)
        if at % COMMITTED == 0:
            store.write()
    store.write()
    changed = sum(len(name) + len(record or b"") for name, record in table.changes)
    assert len(lines) > 6_000
    assert tagged < 0.05 * len(lines)
    assert changed < 500 * len(lines)
    assert len(table.changes) < 0.5 * len(lines)
