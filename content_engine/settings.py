"""Settings: `CONTENT_ENGINE_*` in the environment, an optional `content-engine.toml`, flags; rising precedence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class Settings(BaseSettings):
    """How one deployment is set up. Constructor arguments (flags) win over the file, the file over the environment."""

    model_config = SettingsConfigDict(
        env_prefix="CONTENT_ENGINE_", toml_file="content-engine.toml", extra="forbid", frozen=True
    )

    content: Annotated[Path, Field(description="the content folder")] = Path()
    database: Annotated[str, Field(description="SQLAlchemy URL of the content memory")] = "sqlite:///content.db"
    batch_max: Annotated[int, Field(ge=1, le=10_000, description="most requests decided together")] = 256
    refresh_seconds: Annotated[float, Field(gt=0, description="how often a server looks for a new catalog")] = 1.0
    max_body_bytes: Annotated[int, Field(ge=1_024, description="largest body of a single decision")] = 262_144
    max_batch_bytes: Annotated[int, Field(ge=1_024, description="largest body of a batch or list")] = 8_388_608
    docs: Annotated[bool, Field(description="serve /docs and /openapi.json")] = True

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
        return init_settings, TomlConfigSettingsSource(settings_cls), env_settings

    def told(self) -> dict[str, Any]:
        """The settings in words, a password in the database URL hidden."""
        shown = self.model_dump(mode="json")
        head, _, tail = self.database.partition("@")
        if tail and ":" in head.partition("//")[2]:
            shown["database"] = head.rpartition(":")[0] + ":***@" + tail
        return shown
