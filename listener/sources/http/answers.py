"""Answers: what every page of the API says back, as JSON."""

import msgspec
from aiohttp import web

from models.rejections import Reason


class LineResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one line: the id under which it is known from now on, or why it was not taken."""

    line: int
    id: str = ""
    reason: Reason | None = None
    detail: str = ""


class SentAnswer(msgspec.Struct, frozen=True):
    """What became of the lines of a request. Those that are taken are kept."""

    taken: int
    rejected: int
    results: list[LineResult]


class ApiProblem(msgspec.Struct, frozen=True):
    """Why a request was not taken, none of it."""

    error: str


def json_answer(status: int, body: object) -> web.Response:
    """A value as JSON."""
    return web.Response(status=status, body=msgspec.json.encode(body), content_type="application/json")


def problem_answer(status: int, error: str, headers: dict[str, str] | None = None) -> web.Response:
    """Why nothing of a request was taken."""
    body = msgspec.json.encode(ApiProblem(error))
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)
