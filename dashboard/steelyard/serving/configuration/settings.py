"""What an operator may configure: one key for each setting, in a TOML file or the environment.

The environment takes precedence over the file, the file over the default. This module defines the
keys; `settings_problems` words the problems of their values.
"""

from __future__ import annotations

import ipaddress
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PREFIX = "STEELYARD_SERVE_"
"""The prefix of all our environment variables."""

LOOPBACK = ("127.0.0.1", "::1")
EVERYBODY = "everybody"
"""The member in the table of roles that stands for everybody who logs in."""

SECRET = frozenset({"oidc_client_secret"})
"""Keys whose values are never printed and which the configuration file may not contain."""


_MOST_DIGITS = 30


def _as_list(given: object) -> object:
    """Return a single text as a list of one; leave everything else unchanged."""
    return [given] if isinstance(given, str) else given


_Name = Annotated[str, Field(min_length=1)]


class Settings(BaseSettings):
    """The settings of a server, with their defaults."""

    model_config = SettingsConfigDict(
        strict=True, extra="forbid", frozen=True, env_prefix=PREFIX, validate_default=False
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  part of what is overridden
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Use only the values passed in; `loading` reads the environment itself."""
        return (init_settings,)

    address: str = Field("127.0.0.1", description="the address of this machine that is listened on")
    port: int = Field(8501, ge=1, le=65_535, description="the port that is listened on")
    public_url: str = Field("", description="the address under which people open the dashboard")
    folder: Annotated[list[_Name], NoDecode, BeforeValidator(_as_list)] = Field(
        ["criteria"], min_length=1, description="the folder or file that is shown, or several"
    )
    read_only: bool = Field(False, description="whether nothing may be saved")
    git_commits: bool = Field(
        False, description="whether each save is committed, where the files lie in a git work tree"
    )
    login: Literal["none", "headers", "oidc"] = Field(
        "none", description="how people log in: not here, by headers of the proxy, or by OpenID"
    )
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
    user_header: str = Field(
        "X-Forwarded-User", min_length=1, description="the header with the user, one word for each"
    )
    name_header: str = Field(
        "X-Forwarded-Preferred-Username",
        min_length=1,
        description="the header with what the user is called on screen",
    )
    groups_header: str = Field(
        "X-Forwarded-Groups", min_length=1, description="the header with the groups, with commas"
    )
    logout_url: str = Field("", description="where the proxy logs people out; for login by headers")
    oidc_issuer: str = Field("", description="the address of the OpenID provider")
    oidc_client_id: str = Field("", description="what this server is called there")
    oidc_client_secret: str = Field(
        "", description="the secret that the provider knows it by; only from the environment"
    )
    oidc_client_secret_file: str = Field("", description="a file with nothing but that secret")
    oidc_scopes: Annotated[list[str], NoDecode] = Field(
        ["openid", "profile", "email"], min_length=1, description="what the provider is asked for"
    )
    user_claim: str = Field(
        "sub", min_length=1, description="the claim with the user, the same at every login"
    )
    name_claim: str = Field(
        "name", min_length=1, description="the claim with what the user is called on screen"
    )
    groups_claim: str = Field("groups", min_length=1, description="the claim with the groups")
    session_hours: int = Field(
        10, ge=1, le=720, description="hours after which people have to log in again"
    )
    roles: Annotated[dict[str, list[str]], NoDecode] = Field(
        {"reader": [EVERYBODY]}, description="role, and the users and groups that have it"
    )
    operations_public: bool = Field(
        False, description="whether health and figures are answered at the public address too"
    )
    pages_per_person: int = Field(
        20, ge=1, le=1000, description="pages that one person may have open at once"
    )
    runs_per_second: int = Field(
        10, ge=1, le=1000, description="runs of pages that one person may ask for in a second"
    )
    uploads_per_minute: int = Field(
        60, ge=1, le=10_000, description="files that one person may send in a minute"
    )
    exports_at_once: int = Field(
        2, ge=1, le=100, description="files that are made for one person at the same time"
    )
    log: str = Field("-", min_length=1, description="the file the log is appended to; - is stderr")
    log_requests: bool = Field(True, description="whether each request gets a line in the log")
    stop_seconds: int = Field(
        20, ge=1, le=600, description="the time that saves have to finish when it is stopped"
    )


class PlainEnvironment(EnvSettingsSource):
    """Reads environment variables as people write them: true, 8501, or a list with commas.

    A value that does not fit its key is left as text, so that it is refused in our own words.
    """

    def prepare_field_value(
        self,
        field_name: str,
        field: FieldInfo,
        value: Any,
        value_is_complex: bool,  # noqa: ARG002  part of what is overridden
    ) -> Any:
        """Return the value of a variable with the type it would have in TOML."""
        if not isinstance(value, str):
            return value
        if field.annotation is bool and value.casefold() in ("true", "false"):
            return value.casefold() == "true"
        if field.annotation is int and value.isascii() and value.isdigit():
            # Python refuses to parse numbers of thousands of digits; the cut one is too large too.
            return int(value[:_MOST_DIGITS])
        if field_name in ("folder", "trusted_proxies", "oidc_scopes"):
            return [part.strip() for part in value.split(",") if part.strip()]
        if field_name == "roles":
            return _read_roles(value)
        return value


def _read_roles(text: str) -> dict[str, list[str]] | str:
    """Parse `judge=group:policy,user:ada;editor=user:ada` as a table; else return the text."""
    table: dict[str, list[str]] = {}
    for part in filter(str.strip, text.split(";")):
        role, sign, members = part.partition("=")
        if not sign or role.strip() in table:
            return text
        table[role.strip()] = [one.strip() for one in members.split(",") if one.strip()]
    return table


def variable_of(key: str) -> str:
    """Return the name of the environment variable of a key.

    >>> variable_of("read_only")
    'STEELYARD_SERVE_READ_ONLY'
    """
    return f"{PREFIX}{key.upper()}"


def is_changed(settings: Settings, key: str) -> bool:
    """Return whether the value of a key differs from its default."""
    default = Settings.model_fields[key].get_default(call_default_factory=True)
    return bool(getattr(settings, key) != default)


def is_loopback(address: str) -> bool:
    """Return whether only this machine can connect to an address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
