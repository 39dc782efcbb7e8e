"""Serving: the posts API in front of Kafka, until it is told to stop; its metrics and probes are pages apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

from listener.kafka import clients, topics
from listener.kafka.ingest import LINGER_MS, SourceOutput
from listener.kafka.outages import BrokerWatch
from listener.metrics import Metrics
from listener.settings import Settings
from listener.sources.http.listening import parse_address
from listener.sources.http.posts_api import PostsApi
from listener.sources.http.tokens import read_tokens
from listener.sources.people import People
from listener.sources.runner import SourceCounts
from listener.worker.allowed_hosts import list_hosts
from listener.worker.health import Health, serve_pages
from listener.worker.lifecycle import Ending, end_on_signals, run_service
from models.campaigns import Campaign

_TOPICS = (topics.POSTS, topics.ERASURES, topics.OUTCOMES, topics.REJECTED)
_HTTP = "http"


async def run_posts_api(
    settings: Settings,
    people: People,
    address: str,
    *,
    campaigns: Sequence[Campaign] = (),
    ending: Ending | None = None,
    on_ready: Callable[[int, int], None] = lambda api, pages: None,
) -> SourceCounts:
    """Serves until SIGTERM or SIGINT comes. `on_ready` is given the port of the API, and that of the pages.

    Raises InputError where broker, topic or address cannot be used, and SettingsError.
    """
    (host, port), tokens = parse_address(address), read_tokens(settings)
    ending, metrics, total = ending or end_on_signals(Ending()), Metrics(), SourceCounts()

    def count(counts: SourceCounts) -> None:
        total.add(counts)
        metrics.count_source(
            _HTTP, frames=counts.frames, dropped={}, rejected=counts.rejected, reconnects={}, gaps={}
        )

    await topics.check_topics(settings)
    watch, health = BrokerWatch(settings, _TOPICS), Health(metrics, list_hosts(settings.hosts))
    health.add_part("kafka", lambda: watch.is_ready)
    async with AsyncExitStack() as stack:
        producer = await stack.enter_async_context(clients.producer(settings, linger_ms=LINGER_MS))
        api = PostsApi(SourceOutput(settings, producer, _HTTP).write, people, tokens, count, campaigns)
        pages = serve_pages(health.application(), settings.web_host, settings.web_port)
        pages_port = await stack.enter_async_context(pages)
        await stack.enter_async_context(run_service(watch, ending))
        api_port = await stack.enter_async_context(serve_pages(api.application(), host, port))
        on_ready(api_port, pages_port)
        await ending.wait()
    if ending.failure is not None:
        raise ending.failure
    return total
