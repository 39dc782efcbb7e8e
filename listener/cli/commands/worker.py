"""`listener worker`: posts in, decisions and signals out, on Kafka."""

import asyncio
import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.changes import tell_change
from listener.cli.support.console import errors, set_up_logging
from listener.worker.parts import Part

if TYPE_CHECKING:
    from listener.kafka.embedded import EmbeddedBroker
    from listener.settings import Settings
    from models.campaigns import Campaign


def worker(
    files: Annotated[list[str], typer.Argument(metavar="CAMPAIGN.yaml...", help="Campaign files.")],
    embedded: Annotated[bool, typer.Option("--embedded", help="Start a broker too, in memory.")] = False,
    only: Annotated[Part | None, typer.Option(help="Run one part of the work; another process the other.")] = None,
) -> None:
    """Run the worker on the Kafka of LISTENER_BOOTSTRAP until it is told to stop; it then drains and commits.

    The topics must be there: `listener topics --create`. Start as many workers as there are partitions, at most.
    LISTENER_AUTHOR_KEY must be the same for all; a worker without one says how to make it.
    """
    from listener.campaign_file.loading import load_files
    from listener.kafka.embedded import EmbeddedBroker
    from listener.settings import from_environment

    settings = from_environment()
    _set_up_logging(settings.log_level)
    campaigns = load_files(files)
    with ExitStack() as parts:
        if embedded:
            settings = _settings_for(parts.enter_context(EmbeddedBroker()), settings)
        asyncio.run(_run(settings, files, campaigns, only, embedded))


def _set_up_logging(level: str) -> None:
    set_up_logging(level, "%(asctime)s %(levelname)s %(name)s: %(message)s")
    # 200 lines a second in an outage; outages.py says it once
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    for noisy in ("faust", "mode", "listener.kafka.recovery"):
        logging.getLogger(noisy).setLevel(max(logging.getLogger().level, logging.WARNING))
    logging.getLogger("faust.transport.producer").setLevel(logging.ERROR)  # it warns of each short wait


def _settings_for(broker: "EmbeddedBroker", settings: "Settings") -> "Settings":
    """The settings with the address of a broker that runs inside this process."""
    import msgspec

    errors().print(f"The broker runs as long as this worker. Elsewhere: export LISTENER_BOOTSTRAP={broker.bootstrap}")
    return msgspec.structs.replace(settings, bootstrap=broker.bootstrap)


async def _run(
    settings: "Settings", files: list[str], campaigns: "tuple[Campaign, ...]", only: Part | None, embedded: bool
) -> None:
    from listener.composition import run_worker_on_files
    from listener.kafka.topics import create_on_embedded
    from listener.worker.gc_tuning import tune_gc

    if embedded:
        await create_on_embedded(settings)
    with tune_gc():
        await run_worker_on_files(settings, files, campaigns, only=only, on_ready=_print_port, on_change=tell_change)


def _print_port(port: int) -> None:
    errors().print(f"Ready. Pages on port {port}: /metrics, /livez, /readyz. Ctrl-C stops it.")
