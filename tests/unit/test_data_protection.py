"""The page on data protection is true: each topic with how long it is kept, and each number in it."""

from pathlib import Path

from listener.kafka.topic_settings import COMPACTION_LAG_MS, longest_kept_hours
from listener.kafka.topics import TOPICS, Topic
from listener.settings import Settings
from models.posts import HOUR_MS
from models.quoted import QUOTED_LIMIT
from pipelines.windows import erasure, examples

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "deploy/DATA_PROTECTION.md").read_text("utf-8")
HOURS = Settings().retention_hours


def kept(topic: Topic) -> str:
    """How long, as the page says it."""
    if topic.compacted:
        return "for ever, the latest of each key"
    return "for ever" if topic.for_ever else f"{HOURS:g} h, at most {longest_kept_hours(HOURS):g} h"


def test_every_topic_is_told_with_how_long_it_is_kept() -> None:
    rows = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| `")]
    assert {name: hours for name, _, hours in rows} == {f"`{each.name}`": kept(each) for each in TOPICS}


def test_the_numbers_of_the_page_are_those_of_the_code() -> None:
    assert f"`LISTENER_RETENTION_HOURS` is {HOURS:g}" in PAGE
    assert f"earlier ones are gone within {COMPACTION_LAG_MS // HOUR_MS} h" in PAGE
    assert f"of the latest {erasure._UNHEARD} whom the audience did not know" in PAGE  # noqa: SLF001
    assert f"more than {QUOTED_LIMIT:,} quoted posts ago" in PAGE
    assert examples._MOST == 3  # noqa: SLF001
    assert "It quotes three sentences at most." in PAGE


def test_each_rule_of_how_it_goes_names_its_test() -> None:
    rules = [line for line in PAGE.split("## How it goes")[1].split("\n## ")[0].splitlines() if line.startswith("- ")]
    assert len(rules) >= 9
    assert [rule for rule in rules if "::test_" not in rule] == []


def test_the_readme_leads_to_the_page() -> None:
    assert "(deploy/DATA_PROTECTION.md)" in (ROOT / "README.md").read_text("utf-8")
