"""OpenAPI: the contract of the pages, made from the types that they take and give."""

from typing import Any

import msgspec

from listener.sources.http.answers import ApiProblem, SentAnswer
from listener.sources.http.sent_lines import MOST_LINES
from listener.sources.http.tokens import WEBHOOK_PATH
from models.decoding import json_decoder
from models.outcomes import HeardOutcome
from models.posts import Post

_SECURITY = {
    "token": {"type": "http", "scheme": "bearer"},
    "webhook": {"type": "apiKey", "in": "query", "name": "token"},
}


def describe_api() -> dict[str, Any]:
    """The document, of OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "listener", "version": "1", "description": "Posts and outcomes into listener."},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {
            "/v1/posts": {"post": _send("posts", "Post"), "delete": _forget("id", "post")},
            "/v1/outcomes": {"post": _send("outcomes", "HeardOutcome")},
            WEBHOOK_PATH: {"post": _take_webhook()},
            "/v1/authors": {"delete": _forget("author", "author")},
        },
        "components": {"schemas": _schemas(), "securitySchemes": _SECURITY},
    }


def _send(what: str, schema: str) -> dict[str, Any]:
    items = {"type": "array", "items": _ref(schema), "maxItems": MOST_LINES}
    content = {"application/x-ndjson": {"schema": _ref(schema)}, "application/json": {"schema": items}}
    return {
        "summary": f"Send {what}: one a line, or an array. The same again changes nothing.",
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": _answer("What became of each line.", "SentAnswer"),
            **_problems("400", "413", "415", "429"),
        },
    }


def _take_webhook() -> dict[str, Any]:
    envelope = {"type": "object", "description": "One resource under its type: osdi:donation, osdi:attendance, ..."}
    content = {"application/json": {"schema": {"anyOf": [envelope, {"type": "array", "items": envelope}]}}}
    return {
        "summary": "What an advocacy tool tells by its webhooks, in the words of OSDI.",
        "security": [{"token": []}, {"webhook": []}],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": _answer("What became of each envelope.", "SentAnswer"),
            **_problems("400", "413", "429"),
        },
    }


def _forget(name: str, what: str) -> dict[str, Any]:
    asked = [
        {"name": each, "in": "query", "required": True, "schema": {"type": "string", "minLength": 1}}
        for each in ("channel", name)
    ]
    return {
        "summary": f"Ask that the {what} be forgotten, wherever we have it.",
        "parameters": asked,
        "responses": {"202": {"description": "It is asked."}, **_problems("400", "429")},
    }


def _problems(*codes: str) -> dict[str, Any]:
    said = {
        "400": "It cannot be read.",
        "401": "The token is missing, or another.",
        "413": "It is too large.",
        "415": "It is neither NDJSON nor JSON.",
        "429": "What came before is not kept yet: try again after the seconds of Retry-After.",
    }
    return {code: _answer(said[code], "ApiProblem") for code in sorted(("401", *codes))}


def _answer(description: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ref(schema)}}}


def _schemas() -> dict[str, Any]:
    template = "#/components/schemas/{name}"
    _, schemas = msgspec.json.schema_components([Post, HeardOutcome, SentAnswer, ApiProblem], ref_template=template)
    plain: dict[str, Any] = json_decoder(dict[str, Any])(msgspec.json.encode(schemas))
    return plain


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
