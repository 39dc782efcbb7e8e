"""`listener forget`: have an author, or a post, forgotten wherever we have it."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, log_errors_only
from listener.cli.support.json_lines import AsJson, write_json
from listener.cli.support.on_kafka import on_kafka

if TYPE_CHECKING:
    from collections.abc import Sequence

    from listener.settings import Settings
    from listener.sources.runner import SourceRecord


def forget(
    author: Annotated[list[str] | None, typer.Option(metavar="ID", help="A pseudonym, as posts have it.")] = None,
    account: Annotated[
        list[str] | None,
        typer.Option(metavar="CHANNEL:ID", help="An account as its network knows it: bluesky:did:plc:..."),
    ] = None,
    post: Annotated[list[str] | None, typer.Option(metavar="ID", help="A post's id, as posts have it.")] = None,
    log: Annotated[str | None, typer.Option(metavar="FILE", help="The log of a `listener run`.")] = None,
    as_json: AsJson = False,
) -> None:
    """Have authors or posts forgotten: journeys, waiting posts, quotes and labels of theirs.

    The request goes to the Kafka of LISTENER_BOOTSTRAP, or into the log of a `listener run`, which may go on
    meanwhile. What alerts have told already cannot be called back. An --account is looked up by the author key.
    """
    from datetime import UTC, datetime

    from listener.settings import from_environment
    from listener.sources.runner import to_record
    from models.erasures import ErasureRequest
    from models.errors import InputError

    settings, now = from_environment(), datetime.now(UTC)
    authors = [*(author or []), *_find_pseudonyms(settings, account or [])]
    requests = [ErasureRequest(now, author=each) for each in authors]
    requests += [ErasureRequest(now, post=each) for each in post or []]
    if not requests:
        raise InputError("nobody is named: expected --author, --account or --post")
    log_errors_only()
    records = [to_record(each) for each in requests]
    if log is None:
        with on_kafka("--log FILE, the log of a `listener run`"):
            asyncio.run(_send(settings, records))
    else:
        _append(Path(log), records)
    if as_json:
        write_json(requests)
        return
    errors().print(f"Asked to forget: {len(authors)} authors, {len(post or [])} posts. It is done as it is read.")


def _find_pseudonyms(settings: "Settings", accounts: "Sequence[str]") -> list[str]:
    """What the accounts are called here. Raises InputError where no key says that, or for what is no account."""
    from listener.importing.keys import find_author_key
    from models.errors import InputError

    if not accounts:
        return []
    key = find_author_key(settings)
    parts = [account.partition(":") for account in accounts]
    for account, (channel, _, native) in zip(accounts, parts, strict=True):
        if not channel or not native:
            raise InputError(f"--account: `{account[:80]}`: expected CHANNEL:ID, such as bluesky:did:plc:...")
    return [key.author_pseudonym(channel, native) for channel, _, native in parts]


async def _send(settings: "Settings", records: "Sequence[SourceRecord]") -> None:
    """Writes the requests to their topic. Raises InputError."""
    from aiokafka.errors import KafkaError

    from listener.kafka import clients, topics
    from models.errors import InputError

    await topics.check_topics(settings)
    try:
        for each in records:
            await clients.send_record(settings, each.topic, each.key or b"", each.value)
    except KafkaError as error:
        raise InputError(f"the request could not be written: {error}") from None


def _append(path: Path, records: "Sequence[SourceRecord]") -> None:
    from contextlib import closing

    from listener.log.log_file import LogFile

    with closing(LogFile(path, make=False)) as file:
        file.append(records)
