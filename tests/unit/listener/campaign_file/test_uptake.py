"""What tells that a call to action is taken up."""

import pytest

from listener.campaign_file import load_campaign
from models.campaigns import Uptake
from models.errors import CampaignError
from tests.unit.listener.campaign_file.test_campaign import GOOD


def test_what_tells_that_a_call_is_taken_up() -> None:
    call = 'call_to_action: "Come and dig"'
    text = GOOD.replace(call, f'{call}, uptake: {{any: [my spade], links: ["https://dig.example/"]}}')
    assert load_campaign(text, "garden.yaml").audiences[0].chapters[-1].uptake == Uptake(
        ("my spade",), ("https://dig.example/",)
    )
    with pytest.raises(CampaignError, match="is empty: expected `any`"):
        load_campaign(GOOD.replace(call, f"{call}, uptake: {{}}"), "garden.yaml")
