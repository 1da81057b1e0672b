"""The interface's own description (OpenAPI 3.1), made from the addresses and the values that answer."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from typing import Any

import msgspec

from tawatur.web.rest.asked import MOST, Parameter
from tawatur.web.rest.endpoints import Endpoint, endpoints
from tawatur.web.rest.quoted import Json
from tawatur.web.rest.shapes import Error

BASE = "/api/v1"
_SCHEMA = "#/components/schemas/"
_TEXT: Json = {"type": "string"}
_FAULTS = {
    "400": "A parameter that there is not, or a value that does not fit.",
    "401": "The token is missing or wrong, where the desk asks for one.",
    "404": "There is nothing by that id.",
    "503": "The ledger cannot be read at this moment.",
}


@cache
def document() -> Json:
    """The description of the whole interface."""
    every = endpoints()
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": "Tawatur",
            "version": metadata.version("tawatur"),
            "summary": "The records of one ledger, read only.",
            "description": (
                "Every span counts Unicode code points in the text of the article that is named beside or above it, "
                "is half-open, and carries its words. Days are inclusive at both ends and null where nothing is "
                "known. A list's page may hold fewer items than asked for; it is the last where `next` is null."
            ),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": BASE}],
        "security": [{}, {"token": []}],
        "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in every},
        "components": {
            "schemas": _schemas(every),
            "responses": {status: _fault(status, doc) for status, doc in _FAULTS.items()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Where the desk was given a token."}
            },
        },
    }
    return msgspec.json.decode(msgspec.json.encode(whole), type=Json)


def answer_schema(endpoint: Endpoint) -> Json:
    """The schema of an address's answer, with references into the components."""
    item: Json = {"$ref": _SCHEMA + endpoint.result.__name__}
    if endpoint.marked:
        item = {
            "type": "object",
            "properties": {"article": {**_TEXT, "description": "The article that the mark's spans count in."}, "mark": item},
            "required": ["article", "mark"],
        }  # fmt: skip
    if not endpoint.many:
        return item
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": item},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page; null on the last."},
        },
        "required": ["items", "next"],
    }


def _operation(endpoint: Endpoint) -> Json:
    in_path = [
        {"name": name, "in": "path", "required": True, "schema": _TEXT, "description": "Its id."}
        for name in re.findall(r"\{(\w+)\}", endpoint.path)
    ]
    tag = {"name": "If-None-Match", "in": "header", "schema": _TEXT, "description": "The ETag of what is held already."}
    faults = ["400", "401", "503", *(["404"] if in_path else [])]
    return {
        "operationId": endpoint.name,
        "summary": endpoint.doc,
        "parameters": [*in_path, *map(_parameter, endpoint.parameters), tag],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {"ETag": {"schema": _TEXT, "description": "Changes when the answer does."}},
                "content": {"application/json": {"schema": answer_schema(endpoint)}},
            },
            "304": {"description": "Nothing has changed since the ETag that was sent."},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in sorted(faults)},
        },
    }


def _parameter(parameter: Parameter) -> Json:
    shapes: dict[str, Json] = {
        "text": {**_TEXT, **({"enum": list(parameter.choices)} if parameter.choices else {})},
        "day": {**_TEXT, "format": "date"},
        "flag": {"type": "boolean"},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
        "cursor": _TEXT,
    }
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.doc,
        "schema": shapes[parameter.kind],
    }


def _fault(status: str, doc: str) -> Json:
    del status
    return {"description": doc, "content": {"application/json": {"schema": {"$ref": f"{_SCHEMA}Error"}}}}


def _schemas(every: tuple[Endpoint, ...]) -> dict[str, Any]:
    types = list(dict.fromkeys([*(endpoint.result for endpoint in every), Error]))
    _, components = msgspec.json.schema_components(types, ref_template=_SCHEMA + "{name}")
    span = components["Span"]
    # what goes out carries the words beside every span
    span["properties"]["text"] = {**_TEXT, "description": "The words of the span."}
    span["required"] = [*span["required"], "text"]
    return components
