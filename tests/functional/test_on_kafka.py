"""What can be told without Kafka says so where no broker is named, and where one is named does not."""

from typing import Any

import pytest

from listener.cli.support.on_kafka import on_kafka
from models.errors import InputError
from tests.functional.run import ROOT, listener

CAMPAIGN = ROOT / "listener" / "demo" / "campaign.yaml"


def test_who_named_no_broker_is_told_of_the_log() -> None:
    ran = listener("outcome", CAMPAIGN, "40")
    assert ran.code == 2
    assert "Without Kafka: --log FILE, the log of a `listener run`" in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("named", "said"), [({}, "gone. Without Kafka: --log"), ({"LISTENER_BOOTSTRAP": "x:1"}, "gone")]
)
def test_who_named_one_is_told_what_went_wrong_with_it(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str], said: str
) -> None:
    def fail() -> Any:
        with on_kafka("--log"):
            raise InputError("gone")

    monkeypatch.delenv("LISTENER_BOOTSTRAP", raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(InputError) as caught:
        fail()
    assert str(caught.value) == said
