"""Eager: the rule for those who bear false alarms: one policy for each number of them, on an audience's votes."""

from msgspec.structs import replace

from models.decisions import DecisionKind
from models.overrides import override
from models.policy import Policy
from models.posts import DAY_MS
from models.votes import Vote
from pipelines.readiness import Aim, ChapterDetector, PanelCounts, WindowInputs, WindowSpan
from pipelines.readiness.checks import list_checks
from pipelines.readiness.detector import HourlyWeek
from pipelines.readiness.e_process import EProcess
from pipelines.readiness.early import EARLY, observe_votes, update_rise_evidence
from pipelines.readiness.rule import decide
from pipelines.readiness.strata import sum_by_stratum

# False alarms a month: from as few as `alpha` to two in three days.
BORNE = (0.01, 0.1, 0.3, 0.6, *(0.5 * step for step in range(2, 11)), *map(float, range(6, 15)), 16.0, 18.0, 20.0)


class Eager:
    """Follows the rule's own detector, and says when each of those policies would have said ADVANCE."""

    def __init__(self, policy: Policy) -> None:
        self.policies = [override(policy, {"early_alarms": borne}) for borne in BORNE]
        self.evidence = [EProcess()] * len(BORNE)
        self.week = HourlyWeek()
        self.alarms: list[int | None] = [None] * len(BORNE)

    def hear(
        self, detector: ChapterDetector, votes: list[Vote], span: WindowSpan, aim: Aim, counts: PanelCounts, hour: int
    ) -> None:
        """One window, which the rule has weighed without them: what they hear early does not depend on the number."""
        any_policy = self.policies[0]
        newcomers_since = max(detector.newcomers_since, span.end - any_policy.weighing.turnover_days * DAY_MS)
        window = sum_by_stratum(votes, newcomers_since, any_policy)
        inputs = WindowInputs(span, aim, counts, any_policy)
        self.week, statistic = observe_votes(replace(detector, hourly_week=self.week), window, inputs)
        for index, policy in enumerate(self.policies):
            if self.alarms[index] is None:
                if statistic:
                    self.evidence[index] = update_rise_evidence(self.evidence[index], statistic, policy)
                informed = replace(detector, e_processes={**detector.e_processes, EARLY: self.evidence[index]})
                checks = list_checks(informed, 1.0, WindowInputs(span, aim, counts, policy))
                if decide(checks) is DecisionKind.ADVANCE:
                    self.alarms[index] = hour + 1
