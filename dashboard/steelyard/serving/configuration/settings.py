"""What an operator may configure: one key for each setting, in a TOML file or the environment.

The environment goes before the file, the file before the default. This module says what the keys
are; what is wrong with their values is put into sentences in `settings_problems`.
"""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, SettingsConfigDict

PREFIX = "STEELYARD_SERVE_"
"""What the name of every environment variable of ours begins with."""

LOOPBACK = ("127.0.0.1", "::1")


class Settings(BaseSettings):
    """The settings of a server, with their defaults."""

    model_config = SettingsConfigDict(
        strict=True, extra="forbid", frozen=True, env_prefix=PREFIX, validate_default=False
    )

    address: str = Field("127.0.0.1", description="the address of this machine that is listened on")
    port: int = Field(8501, ge=1, le=65_535, description="the port that is listened on")
    public_url: str = Field("", description="the address under which people open the dashboard")
    folder: str = Field(
        "criteria", min_length=1, description="the folder, or the one file, that is shown"
    )
    read_only: bool = Field(False, description="whether nothing may be saved")
    login: Literal["none"] = Field("none", description="how people log in; none yet")
    store: str = Field(
        "",
        description="the database for rounds, drafts and logins; a file beside the folder if empty",
    )
    behind_proxy: bool = Field(
        False, description="whether a proxy stands in front that decides who comes in"
    )
    trusted_proxies: Annotated[list[str], NoDecode] = Field(
        [*LOOPBACK], min_length=1, description="addresses or networks that the proxy connects from"
    )
    operations_public: bool = Field(
        False, description="whether health and figures are answered at the public address too"
    )
    log: str = Field("-", min_length=1, description="the file the log is appended to; - is stderr")
    log_requests: bool = Field(True, description="whether each request gets a line in the log")
    stop_seconds: int = Field(
        20, ge=1, le=600, description="the time that saves have to finish when it is stopped"
    )


class PlainEnvironment(EnvSettingsSource):
    """Reads environment variables as people write them: true, 8501, or a list with commas.

    What does not fit its key is left as text, so that it is refused in our own words.
    """

    def prepare_field_value(
        self,
        field_name: str,
        field: FieldInfo,
        value: Any,
        value_is_complex: bool,  # noqa: ARG002  part of what is overridden
    ) -> Any:
        """Return the value of a variable as TOML would have it."""
        if not isinstance(value, str):
            return value
        if field.annotation is bool and value.casefold() in ("true", "false"):
            return value.casefold() == "true"
        if field.annotation is int and value.isascii() and value.isdigit():
            return int(value)
        if field_name == "trusted_proxies":
            return [part.strip() for part in value.split(",") if part.strip()]
        return value


def variable_of(key: str) -> str:
    """Return the name of the environment variable of a key.

    >>> variable_of("read_only")
    'STEELYARD_SERVE_READ_ONLY'
    """
    return f"{PREFIX}{key.upper()}"


def is_loopback(address: str) -> bool:
    """Return whether only this machine can connect to an address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
