"""What the boards of these tests show."""

from playwright.async_api import Page, expect

from listener.board.views.board_state import BoardRecord
from models.decisions import Context, DataQuality, Decision, DecisionKind
from tests.unit.listener.board.making import decision, evidence, ready, signal

AUDIENCE = "/audiences/relief/locals"


def hourly(hours: int) -> list[Decision]:
    """Decisions of some days: evidence that grows, a silent channel, themes that rise."""
    return [one_hour(hour, hours) for hour in range(hours)]


def one_hour(hour: int, hours: int) -> Decision:
    """The decision of one of so many hours."""
    way = hour / hours
    share, silent = 0.1 + 0.3 * way, DataQuality(coverage=0.4, silent_channels=("mastodon",))
    stages = {
        "awareness": 0.8 - 0.4 * way,
        "interest": 0.15 + 0.2 * way,
        "desire": 0.05 + 0.15 * way,
        "action": 0.05 * way,
    }
    roles, themes = {"activist": 3, "nonconformist": 8}, {"school": 1 + hour // 30}
    context = Context(activity=hour * 40, roles=roles, themes=themes, emotions={"hope": 2})
    return decision(
        hour,
        chapter="who-it-hit" if way < 0.6 else "stand-with",
        score=(way if way < 0.6 else way - 0.6) * 1.5,
        evidence=evidence(share=share, share_interval=(share - 0.05, share + 0.05), by_stage=stages),
        data_quality=silent if 40 <= hour < 52 else DataQuality(),
        context=context,
    )


TOLD = signal(80, 2, of=ready(80, audience="diaspora"))
STEP_BACK = decision(90, DecisionKind.STEP_BACK, audience="abroad")
RECORDS: list[BoardRecord] = [*hourly(120), signal(60, 1), TOLD, STEP_BACK]


async def live(page: Page) -> None:
    """Waits until the page says that it is live."""
    await expect(page.locator("#pulse-words")).to_have_text("Live")
