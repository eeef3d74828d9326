"""The OpenAPI 3.1 document, made from the operations that are served, so that it says the truth."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from content_engine import __version__
from content_engine.web.api.operation import JSON, Operation
from content_engine.web.api.problems import CODES, PROBLEM_JSON, ProblemDocument
from content_engine.web.api.schema import REF, schemas_of

Doc = dict[str, Any]
ONE_REQUEST = "OneDecisionRequest"

DESCRIPTION = """Decides what to say to whom: answers with an assembled message, or with the reason for saying nothing.

Every call needs a key, as `Authorization: Bearer <key>`, or Basic with the key as user name. Roles are told with each
call; `admin` may do everything. Errors are problem documents (RFC 9457) with a stable `code`; `errors` names fields.
One `request_id` has one answer: send a request again as often as needed, and a changed one under a new id."""

STATUS = {
    400: "The body is not JSON in UTF-8.",
    401: "No key, or one that is not known.",
    403: "The key does not have the role.",
    404: "There is nothing of that name.",
    406: "None of the formats asked for can be sent.",
    408: "The body was not complete in time.",
    409: "The first request with this request_id is still running: ask again after `Retry-After` seconds. Or somebody "
    "else decided meanwhile.",
    413: "The body is larger than this call takes.",
    415: "The body is not `application/json`.",
    422: "A field is wrong; `errors` names it. Nothing was stored.",
    500: "Something went wrong on the server.",
    503: "Too much at once, or not ready yet. Ask again after `Retry-After` seconds.",
}
RESPONSE_HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "how to send a key"},
    409: {"Retry-After": "seconds"},
}


@dataclass(frozen=True)
class Known:
    """What the catalog in use knows by name: no other name is accepted. Kinds come with their fields."""

    templates: Sequence[str] = ()
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    slots: Sequence[str] = ()
    locales: Sequence[str] = ()


def document(operations: Sequence[Operation], known: Known) -> Doc:
    """The document for these operations, while this is what the catalog knows."""
    schemas = schemas_of([*_models(operations), ProblemDocument])
    _narrow(schemas, known)
    paths: Doc = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, known)
    return {
        "openapi": "3.1.0",
        "info": {"title": "content-engine", "version": __version__, "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {_problem_name(status): _problem(status) for status in STATUS},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "description": "The key as a bearer token."},
                "basic": {"type": "http", "scheme": "basic", "description": "The key as user name, no password."},
            },
        },
    }


def _models(operations: Iterable[Operation]) -> Iterator[type[BaseModel]]:
    for operation in operations:
        for model in (operation.answers, operation.body, operation.unready):
            if isinstance(model, type):
                yield model


def _narrow(schemas: Doc, known: Known) -> None:
    one = copy.deepcopy(schemas["DecisionRequest"])
    listed = {"type": "array", "minItems": 1, "maxItems": 20, "items": {"$ref": "#/components/schemas/TemplateName"}}
    schemas["TemplateName"] = schemas["DecisionRequest"]["properties"]["template"]["anyOf"][0]
    if known.templates:
        listed["contains"] = {"enum": list(known.templates)}
        one["properties"]["template"] = {"anyOf": [{"enum": list(known.templates)}, listed]}
    schemas[ONE_REQUEST] = one
    if known.kinds:
        _narrow_check(schemas["CheckRequest"], known)
    if "GenerationRequest" in schemas and known.locales:
        schemas["GenerationRequest"]["properties"]["locale"] = {"enum": [*known.locales, None], "default": None}


def _narrow_check(check: Doc, known: Known) -> None:
    by_fields: dict[tuple[str, ...], list[str]] = {}
    for kind, fields in known.kinds.items():
        by_fields.setdefault(tuple(fields), []).append(kind)
    check["properties"]["kind"] = {"enum": list(known.kinds)}
    check["properties"]["slot"] = {"enum": [*known.slots, None], "default": None}
    check["anyOf"] = [
        {"properties": {"kind": {"enum": kinds}, "content": {"propertyNames": {"enum": list(fields)}}}}
        for fields, kinds in by_fields.items()
    ]


def _ref(name: str) -> Doc:
    return {"$ref": REF.format(model=name)}


def _operation(operation: Operation, known: Known) -> Doc:
    told: Doc = {
        "operationId": _operation_id(operation),
        "summary": operation.summary,
        "description": f"{operation.description} {_who(operation)}".strip(),
        "tags": [operation.tag],
        "security": [{"bearer": []}, {"basic": []}] if operation.roles is not None else [],
        "responses": dict(_responses(operation)),
    }
    if operation.inputs is not None:
        told["parameters"] = list(_parameters(operation, operation.inputs, known))
    if operation.body is not None:
        told["requestBody"] = {"required": True, "content": {JSON: _body(operation, operation.body, known)}}
    return told


def _operation_id(operation: Operation) -> str:
    words = re.findall(r"[A-Za-z]+", operation.path.removeprefix("/v1"))
    return "_".join([operation.method.lower(), *words])


def _who(operation: Operation) -> str:
    if operation.roles is None:
        return ""
    return f"Role: {' or '.join(sorted(operation.roles)) or 'any'}."


def _body(operation: Operation, model: type[BaseModel], known: Known) -> Doc:
    name = ONE_REQUEST if operation.path == "/v1/decisions" else model.__name__
    body: Doc = {"schema": _ref(name)}
    if operation.example is not None:
        body["example"] = _accepted(copy.deepcopy(dict(operation.example)), known)
    return body


def _accepted(example: Doc, known: Known) -> Doc:
    """An example with names that the catalog in use knows."""
    if known.templates and "template" in example:
        example["template"] = known.templates[0]
    if known.kinds and "kind" in example and example["kind"] not in known.kinds:
        example["kind"] = next(iter(known.kinds))
    if "requests" in example:
        example["requests"] = [_accepted(request, known) for request in example["requests"]]
    return example


def _parameters(operation: Operation, inputs: type[BaseModel], known: Known) -> Iterator[Doc]:
    schema = schemas_of([inputs])[inputs.__name__]
    for name, told in schema["properties"].items():
        in_path = f"{{{name}}}" in operation.path
        plain = {"enum": list(known.templates)} if name == "template" and known.templates else _without_null(told)
        description = {"description": plain.pop("description")} if "description" in plain else {}
        required = in_path or name in schema.get("required", ())
        yield {"name": name, "in": "path" if in_path else "query", "required": required, "schema": plain, **description}


def _without_null(schema: Doc) -> Doc:
    """A parameter is left out, never null."""
    plain = {key: value for key, value in schema.items() if not (key == "default" and value is None)}
    branches = [branch for branch in plain.pop("anyOf", ()) if branch.get("type") != "null"]
    return {**plain, **branches[0]} if branches else plain


def _responses(operation: Operation) -> Iterator[tuple[str, Doc]]:
    yield str(operation.status), _answer(operation)
    for status in sorted(_problems_of(operation)):
        yield str(status), {"$ref": f"#/components/responses/{_problem_name(status)}"}
    if operation.unready is not None:
        yield "503", {"description": "Not ready.", "content": {JSON: {"schema": _ref(operation.unready.__name__)}}}


def _answer(operation: Operation) -> Doc:
    headers = {name: _header(description) for name, description in operation.headers.items()}
    more: Doc = {"headers": headers} if headers else {}
    if isinstance(operation.answers, type):
        return {"description": "OK", "content": {JSON: {"schema": _ref(operation.answers.__name__)}}, **more}
    content = {
        media: {"schema": _ref(schema) if isinstance(schema, str) else schema}
        for media, schema in operation.answers.items()
    }
    return {"description": "OK", "content": content, **more}


def _problems_of(operation: Operation) -> set[int]:
    found = {408, 413, 500, *operation.also}
    if operation.roles is not None:
        found |= {401, 422, 503}
    if operation.roles:
        found.add(403)
    if operation.body is not None:
        found |= {400, 415}
    if operation.inputs is not None:
        found.add(422)
    return found


def _problem_name(status: int) -> str:
    return f"Problem{status}"


def _header(description: str) -> Doc:
    return {"description": description, "schema": {"type": "string"}}


def _problem(status: int) -> Doc:
    codes = ", ".join(f"`{code}`" for code, (usual, _) in CODES.items() if usual == status)
    headers = {name: _header(text) for name, text in RESPONSE_HEADERS.get(status, {}).items()}
    content = {PROBLEM_JSON: {"schema": _ref("ProblemDocument")}}
    told: Doc = {"description": f"{STATUS[status]} Codes: {codes}.", "content": content}
    return {**told, "headers": headers} if headers else told
