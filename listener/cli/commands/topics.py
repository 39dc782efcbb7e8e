"""`listener topics`: the Kafka topics, as they are and as they should be."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import errors, log_errors_only, output
from listener.cli.support.json_lines import AsJson, write_json

if TYPE_CHECKING:
    from rich.table import Table

    from listener.kafka.topics import DescribedTopic
    from listener.settings import Settings


def topics(
    create: Annotated[bool, typer.Option("--create", help="Create those that are missing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the Kafka topics of LISTENER_BOOTSTRAP, or create them: partitions, retention, compaction.

    As JSON: `topic`, `partitions` (0: it is missing), `wanted`, `kept`, `holds`.
    """
    from listener.kafka.topics import create_topics, describe_topics
    from listener.settings import from_environment

    log_errors_only()
    settings = from_environment()
    found = asyncio.run(create_topics(settings) if create else describe_topics(settings))
    if as_json:
        write_json(_as_json(each, settings) for each in found)
    else:
        output().print(_table(found, settings))
    if any(not each.partitions for each in found):
        errors().print("`listener topics --create` makes those that are missing.")
    for line in asyncio.run(_differences(settings, found)):
        errors().print(line, style="yellow", soft_wrap=True)


async def _differences(settings: "Settings", found: "tuple[DescribedTopic, ...]") -> list[str]:
    """What of the topics that are there is kept otherwise than it should be, and how to mend it."""
    from listener.kafka.clients import is_embedded
    from listener.kafka.topic_settings import config_differences, read_configs

    there = [each for each in found if each.partitions]
    if not there or await is_embedded(settings):
        return []
    configs = await read_configs(settings, [each.name for each in there])
    lines = [
        f"{each.name}: {difference}"
        for each in there
        for difference in config_differences(configs.get(each.name, {}), each.topic.config(settings))
    ]
    how = "Mend them: kafka-configs.sh --alter --entity-type topics --entity-name TOPIC --add-config NAME=VALUE"
    return [*lines, how] if lines else []


def _table(found: "tuple[DescribedTopic, ...]", settings: "Settings") -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table("topic", "partitions", "kept", "holds", box=box.SIMPLE_HEAD)
    for each in found:
        partitions = Text(each.problem, style="red") if each.problem else str(each.partitions)
        table.add_row(each.name, partitions, _retention(each, settings), each.topic.holds)
    return table


def _as_json(found: "DescribedTopic", settings: "Settings") -> dict[str, object]:
    sizes = {"partitions": found.partitions, "wanted": found.wanted}
    return {"topic": found.name, **sizes, "kept": _retention(found, settings), "holds": found.topic.holds}


def _retention(found: "DescribedTopic", settings: "Settings") -> str:
    if found.topic.compacted:
        return "the latest of each key"
    if found.topic.for_ever:
        return "for ever"
    capped = found.topic.capped_bytes
    size = f", {capped // 1024**2} MiB a partition" if capped else ""
    return f"{settings.retention_hours:g} h{size}"
