"""Told movements: audiences' movement, written to their topic, where boards read it."""

from __future__ import annotations

from collections.abc import Sequence

from aiokafka.errors import KafkaError

from listener.kafka import clients, topics, wire
from listener.settings import Settings
from models.campaigns import audience_key
from models.errors import InputError
from models.movement import AudienceMovement


async def send_movements(settings: Settings, found: Sequence[AudienceMovement]) -> None:
    """Writes each under its audience's key. Raises InputError."""
    await topics.check_topics(settings)
    try:
        for each in found:
            name = audience_key(each.campaign, each.audience).encode()
            await clients.send_record(settings, topics.MOVEMENT, name, wire.encode(each))
    except KafkaError as error:
        raise InputError(f"the movement could not be written: {error}") from None
