"""The campaign of a file: its fields, what each is for, and what must hold between them."""

import hashlib
from dataclasses import dataclass

import msgspec

from listener.campaign_file import tree, values
from listener.campaign_file.alerts import routes
from listener.campaign_file.audiences import audience
from listener.campaign_file.places import Place, Report, each, fields, pairs, root, unique
from listener.campaign_file.policies import policy
from models.campaigns import Audience, Campaign, Event, Match, OutcomeGoal
from models.errors import CampaignError

REQUIRED = {
    "campaign": "the campaign's name",
    "story": "the story in one sentence",
    "outcome": "what shall happen off the channels, countable: {name: donations, target: 5000, unit: gifts}",
    "match": 'which posts speak of the story: {any: ["#rebuild", relief fund]}',
    "audiences": "who is addressed, each with its chapters",
}
OPTIONAL = ("themes", "events", "release", "policy", "alerts")
RELEASES = ("by_team", "on_advance")


@dataclass(frozen=True)
class Checked:
    """A campaign without mistakes, and the line of each field of its file by its path."""

    campaign: Campaign
    lines: dict[str, int]


def load(text: str | bytes, name: str) -> Campaign:
    """The campaign of a file's text. `name` is the file's, for messages. Raises CampaignError with every mistake."""
    return check(text, name).campaign


def check(text: str | bytes, name: str) -> Checked:
    """As `load`, with the lines of the file's fields."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    report = Report()
    try:
        campaign = _campaign(report, root(tree.compose(data)))
    except tree.Unreadable as error:
        raise CampaignError(name, (error.mistake,)) from None
    if report.mistakes:
        raise CampaignError(name, tuple(sorted(report.mistakes, key=lambda mistake: mistake.line)))
    version = hashlib.sha256(data).hexdigest()[:12]
    return Checked(msgspec.structs.replace(campaign, version=version), report.lines)


def _campaign(report: Report, place: Place) -> Campaign:
    got = fields(report, place, REQUIRED, OPTIONAL)
    rule = policy(report, got.get("policy"))
    audiences = _audiences(report, got.get("audiences"), rule.promises.default_share, rule.promises.just_under)
    return Campaign(
        name=values.name(report, got.get("campaign")),
        story=values.text(report, got.get("story")),
        outcome=_outcome(report, got.get("outcome")),
        match=_match(report, got.get("match")),
        audiences=audiences,
        themes=_themes(report, got.get("themes")),
        events=_events(report, got.get("events")),
        release_on_advance=_release(report, got.get("release")),
        policy=rule,
        alerts=routes(report, got.get("alerts"), [each.name for each in audiences]),
    )


def _outcome(report: Report, place: Place | None) -> OutcomeGoal:
    if place is None:
        return OutcomeGoal("", 0, "")
    purposes = {
        "name": "what is counted, such as donations",
        "target": "how many of them are wanted: without a number nobody can tell whether the story worked",
        "unit": "what one of them is, such as gifts",
    }
    got = fields(report, place, purposes, ())
    target = values.number(report, got.get("target"))
    if target is not None and target <= 0:
        report.wrong(got["target"], f"expected a number above 0, got {got['target'].shown}")
    return OutcomeGoal(values.text(report, got.get("name")), target or 0, values.text(report, got.get("unit")))


def _match(report: Report, place: Place | None) -> Match:
    if place is None:
        return Match(())
    got = fields(report, place, {"any": "words, phrases or hashtags: a post with one of them is taken"}, ("none",))
    wanted, unwanted = values.texts(report, got.get("any")), values.texts(report, got.get("none"))
    if "any" in got and not wanted:
        report.wrong(got["any"], "is empty: no post would ever match")
    folded = {term.casefold() for term in wanted}
    for term in (one for one in unwanted if one.casefold() in folded):
        report.wrong(got["none"], f"`{term}` is also in match.any: no post with it would be taken")
    return Match(wanted, unwanted)


def _audiences(report: Report, place: Place | None, share: float, least: float) -> tuple[Audience, ...]:
    if place is None:
        return ()
    found = each(report, place, lambda report, one: audience(report, one, share, least))
    if not place.node.value:
        report.wrong(place, "is empty: a campaign addresses somebody")
    unique(report, place)
    return found


def _themes(report: Report, place: Place | None) -> dict[str, tuple[str, ...]]:
    if place is None:
        return {}
    return {_theme(report, child, name): _terms(report, child) for name, child in pairs(report, place)}


def _theme(report: Report, place: Place, name: str) -> str:
    if problem := values.name_problem(name):
        report.wrong(place, problem)
    return name


def _terms(report: Report, place: Place) -> tuple[str, ...]:
    terms = values.texts(report, place)
    if not terms and not place.node.value:
        report.wrong(place, "is empty: expected the words that tell this theme")
    return terms


def _events(report: Report, place: Place | None) -> tuple[Event, ...]:
    found = each(report, place, _event)
    unique(report, place)
    return found


def _event(report: Report, place: Place) -> Event:
    purposes = {"name": "what it is called", "start": "when it begins", "end": "when it is over"}
    got = fields(report, place, purposes, ())
    event = Event(
        values.text(report, got.get("name")),
        values.time(report, got.get("start")),
        values.time(report, got.get("end")),
    )
    if event.start and event.end and event.end <= event.start:
        report.wrong(got["end"], f"{got['end'].shown} is not after the start ({got['start'].shown})")
    return event


def _release(report: Report, place: Place | None) -> bool:
    return place is not None and values.one_of(report, place, RELEASES, "a way to release chapters") == "on_advance"
