"""The errors that a campaign bears are shared by its audiences: each asks for more evidence, and says its part."""

import pytest

from models.campaigns import Audience
from pipelines.windows import WatchedAudience
from tests.unit.listener.board.making import campaign


@pytest.mark.parametrize("number", [1, 2, 10])
def test_however_many_audiences_a_campaign_has_their_alphas_add_up_to_its_own(number: int) -> None:
    one = campaign().audiences[0]
    whole = campaign(audiences=tuple(Audience(f"audience-{place}", one.chapters) for place in range(number)))
    parts = [WatchedAudience(whole, each).policy for each in whole.audiences]
    assert sum(each.promises.alpha for each in parts) == pytest.approx(whole.policy.promises.alpha)
    assert sum(1 / each.threshold for each in parts) == pytest.approx(1 / whole.policy.threshold)
    assert sum(1 / each.label_step_back_threshold for each in parts) == pytest.approx(
        1 / whole.policy.label_step_back_threshold
    )
