"""What is legal in a campaign file and unwise: said with its reason, and never refused."""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from listener.campaign_file.accounts import warn_of_accounts
from listener.campaign_file.brands import CheckedBrand
from listener.campaign_file.operators import operators_in
from listener.campaign_file.promises import warn_of_promises
from listener.sinks.addresses import is_plain_http
from models.alerts import Minute, QuietHours
from models.campaigns import EVERYTHING, Audience, Campaign, Chapter, StanceTerms
from models.commitments import OwnAccounts
from models.errors import Mistake
from models.policy import Policy
from models.posts import DAY_MS, HOUR_MS

_Warnings = Iterator[tuple[str, str]]  # field path, and what is unwise about it

_HIGH_SHARE = 0.8
_LONG_EVENT_DAYS = 7

# Words that everybody writes about everything.
_EVERYDAY = """
a about all and are as at back be but by can come day do for from get give go good have help her here him his
home how i if in is it just know let life like live look love make man me more my need new news no not now of
on one or our out people please post say see share she so some story support take thank thanks that the their
them then they think this time to today up us use want was we week well what when which who will with work
world year yes you your
"""
_COMMON = frozenset(_EVERYDAY.split())


def find_warnings(campaign: Campaign, lines: Mapping[str, int] | None = None) -> tuple[Mistake, ...]:
    """All that is unwise, in the order of the file. `lines` has the line of each field, by its path."""
    rules = (
        _warn_of_start,
        _warn_of_terms,
        _warn_of_stance,
        operators_in,
        _warn_of_audiences,
        _warn_of_languages,
        _warn_of_chapters,
        _warn_of_events,
        _warn_of_policy,
        _warn_of_routes,
        _warn_of_commitments,
        lambda campaign: warn_of_accounts(campaign.own_accounts),
    )
    noted = [each for rule in rules for each in rule(campaign) if _is_of_file(each[0], lines)]
    placed = [Mistake(_line_of(path, lines or {}), path, problem) for path, problem in noted]
    return tuple(sorted(placed, key=lambda mistake: mistake.line))


def _is_of_file(path: str, lines: Mapping[str, int] | None) -> bool:
    """Whether a commitment stands in this file: one of the brand's file is warned of there."""
    return lines is None or not path.startswith("commitments[") or path.split(".")[0] in lines


def find_brand_warnings(brand: CheckedBrand) -> tuple[Mistake, ...]:
    """All that is unwise in a brand's file, in its order."""
    noted = [
        *warn_of_promises(brand.commitments, brand.own_accounts != OwnAccounts()),
        *warn_of_accounts(brand.own_accounts),
    ]
    placed = [Mistake(_line_of(path, brand.lines), path, problem) for path, problem in noted]
    return tuple(sorted(placed, key=lambda mistake: mistake.line))


def _line_of(path: str, lines: Mapping[str, int]) -> int:
    """The line of a field, or of the nearest field around it."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path, 1)


def _warn_of_commitments(campaign: Campaign) -> _Warnings:
    yield from warn_of_promises(campaign.commitments, campaign.own_accounts != OwnAccounts())


def _warn_of_start(campaign: Campaign) -> _Warnings:
    if campaign.starts is None:
        return
    if campaign.starts % HOUR_MS:
        yield (
            "starts",
            "is not on the hour of UTC: windows are, and the campaign begins with the whole hour around it",
        )
    for number, event in enumerate(campaign.events):
        if event.end <= campaign.starts:
            yield f"events[{number}]", "is over before the campaign starts: posts about it are too early to count"


def _warn_of_terms(campaign: Campaign) -> _Warnings:
    for number, term in enumerate(campaign.match.any):
        path, word = f"match.any[{number}]", term.lstrip("#").strip("*").casefold()
        if term == EVERYTHING:
            if not all(audience.when.channels for audience in campaign.audiences):
                yield path, "`*` takes every post of every channel: give each audience its channels"
        elif len(word) <= 2 and word.isascii():
            yield path, f"`{term}` is very short: many posts that are not about the story have it"
        elif word in _COMMON and not term.startswith("#"):
            yield path, f"`{term}` is a word that everybody uses: posts that are not about the story will vote"
    folded = [term.casefold() for term in campaign.match.any]
    for number, term in enumerate(folded):
        if term in folded[:number]:
            yield f"match.any[{number}]", f"`{term}` is in the list already: upper and lower case are the same"


def _warn_of_stance(campaign: Campaign) -> _Warnings:
    stance = campaign.stance
    if stance == StanceTerms():
        yield (
            "stance",
            "is missing: who is for the story or against it is told by what people do and by a few plain phrases "
            "alone, the stance of most posts stays unknown, and ADVANCE may wait for want of it; "
            "say `of`, `for` and `against`",
        )
        return
    if not stance.names:
        yield "stance", "has no `of`: nothing is named, so kind and unkind words about the story are not read"
    for side, terms in (("for", stance.favour), ("against", stance.against)):
        if not terms:
            yield "stance", f"has no `{side}`: that side is told by what people do and by plain words alone"
    for field, terms in (("of", stance.names), ("for", stance.favour), ("against", stance.against)):
        for number, term in enumerate(terms):
            if term.casefold() in _COMMON:
                yield f"stance.{field}[{number}]", f"`{term}` is a word that everybody uses: it would tell no side"


def _warn_of_audiences(campaign: Campaign) -> _Warnings:
    for number, audience in enumerate(campaign.audiences):
        for at, channel in enumerate(audience.when.channels):
            if channel != channel.lower():
                path = f"audiences[{number}].when.channels[{at}]"
                yield (
                    path,
                    f"`{channel}` has capital letters: no post of `{channel.lower()}` belongs to this audience",
                )
    for (_, one), (number, other) in combinations(enumerate(campaign.audiences), 2):
        if _overlap(one, other):
            yield f"audiences[{number}]", f"overlaps `{one.name}`: a post that fits both counts in both"


def _warn_of_languages(campaign: Campaign) -> _Warnings:
    from pipelines.tags.acts.wording_signs import SIGN_LANGUAGES
    from pipelines.tags.language import language_code  # heavy, and not needed to read a file

    for number, audience in enumerate(campaign.audiences):
        for at, language in enumerate(audience.when.languages):
            if language_code(language) not in SIGN_LANGUAGES:
                path = f"audiences[{number}].when.languages[{at}]"
                yield path, f"`{language}`: the tagger has learned from no posts in it, and sees few act or care"


def _overlap(one: Audience, other: Audience) -> bool:
    kinds = ((one.when.channels, other.when.channels), (one.when.languages, other.when.languages))
    return all(not here or not there or set(here) & set(there) for here, there in kinds)


def _warn_of_chapters(campaign: Campaign) -> _Warnings:
    for number, audience in enumerate(campaign.audiences):
        path = f"audiences[{number}].chapters"
        if len(audience.chapters) == 1:
            yield path, "a single chapter: ADVANCE will say that the story has arrived, and nothing comes next"
        for at, chapter in enumerate(audience.chapters):
            yield from _warn_of_bar(f"{path}[{at}].ready_when", chapter, campaign.policy)
        for at, (before, chapter) in enumerate(pairwise(audience.chapters), 1):
            if _asks_no_more(before, chapter):
                yield (
                    f"{path}[{at}]",
                    f"asks for no more than `{before.name}`: an audience that left that is ready here",
                )


def _warn_of_bar(path: str, chapter: Chapter, policy: Policy) -> _Warnings:
    asks = chapter.ready_when
    if asks.share is not None and asks.share > _HIGH_SHARE:
        yield (
            f"{path}.share",
            f"{asks.share:g} of all who speak: few audiences ever get there, a share of 0.3 is usual",
        )
    if asks.authors is not None and asks.authors > policy.eligibility.panel_size:
        yield (
            f"{path}.authors",
            f"{asks.authors} is more than the panel holds (policy.panel_size {policy.eligibility.panel_size})",
        )


def _asks_no_more(before: Chapter, chapter: Chapter) -> bool:
    """Same stage, and a bar that the chapter before had passed already."""
    same = before.stage is chapter.stage and chapter.ready_when.share is not None
    return same and (chapter.ready_when.share or 0) <= (before.ready_when.share or 0)


def _warn_of_events(campaign: Campaign) -> _Warnings:
    for number, event in enumerate(campaign.events):
        days = (event.end - event.start) / DAY_MS
        if days > _LONG_EVENT_DAYS:
            yield f"events[{number}]", f"lasts {days:.0f} days: an event explains a burst, not a season"


def _warn_of_policy(campaign: Campaign) -> _Warnings:
    usual, chosen = Policy().flat(), campaign.policy.flat()
    for name in ("alpha", "alpha_step_back", "early_alarms"):
        if chosen[name] > usual[name]:
            yield f"policy.{name}", f"{chosen[name]:g} allows more false alarms than the usual {usual[name]:g}"
    for name in ("min_age_hours", "vote_every_hours", "established_days"):
        if chosen[name] < usual[name]:
            yield (
                f"policy.{name}",
                f"{chosen[name]:g} is under the usual {usual[name]:g}: one evening counts for more",
            )
    if chosen["copies_limit"] > usual["copies_limit"]:
        yield "policy.copies_limit", f"{chosen['copies_limit']} people may vote with the same copied text"


def _warn_of_routes(campaign: Campaign) -> _Warnings:
    targets = {route.escalate.to for route in campaign.alerts if route.escalate}
    for number, route in enumerate(campaign.alerts):
        path = f"alerts[{number}]"
        if not route.decisions and route.name not in targets:
            yield f"{path}.decisions", "is empty and no route escalates to it: it will never be told anything"
        if any(map(is_plain_http, route.to)):
            yield f"{path}.to", "is plain http: who listens on the way can read and change what is told"
        if route.digest_at is not None and _is_within(route.digest_at, route.quiet_hours):
            yield f"{path}.digest_at", "lies in the quiet hours: the digest waits until they end"


def _is_within(minute: Minute, quiet: QuietHours | None) -> bool:
    if quiet is None:
        return False
    over_midnight = quiet.start > quiet.end
    return (minute >= quiet.start or minute < quiet.end) if over_midnight else quiet.start <= minute < quiet.end
