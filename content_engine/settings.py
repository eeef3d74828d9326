"""Settings: `CONTENT_ENGINE_*` in the environment, an optional `content-engine.toml`, flags; rising precedence."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PREFIX = "CONTENT_ENGINE_"
FILE = f"{PREFIX}FILE"
"""The environment variable that names another settings file; empty means none is read."""


class WrongSettings(ValueError):
    """A setting cannot be used. Says where it was set and what is wrong with it."""


class Setting(NamedTuple):
    """One setting in force and where it comes from: a flag, a file, the environment or the default."""

    name: str
    value: Any
    source: str


class Settings(BaseSettings):
    """How one deployment is set up. Constructor arguments (flags) win over the file, the file over the environment.

    Raises `WrongSettings` for a settings file that cannot be read, and pydantic's `ValidationError` for a wrong value;
    `Settings.load` tells the latter in words.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    content: Annotated[Path, Field(description="the content folder")] = Path()
    database: Annotated[str, Field(description="SQLAlchemy URL of the content memory")] = "sqlite:///content.db"
    batch_max: Annotated[int, Field(ge=1, le=10_000, description="most requests decided together")] = 256
    refresh_seconds: Annotated[
        float, Field(gt=0, description="how often a server looks for new content and snapshots")
    ] = 1.0
    max_body_bytes: Annotated[int, Field(ge=1_024, description="largest body of a single decision")] = 262_144
    max_batch_bytes: Annotated[int, Field(ge=1_024, description="largest body of a batch or list")] = 8_388_608
    docs: Annotated[bool, Field(description="serve /docs and /openapi.json")] = True
    model: Annotated[
        str,
        Field(
            description="the LLM that writes; empty: gpt-4o-mini where OPENAI_API_BASE or _KEY is set, else `offline`"
        ),
    ] = ""
    judge_model: Annotated[str, Field(description="the LLM that judges; empty: the one that writes")] = ""
    fallback_models: Annotated[str, Field(description="LLMs to try when that one fails, in order, with commas")] = ""
    adapter: Annotated[
        Literal["litellm", "openai_http"], Field(description="how LLMs are reached; the model `offline` needs neither")
    ] = "litellm"
    llm_base_url: Annotated[str, Field(description="where an OpenAI-compatible server is; empty: OPENAI_API_BASE")] = ""
    llm_deadline_seconds: Annotated[
        float, Field(gt=0, le=3_600, description="one deadline over all tries and fallbacks of a completion")
    ] = 60.0
    llm_attempts: Annotated[int, Field(ge=1, le=10, description="most requests to one model for a completion")] = 3
    llm_max_answer_bytes: Annotated[int, Field(ge=1_024, description="largest answer that is read")] = 2_097_152
    budget_day_usd: Annotated[float, Field(ge=0, description="most US dollars for LLMs in a UTC day")] = 10.0
    budget_day_tokens: Annotated[int, Field(ge=0, description="most tokens in a UTC day")] = 5_000_000
    budget_job_usd: Annotated[float, Field(ge=0, description="most US dollars for one job")] = 2.0
    budget_job_tokens: Annotated[int, Field(ge=0, description="most tokens for one job")] = 1_000_000
    jobs: Annotated[
        Literal["spawn", "off"], Field(description="whether a server starts a worker for jobs, or others run `work`")
    ] = "spawn"
    jobs_database: Annotated[
        str,
        Field(description="URL of the job queue's own tables; empty: beside the database"),
    ] = ""
    studio_url: Annotated[
        str, Field(description="where browsers reach the Studio, as https://host; https makes its cookies secure")
    ] = ""
    oidc_issuer: Annotated[str, Field(description="OpenID provider for the Studio; empty: passwords alone")] = ""
    oidc_client_id: Annotated[str, Field(description="the Studio's client id there")] = ""
    oidc_client_secret: Annotated[str, Field(description="its secret; never shown", repr=False)] = ""
    oidc_name: Annotated[str, Field(description="what the button says")] = "single sign-on"
    oidc_roles: Annotated[
        str, Field(description="roles of newcomers from the provider, with commas; empty: only those invited")
    ] = ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the TOML file, then the environment."""
        return init_settings, InitSettingsSource(settings_cls, _from_file()), env_settings

    @classmethod
    def load(cls, **flags: Any) -> Settings:
        """Settings from flags, file and environment. Raises `WrongSettings` that names the source of what is wrong."""
        try:
            return cls(**flags)
        except ValidationError as error:
            raise WrongSettings("; ".join(_in_words(fault, flags) for fault in error.errors())) from None

    @classmethod
    def sources(cls, **flags: Any) -> dict[str, str]:
        """Where each setting comes from, given these flags."""
        return {name: _source(name, flags) for name in cls.model_fields}

    def told(self) -> dict[str, Any]:
        """The settings in words, passwords in the database URLs hidden."""
        hidden = {name: without_password(getattr(self, name)) for name in ("database", "jobs_database")}
        secret = {"oidc_client_secret": "***" if self.oidc_client_secret else ""}
        return self.model_dump(mode="json") | hidden | secret


def without_password(url: str) -> str:
    """A database URL with the password hidden, whether it stands before the host or in the query."""
    hidden = re.sub(r"(://[^:/?@]*):.*@", r"\1:***@", url)
    return re.sub(r"([?&](?:password|sslpassword)=)[^&]*", r"\1***", hidden)


def ignored() -> list[str]:
    """Names in the environment that look like settings and are none."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {FILE, f"{PREFIX}TRACEBACK"}
    return sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)


def _path() -> Path | None:
    named = os.environ.get(FILE)
    if named == "":
        return None
    path = Path(named or "content-engine.toml")
    if named and not path.exists():
        raise WrongSettings(f"{path}: there is no such settings file, though {FILE} names it")
    return path if path.exists() else None


def _text() -> str:
    path = _path()
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WrongSettings(f"{path}: the settings file cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongSettings(f"{path}: the settings file is not UTF-8 text (byte {error.start})") from error


def _from_file() -> dict[str, Any]:
    try:
        return tomllib.loads(_text())
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings(f"{_path()}: this is not TOML: {error}") from error


def _source(name: str, flags: dict[str, Any]) -> str:
    if name in flags:
        return f"flag --{name}"
    if name in _from_file():
        line = next((n for n, text in enumerate(_text().splitlines(), 1) if re.match(rf"\s*\"?{name}\b", text)), 1)
        return f"{_path()}:{line}"
    if name in EnvSettingsSource(Settings)():
        return f"environment {PREFIX}{name.upper()}"
    return "default"


def _in_words(fault: Any, flags: dict[str, Any]) -> str:
    name = str(fault["loc"][0]) if fault["loc"] else ""
    if fault["type"] == "extra_forbidden":
        return f"{_source(name, flags)}: there is no setting {name}; there are {', '.join(Settings.model_fields)}"
    return f"{_source(name, flags)}: {name}: {fault['msg']}"
