"""`listener new`: five questions, and a campaign file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from listener.cli.support.console import errors

_GOOD = {
    "story": "x",
    "outcome": "1 gift",
    "match": "x",
    "ask": "x",
    "where": "",
}  # of each question, one that passes
_QUESTIONS = {
    "story": "1. What is the story, in one sentence?",
    "outcome": "2. What do you count in the end, and how many? (5000 donations)",
    "match": "3. Which words do posts about it have? (#rebuild, relief fund)",
    "ask": "4. What do you ask of people in the end? (Come on Saturday)",
    "where": "5. On which channels, and in which languages? (bluesky, mastodon; en, no)",
}


def new(
    file: Annotated[str, typer.Argument(metavar="CAMPAIGN.yaml", help="The file to write, named for the campaign.")],
    story: Annotated[str | None, typer.Option(metavar="TEXT", help="The story, in one sentence.")] = None,
    outcome: Annotated[str | None, typer.Option(metavar="TEXT", help="What is counted: `5000 donations`.")] = None,
    match: Annotated[str | None, typer.Option(metavar="TERMS", help="Words of posts: `#rebuild, fund`.")] = None,
    ask: Annotated[str | None, typer.Option(metavar="TEXT", help="What people are asked to do in the end.")] = None,
    where: Annotated[str | None, typer.Option(metavar="TEXT", help="`bluesky, mastodon; en, no`, or empty.")] = None,
) -> None:
    """Answer five questions, and have a campaign file that passes `listener check`.

    Without a terminal, all five are told by their options. What your people say for and against it is left to you to
    put in: the file has hints.
    """
    from listener.files.output import open_output
    from models.errors import InputError

    path = Path(file)
    if path.exists():
        raise InputError(f"{file}: is there already, and is not overwritten")
    given = {"story": story, "outcome": outcome, "match": match, "ask": ask, "where": where}
    text = _write_campaign(file, _ask_for(file, given))
    with open_output(file) as write:
        for line in text.splitlines():
            write(line.encode())
    errors().print(f"{file} is written. Next: listener check {file}", soft_wrap=True)
    errors().print(f"Then: listener run {file} --source bluesky", soft_wrap=True)


def _write_campaign(file: str, answers: dict[str, str]) -> str:
    """The text of the file. Raises InputError for an answer that makes none that passes."""
    from listener.campaign_file import check_campaign
    from listener.campaign_file.template import CampaignAnswers, campaign_text

    text = campaign_text(Path(file).stem, CampaignAnswers(*(answers[name] for name in _QUESTIONS)))
    check_campaign(text.encode(), file)
    return text


def _ask_for(file: str, given: dict[str, str | None]) -> dict[str, str]:
    """The answers that were given, and those that a person gives now. Raises InputError where nobody can be asked."""
    from models.errors import InputError

    missing = [name for name, answer in given.items() if answer is None]
    if missing and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(f"without a terminal nobody can be asked: give --{', --'.join(missing)}")
    asked = {name: _ask(file, name) for name in missing}
    return {name: asked.get(name, answer or "") for name, answer in given.items()}


def _ask(file: str, name: str) -> str:
    """An answer that will do: of one that will not, what is wrong with it is said at once, and it is asked again."""
    from models.errors import InputError

    while True:
        answer: str = typer.prompt(
            _QUESTIONS[name], default="" if name == "where" else None, show_default=False, err=True
        )
        try:
            _write_campaign(file, {**_GOOD, name: answer})
        except InputError as error:
            errors().print(str(error), soft_wrap=True)
        else:
            return answer
