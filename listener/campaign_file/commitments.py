"""`commitments` and `own_accounts` of a campaign file, or of a brand's: what it promised, and who speaks for it."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from listener.campaign_file import values
from listener.campaign_file.locations import Located, MistakeReport, build_each, check_unique, read_fields
from models.commitments import Commitment, Measure, OwnAccounts
from models.posts import Millis, millis

MOST_COMMITMENTS = 100  # of one campaign: its book is one record of a state

_REQUIRED = {
    "name": "what the commitment is called",
    "quote": "what was promised, word for word",
    "made": "the day on which it was said",
    "owner": "who answers for it, and is told",
}
_OPTIONAL = ("source", "to", "measure", "update_every", "grace", "unanswered_after", "match", "withdrawn")
_MEASURE = ("name", "unit", "baseline", "target", "due")
_ACCOUNTS = ("brand", "leader", "employee")
_SPAN = re.compile(r"(\d{1,4})(?: (day|week)s?)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_MOST_DAYS = 3_660
_UNANSWERED_DAYS = 7
_SPAN_RULE = "expected a number of days, such as 90 days"


def read_commitments(report: MistakeReport, place: Located | None, zone: str) -> tuple[Commitment, ...]:
    """The commitments, in order. Their dates end with their day in the zone."""
    found = build_each(report, place, lambda report, one: _read_commitment(report, one, zone))
    if place is not None and len(found) > MOST_COMMITMENTS:
        report.wrong(place, f"{len(found)} commitments: {MOST_COMMITMENTS} at most")
    check_unique(report, place)
    return found


def read_own_accounts(report: MistakeReport, place: Located | None) -> OwnAccounts:
    """The accounts by who speaks there. One that is listed twice is a mistake."""
    if place is None:
        return OwnAccounts()
    got = read_fields(report, place, {}, _ACCOUNTS)
    first: dict[str, str] = {}
    for name in _ACCOUNTS:
        for account in _read_accounts(report, got.get(name)):
            if account in first and first[account] != name:
                report.wrong(got[name], f"`{account[:80]}` is also listed as {first[account]}: it can be one")
            first.setdefault(account, name)
    return OwnAccounts(*(tuple(each for each, owner in first.items() if owner == name) for name in _ACCOUNTS))


def _read_accounts(report: MistakeReport, place: Located | None) -> tuple[str, ...]:
    accounts = () if place is None or _is_empty_list(place) else values.read_texts(report, place)
    for account in accounts:
        channel, colon, native = account.partition(":")
        if place is not None and (not colon or not native or values.explain_name(channel)):
            report.wrong(
                place, f"`{account[:80]}` names no account: expected channel:id, such as bluesky:did:plc:abc"
            )
    return accounts


def _is_empty_list(place: Located) -> bool:
    return place.node.value == [] and place.shown == "a list"


def _read_commitment(report: MistakeReport, place: Located, zone: str) -> Commitment:
    got = read_fields(report, place, _REQUIRED, _OPTIONAL)
    wanted, unwanted = _read_words(report, got.get("match"))
    made = read_day(report, got.get("made"), zone) or 0
    withdrawn = read_day(report, got.get("withdrawn"), zone)
    commitment = Commitment(
        name=values.read_name(report, got.get("name")),
        quote=values.read_text(report, got.get("quote")),
        made=made,
        owner=values.read_text(report, got.get("owner")),
        source=_read_source(report, got.get("source")),
        to=values.read_texts(report, got.get("to")),
        measure=_read_measure(report, got.get("measure"), zone),
        update_every=_read_days(report, got.get("update_every"), 1),
        grace=_read_days(report, got.get("grace"), 0) or 0,
        unanswered_after=_read_days(report, got.get("unanswered_after"), 1) or _UNANSWERED_DAYS,
        words=wanted,
        not_words=unwanted,
        withdrawn=withdrawn,
    )
    _check_dates(report, got, place, commitment)
    return commitment


def _check_dates(report: MistakeReport, got: dict[str, Located], place: Located, commitment: Commitment) -> None:
    due = commitment.measure.due
    if commitment.made and due is not None and due <= commitment.made:
        report.wrong_at(place.line, f"{place.path}.measure.due", "is not after the day on which it was made")
    if commitment.made and commitment.withdrawn is not None and commitment.withdrawn < commitment.made:
        report.wrong(got["withdrawn"], "is before the day on which it was made")


def _read_source(report: MistakeReport, place: Located | None) -> str:
    source = values.read_text(report, place)
    if place is not None and source and not _URL.fullmatch(source):
        report.wrong(place, f"`{source[:80]}` is no address: expected where it can be read, https://...")
    return source


def _read_measure(report: MistakeReport, place: Located | None, zone: str) -> Measure:
    if place is None:
        return Measure()
    got = read_fields(report, place, {}, _MEASURE)
    return Measure(
        name=values.read_text(report, got.get("name")),
        unit=values.read_text(report, got.get("unit")),
        baseline=values.read_number(report, got.get("baseline")),
        target=values.read_number(report, got.get("target")),
        due=read_day(report, got.get("due"), zone),
    )


def _read_words(report: MistakeReport, place: Located | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if place is None:
        return (), ()
    got = read_fields(report, place, {"any": "words that tell this commitment, in any language"}, ("none",))
    wanted, unwanted = values.read_texts(report, got.get("any")), values.read_texts(report, got.get("none"))
    for word in wanted:
        if not any(map(str.isalnum, word)):
            report.wrong(got["any"], f"`{word[:40]}` has no word: nothing could be found by it")
    return wanted, unwanted


def read_day(report: MistakeReport, place: Located | None, zone: str) -> Millis | None:
    """A date, which ends with its day in that zone, or an instant with its own; epoch milliseconds, or None."""
    written = values.read_text(report, place)
    if place is None or not _DATE.fullmatch(written):
        return values.read_start(report, place, zone)
    if values.read_start(report, place, zone) is None:
        return None
    following = datetime.fromisoformat(written).date() + timedelta(days=1)
    return millis(datetime.combine(following, time(), ZoneInfo(zone)))


def _read_days(report: MistakeReport, place: Located | None, least: int) -> int | None:
    """Whole days: `90 days`, `2 weeks`, `90`."""
    written = values.read_text(report, place)
    if place is None or not written:
        return None
    match = _SPAN.fullmatch(written)
    if match is None:
        report.wrong(place, f"`{written[:40]}` is no span: {_SPAN_RULE}{_in_days(written)}")
        return None
    days = int(match[1]) * (7 if match[2] == "week" else 1)
    if not least <= days <= _MOST_DAYS:
        report.wrong(place, f"expected {least} to {_MOST_DAYS} days, got `{written}`")
        return None
    return days


def _in_days(written: str) -> str:
    for unit, days in (("month", 30), ("quarter", 90), ("year", 365)):
        if (found := re.fullmatch(rf"(\d{{1,3}}) {unit}s?", written)) is not None:
            return f"; months and years differ, write {int(found[1]) * days} days"
    return ""
