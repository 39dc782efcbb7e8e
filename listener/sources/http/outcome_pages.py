"""Outcome pages: `POST /v1/outcomes` from programs, `POST /v1/osdi` from webhooks of advocacy tools."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aiohttp import web

from listener.sources.http.answers import SentAnswer, json_answer, problem_answer
from listener.sources.http.osdi import read_webhook
from listener.sources.http.request_bodies import read_lines_of, read_sent_body
from listener.sources.http.sent_lines import MOST_LINES
from listener.sources.http.sent_outcomes import join_lines, read_outcomes, report_record, results_of_outcomes
from listener.sources.people import People
from listener.sources.runner import SourceCounts, WriteRecords, to_record
from models.campaigns import Campaign
from models.errors import UnreadableError
from models.outcomes import HeardOutcome
from models.rejections import Rejection


class OutcomePages:
    """Takes outcomes of these campaigns, and answers once they are kept."""

    def __init__(
        self,
        write: WriteRecords,
        people: People,
        campaigns: Sequence[Campaign],
        on_batch: Callable[[SourceCounts], None],
    ) -> None:
        self._write, self._people, self._campaigns, self._on_batch = write, people, campaigns, on_batch

    async def take_outcomes(self, request: web.Request) -> web.Response:
        """What a program tells: one outcome a line, or an array."""
        lines = await read_lines_of(request)
        return lines if isinstance(lines, web.Response) else await self._take(read_outcomes(lines, self._people))

    async def take_webhook(self, request: web.Request) -> web.Response:
        """What an advocacy tool tells. One of which nothing can be made is no reason to send it again."""
        try:
            heard = read_webhook(await read_sent_body(request), self._people)
        except UnreadableError as error:
            return problem_answer(400, str(error))
        if len(heard) > MOST_LINES:
            return problem_answer(413, f"{len(heard)} envelopes; at most {MOST_LINES}")
        return await self._take(heard)

    async def _take(self, heard: Sequence[HeardOutcome | Rejection]) -> web.Response:
        joined = join_lines(heard, self._campaigns)
        rejected = [each.found for each in joined if isinstance(each.found, Rejection)]
        reports = [report for each in joined if not isinstance(each.found, Rejection) for report in each.found]
        await self._write([*map(report_record, reports), *map(to_record, rejected)])
        counts = SourceCounts(len(joined), len(reports) + len(rejected))
        for each in rejected:
            counts.rejected[each.reason] += 1
        self._on_batch(counts)
        results = results_of_outcomes(joined)
        return json_answer(200, SentAnswer(len(joined) - len(rejected), len(rejected), results))
