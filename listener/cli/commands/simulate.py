"""`listener simulate`: posts of an audience whose truth is known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from listener.cli.support.console import count_items, errors, output
from listener.cli.support.json_lines import AsJson, write_json

if TYPE_CHECKING:
    from listener.simulator import Simulation


def simulate(
    scenario: Annotated[
        str | None, typer.Option(metavar="NAME", help="A scenario by its name, or a YAML file with one.")
    ] = None,
    authors: Annotated[int | None, typer.Option(metavar="N", help="Authors; else what the scenario says.")] = None,
    days: Annotated[int | None, typer.Option(metavar="D", help="Days; else what the scenario says.")] = None,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same bytes.")] = 0,
    tagged: Annotated[
        bool,
        typer.Option(
            "--tagged", help="Write the truth of each post as its tags: they are taken as they are, unread."
        ),
    ] = False,
    out: Annotated[str, typer.Option(metavar="FILE", help="NDJSON file, .gz and .zst too; - is the screen.")] = "-",
    truth: Annotated[
        str | None, typer.Option(metavar="FILE", help="JSON file of the truth; else OUT.truth.json beside the posts.")
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help="Show the scenarios that come with us.")] = False,
    as_json: AsJson = False,
) -> None:
    """Simulate an audience whose truth is known: its posts as NDJSON, and since when it is ready as JSON."""
    from listener import simulator
    from listener.files.identity import refuse_overwriting
    from models.errors import InputError, ScenarioError

    if list_them:
        _print_scenarios(as_json)
        return
    if scenario is None:
        raise ScenarioError(f"--scenario is missing; there are: {', '.join(simulator.shipped_scenarios())}")
    if as_json and not _is_file_name(out):
        raise InputError("--json: the posts take the screen; name a file with --out, or ask for --list")
    beside = truth or (f"{out}.truth.json" if _is_file_name(out) else None)
    refuse_overwriting([scenario], {"--out": out, "--truth" if truth else "the truth, at": beside})
    simulation = simulator.simulate(simulator.load_scenario(scenario), authors=authors, days=days, seed=seed)
    _write_posts(simulation, out, f"simulating {scenario}", tagged=tagged)
    if beside:
        _write_truth(simulation, beside)
    if as_json:
        write_json([{"scenario": scenario, "seed": seed, "posts": simulation.size, "out": out, "truth": beside}])
        return
    told = f"; the truth: {beside}" if beside else ""
    errors().print(f"{simulation.size:,} posts, likes and reposts of `{scenario}`, seed {seed}{told}")


def _is_file_name(out: str) -> bool:
    """Whether a file is written, and no screen, device or pipe."""
    return out != "-" and (Path(out).is_file() or not Path(out).exists())


def _print_scenarios(as_json: bool) -> None:
    from rich import box
    from rich.table import Table

    from listener import simulator

    stories = {name: simulator.load_scenario(name).story.strip() for name in simulator.shipped_scenarios()}
    if as_json:
        write_json({"scenario": name, "story": story} for name, story in stories.items())
        return
    table = Table("scenario", "story", box=box.SIMPLE_HEAD)
    for row in stories.items():
        table.add_row(*row)
    output().print(table)


def _write_posts(simulation: "Simulation", path: str, words: str, *, tagged: bool) -> None:
    from listener.files.output import open_output

    with open_output(path) as write:
        for line in count_items(words, simulation.lines(tagged=tagged), simulation.size):
            write(line.removesuffix(b"\n"))


def _write_truth(simulation: "Simulation", path: str) -> None:
    import msgspec

    from listener.files.output import open_output

    with open_output(path) as write:
        write(msgspec.json.format(msgspec.json.encode(simulation.truth), indent=1))
