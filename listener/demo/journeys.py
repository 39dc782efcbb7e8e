"""Journeys of the demo: whether its crowds were a moment or a movement, measured once the story has been played."""

from itertools import islice

from listener.demo.gifts import gift_reports
from listener.demo.script import Script
from listener.files.replay import END_OF_TIME
from listener.settings import Settings, author_key
from listener.worker.tagger_pool import make_tagger
from models.movement import AudienceMovement
from pipelines.movement import MovementReader, measure_movement

_BATCH = 1_000  # lines


def measure_journeys(settings: Settings, script: Script) -> list[AudienceMovement]:
    """What `listener movement` tells of the same posts and gifts, an audience each. Takes some seconds."""
    campaign, reports = script.campaign, tuple(gift_reports(script.campaign, script.start))
    reader = MovementReader(campaign, make_tagger([campaign], settings), author_key(settings, may_be_public=True))
    values = (line.value for line in script.lines())
    while batch := list(islice(values, _BATCH)):
        reader.take(batch, END_OF_TIME)
    return [
        measure_movement(reader.samples[audience.name], campaign, audience, releases={}, outcomes=reports)
        for audience in campaign.audiences
    ]
