"""Commitments in a campaign's file and in a brand's: every mistake with its line, and what makes one unrateable."""

from pathlib import Path

import pytest

from listener.campaign_file import check_brand, find_brand_warnings, find_warnings, is_brand_file, load_campaign
from listener.campaign_file.loading import check_file
from models.commitments import OnDebt
from models.errors import CampaignError
from tests.unit.listener.campaign_file.test_campaign import GOOD, mistakes
from tests.unit.pipelines.accountability.promises import day

BOOKS = """commitments:
  - name: books
    quote: "We publish 4 reports in 2026, every quarter"
    made: 2026-01-15
    source: https://fund.example/books
    measure: {name: reports, unit: reports, baseline: 0, target: 4, due: 2026-12-31}
    update_every: 90 days
    owner: finance
    match: {any: [report, "open books"]}
own_accounts: {brand: ["bluesky:did:plc:abc"], leader: [], employee: ["mastodon:https://a.example/users/b"]}
"""
BRAND = "brand: fund\ntimezone: Europe/Oslo\n" + BOOKS
FILE = GOOD + "timezone: Europe/Oslo\n" + BOOKS if "timezone" not in GOOD else GOOD + BOOKS


def problems(old: str, new: str) -> list[str]:
    assert old in FILE
    return [str(each) for each in mistakes(FILE.replace(old, new))]


def test_a_commitment_is_read_and_its_dates_end_with_their_day() -> None:
    (found,) = load_campaign(FILE, "garden.yaml").commitments
    assert found.missing == ()
    assert (found.made, found.measure.due) == (day("2026-01-15"), day("2026-12-31"))
    assert (found.update_every, found.grace, found.unanswered_after) == (90, 0, 7)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("update_every: 90 days", "update_every: 3 months", "months and years differ, write 90 days"),
        ("update_every: 90 days", "update_every: 0", "expected 1 to 3660 days"),
        ("source: https://fund.example/books", "source: our page", "is no address"),
        ("due: 2026-12-31", "due: 2025-12-31", "is not after the day on which it was made"),
        ("    owner: finance\n", "", "missing: who answers for it"),
        ("made: 2026-01-15", "made: last year", "expected a date"),
        ("target: 4,", "target: four,", "expected a number"),
        ('"bluesky:did:plc:abc"', '"@fund"', "names no account"),
        ("leader: []", 'leader: ["bluesky:did:plc:abc"]', "is also listed as brand"),
        ("own_accounts:", "on_debt: wait\nown_accounts:", "is not warn or hold"),
        ("name: books", "name: Open Books", "write `open-books`"),
    ],
)
def test_a_mistake_says_what_was_expected(old: str, new: str, says: str) -> None:
    found = problems(old, new)
    assert len(found) == 1
    assert says in found[0]


def test_the_line_is_the_one_to_mend() -> None:
    line = FILE[: FILE.index("update_every")].count("\n") + 1
    assert problems("90 days", "often")[0].startswith(f"line {line}: commitments[0].update_every")


def warned(old: str, new: str) -> str:
    return "\n".join(map(str, find_warnings(load_campaign(FILE.replace(old, new), "garden.yaml"))))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (", target: 4,", ",", "cannot be rated, for want of a target"),
        ("baseline: 0, ", "", "cannot be rated, for want of a baseline"),
        (", due: 2026-12-31", "", "cannot be rated, for want of a due date"),
        ("target: 4", "target: 3", "says `4`, of which the measure says nothing"),
        ("in 2026", "in 2025", "says `2025`, of which the measure says nothing"),
        ("    update_every: 90 days\n", "", "says `every quarter`, and `update_every` is missing"),
        ("    source: https://fund.example/books\n", "", "announced, and not on record"),
        ('    match: {any: [report, "open books"]}\n', "", "has no `match`"),
    ],
)
def test_a_warning_says_what_makes_it_unrateable_and_where_it_says_less_than_its_quote(
    old: str, new: str, says: str
) -> None:
    assert says not in warned("", "")
    assert says in warned(old, new)


def test_a_handle_by_which_bluesky_names_no_author_is_warned_of() -> None:
    known = '"bluesky:did:plc:abc"'
    assert "is a handle" in warned(known, '"bluesky:fund.example"')
    for others in (known, f'{known}, "bluesky:fund.example"', '"mastodon:fund@town.example"'):
        assert "is a handle" not in warned(known, others)


def test_debt_warns_unless_the_file_says_hold() -> None:
    assert load_campaign(FILE, "garden.yaml").on_debt is OnDebt.WARN
    assert load_campaign(FILE + "on_debt: hold\n", "garden.yaml").on_debt is OnDebt.HOLD


def test_a_brands_file_is_named_by_campaigns_and_another_brand_is_another_version(tmp_path: Path) -> None:
    (tmp_path / "fund.yaml").write_text(BRAND)
    (tmp_path / "garden.yaml").write_text(GOOD + "brand: fund.yaml\n")
    campaign = check_file(str(tmp_path / "garden.yaml")).campaign
    assert (campaign.brand, [each.name for each in campaign.commitments]) == ("fund", ["books"])
    assert campaign.own_accounts.brand == ("bluesky:did:plc:abc",)
    (tmp_path / "fund.yaml").write_text(BRAND.replace("90 days", "30 days"))
    assert check_file(str(tmp_path / "garden.yaml")).campaign.version != campaign.version


def test_a_commitment_of_both_files_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "fund.yaml").write_text(BRAND)
    (tmp_path / "garden.yaml").write_text(FILE + "brand: fund.yaml\n")
    with pytest.raises(CampaignError, match="`books` is a commitment of that file, too"):
        check_file(str(tmp_path / "garden.yaml"))


@pytest.mark.parametrize("path", ["/etc/shadow", "/etc/secrets/fund.yaml", "../../secrets", '"-"'])
def test_no_other_file_of_the_machine_is_read_as_a_brands(tmp_path: Path, path: str) -> None:
    (tmp_path / "garden.yaml").write_text(f"{GOOD}brand: {path}\n")
    with pytest.raises(CampaignError, match="expected a brand's file from this folder on"):
        check_file(str(tmp_path / "garden.yaml"))


def test_a_brands_file_has_no_audiences_and_is_warned_of_by_itself() -> None:
    data = BRAND.encode()
    assert is_brand_file(data)
    assert not is_brand_file(FILE.encode())
    assert find_brand_warnings(check_brand(data, "fund.yaml")) == ()
    with pytest.raises(CampaignError, match="line 1: audiences: no such field"):
        check_brand(b"audiences: []\n" + data, "fund.yaml")
