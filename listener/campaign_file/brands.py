"""A brand's file: its commitments and accounts, which several campaigns name (`brand: FILE`)."""

from dataclasses import dataclass
from pathlib import PurePath

from listener.campaign_file import nodes, values
from listener.campaign_file.commitments import read_commitments, read_own_accounts
from listener.campaign_file.locations import Located, MistakeReport, locate_root, read_fields
from models.commitments import Commitment, OwnAccounts
from models.errors import CampaignError, Mistake

_REQUIRED = {"brand": "the brand's name", "commitments": "what it promised in public"}
_OPTIONAL = ("own_accounts", "timezone")
_ENDS = (".yaml", ".yml")  # mistakes repeat words of the file: it must not be any file of the machine


@dataclass(frozen=True)
class CheckedBrand:
    """A brand's file without mistakes, and the line of each of its fields by path."""

    name: str
    commitments: tuple[Commitment, ...]
    own_accounts: OwnAccounts
    lines: dict[str, int]
    data: bytes = b""  # of the file
    doubts: tuple[Mistake, ...] = ()
    timezone: str = "UTC"


def is_brand_file(data: bytes) -> bool:
    """Whether a file has `brand:` in place of `campaign:`."""
    try:
        fields = nodes.compose_yaml(data).value
    except nodes.UnreadableYaml:
        return False
    names = [getattr(pair[0], "value", "") for pair in fields if isinstance(pair, tuple)]
    return "brand" in names and "campaign" not in names


def read_brand_path(report: MistakeReport, place: Located | None) -> str:
    """Where the brand's file is, from the campaign's folder on."""
    path = values.read_text(report, place)
    if place is not None and path and (PurePath(path).is_absolute() or not path.endswith(_ENDS)):
        report.wrong(place, f"`{path[:60]}`: expected a brand's file from this folder on: NAME.yaml")
    return path


def check_brand(data: bytes, name: str) -> CheckedBrand:
    """The brand of a file. Raises CampaignError with every mistake, each with its line."""
    report = MistakeReport()
    try:
        brand = _read_brand(report, locate_root(nodes.compose_yaml(data)), data)
    except nodes.UnreadableYaml as error:
        raise CampaignError(name, (error.mistake,)) from None
    if report.mistakes:
        raise CampaignError(name, tuple(sorted(report.mistakes, key=lambda mistake: mistake.line)))
    return brand


def _read_brand(report: MistakeReport, place: Located, data: bytes) -> CheckedBrand:
    got = read_fields(report, place, _REQUIRED, _OPTIONAL)
    zone = values.read_zone(report, got.get("timezone"))
    return CheckedBrand(
        name=values.read_name(report, got.get("brand")),
        commitments=read_commitments(report, got.get("commitments"), zone),
        own_accounts=read_own_accounts(report, got.get("own_accounts")),
        lines=report.lines,
        data=data,
        doubts=nodes.find_doubts(data),
        timezone=zone,
    )
