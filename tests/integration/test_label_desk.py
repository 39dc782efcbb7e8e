"""The board's queue on Kafka: what is drawn there is asked with its words, and an answer is one that workers take."""

from datetime import UTC, datetime

import msgspec

from listener.kafka import clients, topics, wire
from listener.kafka.embedded import EmbeddedBroker
from listener.kafka.label_queue import LabelsOnKafka, read_label_records
from listener.labelling.label_keys import to_label
from listener.labelling.reading_desk import LabelDesk
from listener.settings import Settings
from models.posts import Post
from tests.unit.listener.board.making import campaign
from tests.unit.listener.labelling.keeping import KEY, START, TEXTS, drawn_post


async def test_votes_on_kafka_are_asked_with_their_words_and_answered_once() -> None:
    async with EmbeddedBroker() as broker:
        settings = Settings(bootstrap=broker.bootstrap)
        await topics.create_on_embedded(settings)
        for place, text in enumerate(TEXTS):
            post = Post(f"web:{place}", "web", "someone", START, text=text)
            await clients.send_record(settings, topics.POSTS, b"someone", msgspec.json.encode(post))
            await clients.send_record(settings, topics.LABELS, KEY, wire.encode(drawn_post(place)))
        desk = LabelDesk(LabelsOnKafka(settings), {"relief": campaign()})
        assert [each.text for each in (await desk.ask("relief", "anna")).queue] == list(TEXTS)
        label = to_label(drawn_post(0), "anna", "+2", datetime.now(UTC))
        assert [await desk.answer(label) for _ in range(2)] == [True, False]
        assert (await read_label_records(settings, "relief"))[1] == [label]
