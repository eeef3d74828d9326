"""Prompts as they are read from files: numbered, released, labelled (interface §2)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from content_engine.domain.base import FileNoun, Json, Name


class Prompt(FileNoun):
    """One released prompt. `system` and `user` are Jinja2 bodies; `attributes` names the subject attributes that may
    reach it, each with the closed list of its values. `digest` is the SHA-256 of the file, which never changes.
    """

    task: Name
    number: Annotated[int, Field(ge=1)]
    model: str = ""
    parameters: Json = Field(default_factory=dict)
    inputs: Json
    output: Json | None = None
    attributes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    system: str
    user: str
    digest: str

    @property
    def name(self) -> str:
        """`<task>/<number>`."""
        return f"{self.task}/{self.number}"


class PromptTask(FileNoun):
    """A task's prompts by number and its labels; `released` are the digests that the folder has promised to keep."""

    task: Name
    prompts: tuple[Prompt, ...]
    labels: dict[str, int] = Field(default_factory=dict)
    released: dict[int, str] = Field(default_factory=dict)
