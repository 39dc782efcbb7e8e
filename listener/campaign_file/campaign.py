"""The campaign of a file: its fields, what each is for, and what must hold between them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from listener.campaign_file import nodes, values
from listener.campaign_file.acts import read_acts
from listener.campaign_file.audiences import read_audience
from listener.campaign_file.brands import CheckedBrand, read_brand_path
from listener.campaign_file.commitments import read_commitments, read_own_accounts
from listener.campaign_file.locations import (
    Located,
    MistakeReport,
    build_each,
    check_unique,
    locate_root,
    read_fields,
    read_items,
    read_pairs,
)
from listener.campaign_file.policies import read_policy
from listener.campaign_file.routes import read_routes
from listener.campaign_file.stances import read_stance
from models.campaigns import Audience, Campaign, Event, MatchTerms, OutcomeGoal
from models.commitments import OnDebt, OwnAccounts
from models.errors import CampaignError, Mistake
from models.outcomes import OutcomeKind

_REQUIRED = {
    "campaign": "the campaign's name",
    "story": "the story in one sentence",
    "outcome": "what shall happen off the channels, countable: {name: donations, target: 5000, unit: gifts}",
    "match": 'which posts speak of the story: {any: ["#rebuild", relief fund]}',
    "audiences": "who is addressed, each with its chapters",
}
_OPTIONAL = (
    "starts",
    "timezone",
    "themes",
    "stance",
    "acts",
    "quotes",
    "events",
    "release",
    "policy",
    "alerts",
    "brand",
    "commitments",
    "own_accounts",
    "on_debt",
    "values",
)
_QUOTES = ("on", "off")
_RELEASES = ("by_team", "on_advance")


@dataclass(frozen=True)
class CheckedCampaign:
    """A campaign without mistakes, the line of each field of its file by its path, and what may not be meant."""

    campaign: Campaign
    lines: dict[str, int]
    doubts: tuple[Mistake, ...] = ()  # text that YAML cuts off


ReadBrand = Callable[[str], CheckedBrand]  # of a file as the campaign's names it; raises CampaignError and InputError


def load_campaign(text: str | bytes, name: str) -> Campaign:
    """The campaign of a file's text. `name` is the file's, for messages. Raises CampaignError with every mistake."""
    return check_campaign(text, name).campaign


def check_campaign(text: str | bytes, name: str, read_brand: ReadBrand | None = None) -> CheckedCampaign:
    """As `load_campaign`, with the lines of the file's fields. `read_brand` reads the brand's file that it names."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    report = MistakeReport()
    try:
        root = locate_root(nodes.compose_yaml(data))
        campaign = _read_campaign(report, root)
        brand = _read_brand(report, root, campaign, read_brand)
    except nodes.UnreadableYaml as error:
        raise CampaignError(name, (error.mistake,)) from None
    if report.mistakes:
        raise CampaignError(name, tuple(sorted(report.mistakes, key=lambda mistake: mistake.line)))
    version = hashlib.sha256(data + (brand.data if brand else b"")).hexdigest()[:12]
    campaign = _with_brand(msgspec.structs.replace(campaign, version=version), brand)
    return CheckedCampaign(campaign, report.lines, nodes.find_doubts(data))


def _read_brand(
    report: MistakeReport, root: Located, campaign: Campaign, read_brand: ReadBrand | None
) -> CheckedBrand | None:
    """The brand whose file the campaign names. What both promise is a mistake."""
    place = dict(read_pairs(MistakeReport(), root)).get("brand")
    if place is None or report.has_mistake("brand"):
        return None
    if read_brand is None:
        report.wrong(place, "names a file, and this campaign is read from no folder")
        return None
    brand = read_brand(campaign.brand)
    both = {each.name for each in brand.commitments} & {each.name for each in campaign.commitments}
    for name in sorted(both):
        report.wrong(place, f"`{name}` is a commitment of that file, too: each needs its own name")
    return brand


def _with_brand(campaign: Campaign, brand: CheckedBrand | None) -> Campaign:
    """The campaign with what its brand promised, and the brand's accounts beside its own."""
    if brand is None:
        return msgspec.structs.replace(campaign, brand="") if campaign.brand else campaign
    theirs, own = brand.own_accounts, campaign.own_accounts
    accounts = OwnAccounts(
        tuple(dict.fromkeys((*theirs.brand, *own.brand))),
        tuple(dict.fromkeys((*theirs.leader, *own.leader))),
        tuple(dict.fromkeys((*theirs.employee, *own.employee))),
    )
    commitments = (*campaign.commitments, *brand.commitments)
    return msgspec.structs.replace(campaign, brand=brand.name, commitments=commitments, own_accounts=accounts)


def _read_campaign(report: MistakeReport, place: Located) -> Campaign:
    got = read_fields(report, place, _REQUIRED, _OPTIONAL)
    rule = read_policy(report, got.get("policy"))
    zone = values.read_zone(report, got.get("timezone"))
    audiences = _read_audiences(report, got.get("audiences"), rule.promises.default_share, rule.promises.just_under)
    return Campaign(
        name=values.read_name(report, got.get("campaign")),
        story=values.read_text(report, got.get("story")),
        outcome=_read_outcome(report, got.get("outcome")),
        match=_read_match(report, got.get("match")),
        audiences=audiences,
        themes=_read_named_terms(report, got.get("themes"), "the words that tell this theme"),
        stance=read_stance(report, got.get("stance")),
        quotes=_read_quotes(report, got.get("quotes")),
        acts=read_acts(report, got.get("acts")),
        events=_read_events(report, got.get("events")),
        release_on_advance=_read_release(report, got.get("release")),
        policy=rule,
        starts=values.read_start(report, got.get("starts"), zone),
        timezone=zone,
        alerts=read_routes(report, got.get("alerts"), [each.name for each in audiences]),
        brand=read_brand_path(report, got.get("brand")),
        commitments=read_commitments(report, got.get("commitments"), zone),
        own_accounts=read_own_accounts(report, got.get("own_accounts")),
        on_debt=_read_on_debt(report, got.get("on_debt")),
        values=_read_named_terms(report, got.get("values"), "the words that contradict this value"),
    )


def _read_outcome(report: MistakeReport, place: Located | None) -> OutcomeGoal:
    if place is None:
        return OutcomeGoal("", 0, "")
    purposes = {
        "name": "what is counted, such as donations",
        "target": "how many of them are wanted: without a number nobody can tell whether the story worked",
        "unit": "what one of them is, such as gifts",
    }
    got = read_fields(report, place, purposes, ("codes", "kinds"))
    kinds = [
        OutcomeKind(values.read_choice(report, each, OutcomeKind, "a kind of outcome"))
        for each in read_items(report, got.get("kinds"))
    ]
    target = values.read_number(report, got.get("target"))
    if target is not None and target <= 0:
        report.wrong(got["target"], f"expected a number above 0, got {got['target'].shown}")
    return OutcomeGoal(
        values.read_text(report, got.get("name")),
        target or 0,
        values.read_text(report, got.get("unit")),
        values.read_texts(report, got.get("codes")),
        tuple(kinds),
    )


def _read_match(report: MistakeReport, place: Located | None) -> MatchTerms:
    if place is None:
        return MatchTerms(())
    got = read_fields(
        report, place, {"any": "words, phrases or hashtags: a post with one of them is taken"}, ("none",)
    )
    wanted, unwanted = values.read_texts(report, got.get("any")), values.read_texts(report, got.get("none"))
    if "any" in got and not wanted:
        report.wrong(got["any"], "is empty: no post would ever match")
    folded = {term.casefold() for term in wanted}
    for term in (one for one in unwanted if one.casefold() in folded):
        report.wrong(got["none"], f"`{term}` is also in match.any: no post with it would be taken")
    return MatchTerms(wanted, unwanted)


def _read_audiences(report: MistakeReport, place: Located | None, share: float, least: float) -> tuple[Audience, ...]:
    if place is None:
        return ()
    found = build_each(report, place, lambda report, one: read_audience(report, one, share, least))
    if not place.node.value:
        report.wrong(place, "is empty: a campaign addresses somebody")
    check_unique(report, place)
    return found


def _read_named_terms(report: MistakeReport, place: Located | None, expected: str) -> dict[str, tuple[str, ...]]:
    """Terms by name: themes, or values. `expected` says what the terms are."""
    if place is None:
        return {}
    return {
        _read_given_name(report, child, name): _read_given_terms(report, child, expected)
        for name, child in read_pairs(report, place)
    }


def _read_given_name(report: MistakeReport, place: Located, name: str) -> str:
    if problem := values.explain_name(name):
        report.wrong(place, problem)
    return name


def _read_given_terms(report: MistakeReport, place: Located, expected: str) -> tuple[str, ...]:
    terms = values.read_texts(report, place)
    if not terms and not place.node.value:
        report.wrong(place, f"is empty: expected {expected}")
    return terms


def _read_events(report: MistakeReport, place: Located | None) -> tuple[Event, ...]:
    found = build_each(report, place, _read_event)
    check_unique(report, place)
    return found


def _read_event(report: MistakeReport, place: Located) -> Event:
    purposes = {"name": "what it is called", "start": "when it begins", "end": "when it is over"}
    got = read_fields(report, place, purposes, ())
    event = Event(
        values.read_text(report, got.get("name")),
        values.read_time(report, got.get("start")),
        values.read_time(report, got.get("end")),
    )
    if event.start and event.end and event.end <= event.start:
        report.wrong(got["end"], f"{got['end'].shown} is not after the start ({got['start'].shown})")
    return event


def _read_quotes(report: MistakeReport, place: Located | None) -> bool:
    return place is None or values.read_choice(report, place, _QUOTES, "on or off") == "on"


def _read_release(report: MistakeReport, place: Located | None) -> bool:
    return (
        place is not None
        and values.read_choice(report, place, _RELEASES, "a way to release chapters") == "on_advance"
    )


def _read_on_debt(report: MistakeReport, place: Located | None) -> OnDebt:
    return OnDebt(values.read_choice(report, place, OnDebt, "warn or hold"))
