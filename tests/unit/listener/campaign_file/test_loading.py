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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('id,text,author\n1,"we gave",a\n2,"so did we",b\n', "CSV"),
        ('{"id": "a", "text": "we gave"}\n{"id": "b", "text": "we: too"}\n', "JSON, posts perhaps"),
    ],
)
def test_posts_in_the_place_of_a_campaign_are_told_as_such(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "posts"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CampaignError, match=says):
        check_file(str(path))


def test_a_campaign_with_a_mistake_is_not_taken_for_posts(tmp_path: Path) -> None:
    path = tmp_path / "campaign.yaml"
    path.write_text("campaign: one, two, three\nstory: [a, b\n", encoding="utf-8")
    with pytest.raises(CampaignError) as raised:
        check_file(str(path))
    assert "looks like" not in str(raised.value)


def _with_alerts_to(folder: Path, to: str) -> str:
    """A campaign file whose alerts go to a file."""
    path = folder / "campaign.yaml"
    route = f"alerts:\n  - {{name: kept, owner: us, sink: file, to: {to}, decisions: [ADVANCE]}}\n"
    path.write_text((EXAMPLES / "relief-fund.yaml").read_text(encoding="utf-8") + route, encoding="utf-8")
    return str(path)


def test_alerts_may_go_to_a_file_that_nothing_reads(tmp_path: Path) -> None:
    (campaign,) = load_files([_with_alerts_to(tmp_path, str(tmp_path / "alerts.ndjson"))])
    assert campaign.alerts[0].to == (str(tmp_path / "alerts.ndjson"),)


@pytest.mark.parametrize("name", ["campaign.yaml", "link.yaml", "./campaign.yaml"])
def test_alerts_do_not_go_to_the_campaign_file_under_any_name(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALERT_KEPT", f"{tmp_path}/{name}")
    path = _with_alerts_to(tmp_path, "$ALERT_KEPT")
    (tmp_path / "link.yaml").symlink_to(path)
    for read in (check_file, lambda each: load_files([each])):
        with pytest.raises(InputError, match=r"alerts route `kept` .*: is also read, as .*campaign.yaml"):
            read(path)


def test_alerts_do_not_go_to_another_campaign_file_or_to_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = tmp_path / "posts.ndjson"
    posts.write_bytes(b"{}\n")
    monkeypatch.setenv("ALERT_KEPT", str(posts))
    for to in (str(posts), "$ALERT_KEPT"):
        path = _with_alerts_to(tmp_path, to)
        assert load_files([path])
        with pytest.raises(InputError, match="is also read"):
            load_files([path], [str(posts)])
    other = tmp_path / "other.yaml"
    monkeypatch.setenv("ALERT_KEPT", str(other))
    path = _with_alerts_to(tmp_path, "$ALERT_KEPT")
    other.write_text((EXAMPLES / "wallstreetbets.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match="is also read"):
        load_files([path, str(other)])


@pytest.mark.parametrize("to", ["/home/us/.bashrc", "../../etc/cron.d/alerts", "alerts", "a.ndjson/../.profile"])
def test_a_campaign_file_has_no_line_written_to_what_is_no_file_of_lines(tmp_path: Path, to: str) -> None:
    with pytest.raises(CampaignError, match=r"a path here ends in \.ndjson or \.jsonl"):
        load_files([_with_alerts_to(tmp_path, to)])
