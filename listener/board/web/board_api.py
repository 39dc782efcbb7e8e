"""Board API: the contract of what programs ask the board and tell it, made from the types that it takes and gives."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from listener.board.web.update_actions import ReportedUpdate
from models.decoding import json_decoder
from models.movement import AudienceMovement
from models.signals import Signal

_AUDIENCE = ("campaign", "audience")
_SAID = {
    "400": "It cannot be read, or says nothing that we know of.",
    "401": "An operator's token is needed.",
    "403": "The token is a viewer's.",
    "404": "There is no such thing here.",
    "408": "The body took too long.",
    "413": "The body is too long.",
    "429": "Too many wrong tokens came from there.",
    "503": "It could not be written down just now.",
}


def describe_board() -> dict[str, Any]:
    """The document, of OpenAPI 3.1."""
    schemas, charts = _schemas(), {"application/json": {"schema": {"type": "object"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "listener board", "version": "1", "description": "What is decided, told and promised."},
        "servers": [{"url": "/"}],
        "paths": {
            "/audiences/{campaign}/{audience}/series.json": _get("What its charts draw.", charts, _AUDIENCE),
            "/audiences/{campaign}/{audience}/movement.json": _get(
                "Moment or movement.", _json("AudienceMovement"), _AUDIENCE
            ),
            "/audiences/{campaign}/{audience}/days.csv": _get("What was said by day.", _text("text/csv"), _AUDIENCE),
            "/signals/{id}.json": _get("A signal, as it went out.", _json("Signal", "cloudevents+json"), ("id",)),
            "/v1/updates": {"post": _tell()},
        },
        "components": {"schemas": schemas, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


async def offer_contract(_: Request) -> Response:
    """The page that has it."""
    return Response(msgspec.json.encode(describe_board()), media_type="application/json")


def _get(summary: str, content: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    asked = [{"name": each, "in": "path", "required": True, "schema": {"type": "string"}} for each in names]
    answers = {"200": {"description": summary, "content": content}, **_problems("404")}
    return {"get": {"summary": summary, "parameters": asked, "responses": answers}}


def _tell() -> dict[str, Any]:
    taken = {"application/json": {"schema": {"type": "object", "properties": {"id": {"type": "string"}}}}}
    return {
        "summary": "Tell where a commitment stands. The same `id` again changes nothing.",
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": _json("ReportedUpdate")},
        "responses": {
            "202": {"description": "It is written down.", "content": taken},
            **_problems("400", "401", "403", "408", "413", "429", "503"),
        },
    }


def _problems(*codes: str) -> dict[str, Any]:
    return {each: {"description": _SAID[each], "content": _text("text/html")} for each in codes}


def _json(schema: str, kind: str = "json") -> dict[str, Any]:
    return {f"application/{kind}": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def _text(kind: str) -> dict[str, Any]:
    return {kind: {"schema": {"type": "string"}}}


def _schemas() -> dict[str, Any]:
    kinds = [ReportedUpdate, Signal, AudienceMovement]
    _, schemas = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    plain: dict[str, Any] = json_decoder(dict[str, Any])(msgspec.json.encode(schemas))
    return plain
