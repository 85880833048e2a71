"""Creates the login method that a configuration selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steelyard.model.people import ANYBODY, without_saving
from steelyard.serving.configuration.loading import Configuration
from steelyard.serving.configuration.login_problems import read_secret_file
from steelyard.serving.configuration.settings import Settings
from steelyard.serving.login.logins import Login, NoLogin
from steelyard.serving.login.roles import RoleRules
from steelyard.serving.login.trusted_headers import HeaderLogin, HeaderNames
from steelyard.serving.route_table import CALLBACK

if TYPE_CHECKING:
    from steelyard.serving.store.engine import Store


def make_login(read: Configuration, store: Store | None) -> Login:
    """Return the configured login method. `store` keeps the sessions of logins made here."""
    settings = read.settings
    assert settings is not None
    if settings.login == "headers":
        names = HeaderNames(settings.user_header, settings.name_header, settings.groups_header)
        return HeaderLogin(
            names, RoleRules(settings.roles, settings.read_only), settings.logout_url
        )
    if settings.login == "oidc":
        assert store is not None
        return _oidc_login(read, settings, store)
    return NoLogin(without_saving(ANYBODY) if settings.read_only else ANYBODY)


def _oidc_login(read: Configuration, settings: Settings, store: Store) -> Login:
    # Imported only on a server that uses them.
    from steelyard.serving.login.oidc import ClaimNames, OidcLogin
    from steelyard.serving.login.provider import Provider
    from steelyard.serving.store.login_sessions import LoginSessions

    secret = settings.oidc_client_secret
    if settings.oidc_client_secret_file:
        secret = read_secret_file(read.base / settings.oidc_client_secret_file)
    redirect = f"{read.public.origin}{read.public.base}{CALLBACK}"
    provider = Provider(
        settings.oidc_issuer, settings.oidc_client_id, secret, settings.oidc_scopes, redirect
    )
    return OidcLogin(
        provider,
        LoginSessions(store),
        RoleRules(settings.roles, settings.read_only),
        read.public,
        ClaimNames(settings.user_claim, settings.name_claim, settings.groups_claim),
        settings.session_hours * 3600,
    )
