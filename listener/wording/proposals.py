"""Proposals of commitments as YAML that `listener check` accepts, with comments on what a person should look at."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from listener.wording.catalogues import DEFAULT_LANGUAGE, words
from listener.wording.visible import visible
from pipelines.accountability.finding import Proposal

_NAME_LENGTH = 40
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "ß": "ss", "đ": "d", "ł": "l"})


class FoundPromise(NamedTuple):
    """A proposal, where it was found, and its source: an address, or empty."""

    proposal: Proposal
    origin: str
    source: str = ""


def write_proposals(
    found: Iterable[FoundPromise], brand: str, owner: str, language: str = DEFAULT_LANGUAGE
) -> Iterator[str]:
    """The lines of a brand's file: every proposal once, under names of their own."""
    yield f"# {words('proposals', 'check', language)}"
    yield f"brand: {_quoted(brand)}"
    names = set[str]()
    each = None
    for each in found:
        if not names:
            yield "commitments:"
        name = _new_name(each.proposal, names)
        names.add(name)
        yield from _write_one(each, name, owner, language)
    if each is None:
        yield "commitments: []"


def _write_one(each: FoundPromise, name: str, owner: str, language: str) -> Iterator[str]:
    proposal = each.proposal
    yield f"  # {_remark(each, language)}"
    yield f"  - name: {name}"
    yield f"    quote: {_quoted(proposal.quote)}"
    yield f"    made: {proposal.made}"
    if each.source:
        yield f"    source: {_quoted(each.source)}"
    yield f"    owner: {_quoted(owner)}  # {words('proposals', 'who', language)}"
    if fields := _measure_fields(proposal):
        yield f"    measure: {{{', '.join(fields)}}}"
    if proposal.update_every is not None:
        yield f"    update_every: {proposal.update_every} days"
    if proposal.subject:
        yield f"    match: {{any: [{_quoted(proposal.subject)}]}}"


def _remark(each: FoundPromise, language: str) -> str:
    """Where it was found, what it lacks, and what should be checked."""
    missing = ", ".join(words("proposals", name, language) for name in each.proposal.missing)
    lacks = words("proposals", "lacks", language, missing=missing) if missing else ""
    due = each.proposal.due
    doubt = f"{due.day}: {words('proposals', due.doubt, language)}" if due is not None and due.doubt else ""
    return "; ".join(" ".join(visible(part).split()) for part in (each.origin, lacks, doubt) if part)


def _measure_fields(proposal: Proposal) -> list[str]:
    amount, fields = proposal.amount, list[str]()
    if amount is not None:
        fields += [f"name: {_quoted(proposal.subject or amount.unit)}", f"unit: {_quoted(amount.unit)}"]
        fields += [] if amount.baseline is None else [f"baseline: {amount.baseline:.15g}"]
        fields += [f"target: {amount.value:.15g}"]
    return fields if proposal.due is None else [*fields, f"due: {proposal.due.day}"]


def _new_name(proposal: Proposal, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", proposal.subject.translate(_LETTERS)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_NAME_LENGTH].strip("-") or "commitment"
    base = slug if proposal.due is None else f"{slug}-{proposal.due.day.year}"
    numbered = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)


def _quoted(text: str) -> str:
    """Text as YAML reads it back, on one line."""
    return json.dumps(visible(text), ensure_ascii=False)
