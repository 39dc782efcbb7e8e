"""App: the one place of wiring. What a worker is made of, and how Faust must be set for its promises to hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import faust
from faust.assignor import PartitionAssignor
from faust.types import TP

from listener.kafka import topics
from listener.kafka.assignors import DelayedFaustAssignor
from listener.kafka.clients import ssl_context
from listener.kafka.recovery import OrderedTableManager, patch_transport
from listener.metrics import Metric, Metrics
from listener.settings import Settings
from listener.worker.agents import Fail, ReadinessAgent, attach_agent
from listener.worker.latest_decisions import LatestDecisions
from listener.worker.publisher import Publisher
from listener.worker.state_store import StateStore
from models.campaigns import Campaign
from pipelines.flow import watched_audiences
from pipelines.windows import AudienceState, WatchedAudience
from pipelines.windows.watermark import watermark


@dataclass(frozen=True)
class ReadinessApp:
    """The Faust app and what it was wired with."""

    faust: faust.App
    states: StateStore
    outbox: Publisher

    @property
    def is_ready(self) -> bool:
        """Whether the tables are restored and no rebalance goes on."""
        app = self.faust
        return bool(app.tables.actives_ready and not app.rebalancing and not app.should_stop)


def create_app(
    settings: Settings,
    campaigns: Sequence[Campaign],
    *,
    tagger: str,
    partitions: int,
    embedded: bool,
    metrics: Metrics,
    fail: Fail,
) -> ReadinessApp:
    """The readiness half of a worker. `tagger` is the tagger's version, `partitions` those of `tagged`.

    `fail` is told of whatever must stop the worker: its own corruption, or a broker that refuses for good.
    """
    app = patch_transport(
        faust.App(settings.topic(topics.READINESS_APP), **_faust_settings(settings, partitions, embedded))
    )
    table = app.Table(topics.STATE_TABLE, key_type=bytes, value_type=bytes, partitions=partitions)
    watched = watched_audiences(campaigns, tagger)
    states, outbox = StateStore(table, watched), Publisher(settings, metrics)
    commands = settings.topic(topics.COMMANDS)
    source = app.topic(settings.topic(topics.TAGGED), commands, key_type=bytes, value_type=bytes)
    attach_agent(app, source, ReadinessAgent(watched, states, outbox, commands, fail))
    _forget_on_rebalance(app, states, LatestDecisions(settings, metrics))
    _offer(metrics, app, states, watched)
    return ReadinessApp(app, states, outbox)


def _faust_settings(settings: Settings, partitions: int, embedded: bool) -> dict[str, Any]:
    """How Faust must be set for its promises to hold. What it offers and we leave out is left out on purpose."""
    return {
        "broker": [f"kafka://{address}" for address in settings.bootstrap.split(",")],
        "broker_credentials": _credentials(settings),
        "TableManager": OrderedTableManager,  # see listener/kafka/recovery.py
        "PartitionAssignor": DelayedFaustAssignor if embedded else PartitionAssignor,
        "store": "memory://",  # small and bounded; a store on disk can run ahead of the changelog after a crash
        "datadir": settings.data_dir,
        "key_serializer": "raw",  # bytes: what does not decode is ours to reject; its codecs would lose the record
        "value_serializer": "raw",
        "topic_partitions": partitions,
        "topic_replication_factor": settings.replication,
        "topic_allow_declare": False,  # listener/kafka/topics.py makes them: they must be split alike
        "topic_disable_leader": True,
        "table_standby_replicas": 0,  # with standbys, a rebalance in the midst of another can leave partitions unread
        "consumer_group_instance_id": settings.instance,  # a restart rejoins at once, without a rebalance
        "broker_session_timeout": settings.session_timeout,
        "broker_heartbeat_interval": settings.session_timeout / 10,
        "broker_commit_interval": settings.commit_interval,
        "producer_linger": 0.02,  # seconds; doubles the rate of table writes
        "stream_wait_empty": True,  # partitions are given up when the message in hand is done
        "stream_buffer_maxsize": 16_384,  # once full, its only partition is looked at a second later
        "worker_redirect_stdouts": False,
        "web_enabled": False,  # listener/worker/health.py serves both halves
    }


def _credentials(settings: Settings) -> Any:
    context = ssl_context(settings)
    if settings.security.startswith("SASL"):
        return faust.SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password,
            ssl_context=context,
            mechanism=settings.sasl_mechanism,
        )
    return faust.SSLCredentials(context) if context else None


def _forget_on_rebalance(app: faust.App, states: StateStore, standing: LatestDecisions) -> None:
    """Decoded states are dropped whenever partitions change hands: others may have changed what is in the table."""

    @app.on_partitions_revoked.connect
    async def revoked(*_: Any, **__: Any) -> None:
        states.forget()
        standing.forget()

    @app.on_partitions_assigned.connect
    async def assigned(*given: Any, **_: Any) -> None:
        states.forget()
        partitions: Iterable[TP] = given[1]  # after the app
        standing.take({tp.partition for tp in partitions if not tp.topic.endswith("-changelog")})


def _offer(metrics: Metrics, app: faust.App, states: StateStore, watched: Mapping[str, WatchedAudience]) -> None:
    """The gauges that are read at scrape time."""

    def lags() -> dict[tuple[str, ...], float]:
        ends, read = app.monitor.tp_end_offsets, app.monitor.tp_read_offsets
        return {(tp.topic, str(tp.partition)): max(0, ends[tp] - 1 - read[tp]) for tp in ends.keys() & read.keys()}

    def per_audience(
        value: Callable[[str, AudienceState], float | None],
    ) -> Callable[[], dict[tuple[str, ...], float]]:
        def read() -> dict[tuple[str, ...], float]:
            values = {tuple(key.split("|")): value(key, state) for key, state in states.decoded_states().items()}
            return {key: number for key, number in values.items() if number is not None}

        return read

    def late(key: str, state: AudienceState) -> float | None:
        mark = watermark(state.head, watched[key].policy)
        return None if mark is None else time.time() - mark / 1000

    def aged(key: str, _: AudienceState) -> float | None:
        return states.ages().get(key)

    def waiting_posts(_: str, state: AudienceState) -> int:
        return sum(len(posts) for posts in state.pending.values())

    metrics.read_at_scrape(Metric.CONSUMER_LAG, lags)
    metrics.read_at_scrape(Metric.ASSIGNED, lambda: {("readiness",): _assigned(app)})
    metrics.read_at_scrape(Metric.WATERMARK_LAG, per_audience(late))
    metrics.read_at_scrape(Metric.PANEL_AUTHORS, per_audience(lambda _, state: len(state.panel)))
    metrics.read_at_scrape(Metric.WAITING_POSTS, per_audience(waiting_posts))
    metrics.read_at_scrape(Metric.STATE_AGE, per_audience(aged))


def _assigned(app: faust.App) -> int:
    tagged = (tp for tp in app.assignor.assigned_actives() if not tp.topic.endswith("-changelog"))
    return len({tp.partition for tp in tagged})
