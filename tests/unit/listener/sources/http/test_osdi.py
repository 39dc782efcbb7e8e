"""Webhooks in the words of OSDI become outcomes: once each, with what was taken back, and without anybody's name."""

import os
import random
from typing import Any

import msgspec
import pytest

from listener.sources import NOBODY
from listener.sources.http.osdi import read_webhook
from models.errors import UnreadableError
from models.outcomes import HeardOutcome, OutcomeKind
from models.rejections import Reason, Rejection
from tests.fuzzing import mutate_bytes

PERSON = {"given_name": "Ann", "family_name": "Roe", "email_addresses": [{"address": "ann@roe.example"}]}
DONATION = {
    "identifiers": ["action_network:d1"],
    "created_date": "2026-11-21T06:00:00Z",
    "modified_date": "2026-11-21T06:05:00Z",
    "amount": "25.50",
    "currency": "EUR",
    "person": PERSON,
    "action_network:referrer_data": {"source": "story-mail", "referrer": "group-ann-roe", "website": None},
    "_links": {
        "self": {"href": "https://tool.example/donations/d1"},
        "osdi:fundraising_page": {"href": "https://tool.example/pages/relief"},
    },
}
ATTENDANCE = {**DONATION, "identifiers": [], "amount": None, "status": "accepted"}


def read(kind: str, resource: dict[str, Any]) -> HeardOutcome | Rejection:
    body = msgspec.json.encode([{f"osdi:{kind}": resource, "idempotency_key": "k"}])
    (found,) = read_webhook(body, NOBODY)
    return found


def heard(kind: str, resource: dict[str, Any]) -> HeardOutcome:
    found = read(kind, resource)
    assert isinstance(found, HeardOutcome)
    return found


def test_a_donation_has_its_money_its_codes_and_nobodys_name() -> None:
    found = heard("donation", DONATION)
    assert (found.kind, found.count, found.amount, found.currency) == (OutcomeKind.DONATION, 1, 25.5, "EUR")
    assert found.codes == ("story-mail", "group-ann-roe", "https://tool.example/pages/relief")
    assert found.author is None
    assert (found.id, found.at.minute) == (NOBODY.post("outcome", "action_network:d1"), 5)


@pytest.mark.parametrize(
    ("kind", "more", "count", "amount"),
    [
        ("donation", {"voided": True}, 0, 25.5),
        ("donation", {"credited_amount": 5.5}, 1, 20),
        ("attendance", {"status": "declined", "amount": None}, 0, None),
        ("attendance", {"status": "tentative", "amount": None}, 1, None),
        ("submission", {"amount": None}, 1, None),
        ("signature", {"amount": None}, 1, None),
    ],
)
def test_what_was_taken_back_does_not_count(
    kind: str, more: dict[str, Any], count: float, amount: float | None
) -> None:
    found = heard(kind, {**DONATION, **more})
    assert (found.count, found.amount) == (count, amount)


def test_without_an_identifier_its_own_address_tells_a_repeat() -> None:
    assert heard("attendance", ATTENDANCE).id == NOBODY.post("outcome", "https://tool.example/donations/d1")


@pytest.mark.parametrize(
    ("kind", "resource", "reason"),
    [
        ("upload", DONATION, Reason.UNKNOWN_KIND),
        ("donation", {**DONATION, "amount": "much"}, Reason.BAD_FIELD),
        ("donation", {**DONATION, "modified_date": "2026-11-21T06:00:00"}, Reason.MISSING_FIELD),
        ("donation", {"created_date": "2026-11-21T06:00:00Z"}, Reason.MISSING_FIELD),
        ("donation", {**DONATION, "identifiers": 5}, Reason.BAD_FIELD),
    ],
)
def test_what_cannot_be_taken_has_its_reason_and_keeps_no_bytes(
    kind: str, resource: dict[str, Any], reason: Reason
) -> None:
    found = read(kind, resource)
    assert isinstance(found, Rejection)
    assert (found.reason, found.record) == (reason, b"")


INPUTS = int(os.environ.get("LISTENER_FUZZ_INPUTS", "10000"))


def test_no_bytes_make_it_raise_but_for_a_body_that_is_none() -> None:
    rng, valid = random.Random(1), msgspec.json.encode([{"osdi:donation": DONATION}, {"osdi:attendance": ATTENDANCE}])
    for _ in range(INPUTS):
        try:
            found = read_webhook(mutate_bytes(rng, valid), NOBODY)
        except UnreadableError:
            continue
        assert all(isinstance(each, HeardOutcome | Rejection) for each in found)
