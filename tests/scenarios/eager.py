"""Eager: the rule for those who bear alarms in vain: one policy for each number of them, on an audience's votes."""

from msgspec.structs import replace

from models.decisions import DecisionKind
from models.overrides import override
from models.policy import Policy
from models.posts import DAY_MS
from models.votes import Vote
from pipelines.readiness import Aim, ChapterDetector, PanelCounts, WindowSpan
from pipelines.readiness.detector import HourlyWeek
from pipelines.readiness.e_process import EProcess
from pipelines.readiness.early import EARLY, rise_statistic, update_rise_evidence
from pipelines.readiness.rule import decided
from pipelines.readiness.strata import sum_by_stratum

# Alarms in vain a month: from as few as `alpha` to two in three days.
BORNE = (0.01, 0.1, 0.3, 0.6, *(0.5 * step for step in range(2, 11)), *map(float, range(6, 15)), 16.0, 18.0, 20.0)


class Eager:
    """Follows the rule's own detector, and says when each of those policies would have said ADVANCE."""

    def __init__(self, policy: Policy) -> None:
        self.policies = [override(policy, {"early_alarms": borne}) for borne in BORNE]
        self.wealth = [EProcess()] * len(BORNE)
        self.week = HourlyWeek()
        self.alarms: list[int | None] = [None] * len(BORNE)

    def hear(
        self, detector: ChapterDetector, votes: list[Vote], span: WindowSpan, aim: Aim, counts: PanelCounts, hour: int
    ) -> None:
        """One window, which the rule has weighed without them: what they hear early does not depend on the number."""
        anchor = max(detector.newcomers_since, span.end - self.policies[0].weighing.turnover_days * DAY_MS)
        window = sum_by_stratum(votes, anchor, self.policies[0])
        self.week, stake = rise_statistic(
            replace(detector, hourly_week=self.week), window, span, aim, self.policies[0]
        )
        for index, policy in enumerate(self.policies):
            if self.alarms[index] is None:
                self.wealth[index] = (
                    update_rise_evidence(self.wealth[index], stake, policy) if stake else self.wealth[index]
                )
                heard = replace(detector, e_processes={**detector.e_processes, EARLY: self.wealth[index]})
                if decided(heard, aim, counts, policy) is DecisionKind.ADVANCE:
                    self.alarms[index] = hour + 1
