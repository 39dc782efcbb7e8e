"""OpenAPI: the contract of the pages, made from the types that they take and give."""

from typing import Any

import msgspec

from listener.sources.http.sent_lines import MOST_LINES, LineResult
from models.decoding import json_decoder
from models.posts import Post


class PostsAnswer(msgspec.Struct, frozen=True):
    """What became of the lines of a request. Those that are taken are with the brokers."""

    taken: int
    rejected: int
    results: list[LineResult]


class ApiProblem(msgspec.Struct, frozen=True):
    """Why a request was not taken, none of it."""

    error: str


def describe_api() -> dict[str, Any]:
    """The document, of OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "listener", "version": "1", "description": "Posts into listener."},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {
            "/v1/posts": {"post": _post_posts(), "delete": _forget("id", "post")},
            "/v1/authors": {"delete": _forget("author", "author")},
        },
        "components": {"schemas": _schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _post_posts() -> dict[str, Any]:
    post = _ref("Post")
    content = {
        "application/x-ndjson": {"schema": post},
        "application/json": {"schema": {"type": "array", "items": post, "maxItems": MOST_LINES}},
    }
    return {
        "summary": "Send posts: one a line, or an array. The same post again changes nothing.",
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": _answer("What became of each line.", "PostsAnswer"),
            **_problems("400", "413", "415", "429"),
        },
    }


def _forget(name: str, what: str) -> dict[str, Any]:
    asked = [
        {"name": each, "in": "query", "required": True, "schema": {"type": "string"}} for each in ("channel", name)
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
        "429": "The brokers are slow: try again after the seconds of Retry-After.",
    }
    return {code: _answer(said[code], "ApiProblem") for code in sorted(("401", *codes))}


def _answer(description: str, schema: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _ref(schema)}}}


def _schemas() -> dict[str, Any]:
    template = "#/components/schemas/{name}"
    _, schemas = msgspec.json.schema_components([Post, PostsAnswer, ApiProblem], ref_template=template)
    plain: dict[str, Any] = json_decoder(dict[str, Any])(msgspec.json.encode(schemas))
    return plain


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
