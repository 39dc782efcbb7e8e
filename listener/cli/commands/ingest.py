"""`listener ingest`: live posts of a network onto Kafka."""

import asyncio
import logging
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, set_up_logging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listener.settings import Settings
    from listener.sources import SourceCounts
    from listener.sources.ingesting import IngestPlan
    from listener.sources.people import People
    from models.campaigns import Campaign

_FLAGS = ("brand", "leader", "employee")
_OTHERS = ("stdin", "http")  # beside the sources that we ask


def ingest(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="What to listen to: bluesky, mastodon, rss, hackernews, stdin, ndjson, http."
        ),
    ],
    addresses: Annotated[
        list[str] | None,
        typer.Argument(metavar="ADDRESS...", help="Hosts, feeds, files; of http, HOST:PORT to listen on."),
    ] = None,
    own: Annotated[
        list[str] | None,
        typer.Option("--own", metavar="FLAG=ACCOUNT", help="An account of yours: brand, leader or employee."),
    ] = None,
    campaign: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="A campaign file: flags its own accounts; http takes its outcomes."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Tells how far this one has read from the others.")
    ] = None,
) -> None:
    """Listen to a network and write its posts to the Kafka of LISTENER_BOOTSTRAP, until told to stop.

    Who wrote them becomes a pseudonym made with LISTENER_AUTHOR_KEY, and no name gets in; what an author deletes is
    asked to be erased. A start goes on where the last one ended; where that cannot be, a gap is told, and windows
    that it touches decide nothing. /metrics, /livez and /readyz are on LISTENER_WEB_PORT.
    """
    from listener.campaign_file.loading import load_files
    from listener.settings import from_environment
    from listener.sources import SOURCES
    from listener.sources.ingesting import IngestPlan
    from models.errors import InputError

    if source not in (*SOURCES, *_OTHERS):
        raise InputError(f"there is no source `{source}`: expected {', '.join((*SOURCES, *_OTHERS))}")
    settings = from_environment()
    set_up_logging(settings.log_level, "%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # outages.py says once what it says 200 times a second
    campaigns, given = load_files(campaign or []), tuple(addresses or ())
    people = _people(settings, "" if source == "http" else source, campaigns, own or [])
    if source == "http":
        counts = asyncio.run(_serve(settings, people, given, campaigns))
    else:
        source, given = ("ndjson", ("-",)) if source == "stdin" else (source, given)
        plan = IngestPlan(SOURCES[source], given, people, name or " ".join((source, *given)))
        counts = asyncio.run(_run(settings, plan))
    errors().print(f"{counts.frames:,} frames read, {counts.records:,} records written")


async def _serve(
    settings: "Settings", people: "People", addresses: "tuple[str, ...]", campaigns: "Sequence[Campaign]"
) -> "SourceCounts":
    from listener.sources.http import API_ADDRESS
    from listener.sources.http.serving import run_posts_api
    from models.errors import InputError

    if len(addresses) > 1:
        raise InputError("ingest http: expected one HOST:PORT to listen on")

    def say(api: int, pages: int) -> None:
        errors().print(f"Listening: POST /v1/posts and /v1/outcomes on {api}, /metrics on {pages}")

    address = next(iter(addresses), API_ADDRESS)
    return await run_posts_api(settings, people, address, campaigns=campaigns, on_ready=say)


async def _run(settings: "Settings", plan: "IngestPlan") -> "SourceCounts":
    from listener.sources.ingesting import run_ingest

    return await run_ingest(settings, plan, on_ready=lambda port: errors().print(f"Listening: /metrics on {port}"))


def _people(settings: "Settings", channel: str, campaigns: "Sequence[Campaign]", own: "list[str]") -> "People":
    """How people are called. Raises SettingsError without a key, InputError for an account without a flag."""
    from listener.settings import author_key
    from listener.sources.people import People, people_of
    from models.errors import InputError

    accounts = dict[str, str]()
    for each in own:
        flag, found, account = each.partition("=")
        if flag not in _FLAGS or not found or not account:
            raise InputError(f"--own: `{each}`: expected {', '.join(_FLAGS[:-1])} or {_FLAGS[-1]}=ACCOUNT")
        accounts[account] = flag
    theirs = people_of(channel, campaigns, author_key(settings, may_be_public=False))
    return People(theirs.key, {**theirs.own, **accounts})
