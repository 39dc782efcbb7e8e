"""Broker: the one that `LISTENER_TEST_BOOTSTRAP` names, or the embedded one, with topics that nobody else has."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from listener.kafka import topics
from listener.kafka.embedded import EmbeddedBroker
from listener.settings import Settings
from tests.making import AUTHOR_KEY_TEXT


@asynccontextmanager
async def benchmark_broker(folder: Path) -> AsyncIterator[Settings]:
    """Settings for it, while the block runs. `folder` is for what workers keep on disk."""
    if bootstrap := os.environ.get("LISTENER_TEST_BOOTSTRAP"):
        settings = _settings(bootstrap, folder)
        await topics.create_topics(settings)
        yield settings
        return
    async with EmbeddedBroker() as broker:
        settings = _settings(broker.bootstrap, folder)
        await topics.create_on_embedded(settings)
        yield settings


def _settings(bootstrap: str, folder: Path) -> Settings:
    return Settings(
        bootstrap=bootstrap,
        prefix=f"b{uuid4().hex[:8]}.",
        session_timeout=6.0,
        web_port=0,
        data_dir=folder,
        author_key=AUTHOR_KEY_TEXT,
    )
