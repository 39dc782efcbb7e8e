"""Campaign files from the disk."""

from pathlib import Path

import pytest

from listener.campaign_file.loading import check_file, load_files
from listener.campaign_file.nodes import MAX_BYTES
from models.errors import CampaignError, InputError

EXAMPLES = Path(__file__).parents[4] / "deploy" / "examples"


def test_campaigns_come_in_the_order_of_their_files() -> None:
    paths = [str(EXAMPLES / name) for name in ("wallstreetbets.yaml", "relief-fund.yaml")]
    assert [campaign.name for campaign in load_files(paths)] == ["diamond-hands", "relief-fund"]
    assert load_files([]) == ()


def test_two_files_with_one_name_are_refused() -> None:
    path = str(EXAMPLES / "relief-fund.yaml")
    with pytest.raises(InputError, match="also called `relief-fund`"):
        load_files([path, path])


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="no such file"):
        check_file("absent.yaml")


def test_a_file_too_large_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MAX_BYTES * 4))
    with pytest.raises(CampaignError, match="a campaign file has 262,144 at most"):
        check_file(str(path))


@pytest.mark.parametrize(
    ("start", "says"), [(b"id,text\n", "CSV"), (b'{"id": 1}\n', "JSON, posts perhaps"), (b"PK\x03\x04", "workbook")]
)
def test_another_large_file_is_told_by_its_kind(tmp_path: Path, start: bytes, says: str) -> None:
    path = tmp_path / "posts"
    path.write_bytes(start + b"x" * MAX_BYTES)
    with pytest.raises(CampaignError, match=says):
        check_file(str(path))
