"""The way to log in that a configuration chooses."""

from __future__ import annotations

from steelyard.model.people import ANYBODY, without_saving
from steelyard.serving.configuration.loading import Configuration
from steelyard.serving.login.logins import Login, NoLogin
from steelyard.serving.login.roles import RoleRules
from steelyard.serving.login.trusted_headers import HeaderLogin, HeaderNames


def make_login(read: Configuration) -> Login:
    """Return the way in which people log in to this server."""
    settings = read.settings
    assert settings is not None
    if settings.login == "headers":
        names = HeaderNames(settings.user_header, settings.name_header, settings.groups_header)
        return HeaderLogin(names, RoleRules(settings.roles, settings.read_only), settings.logout_url)
    return NoLogin(without_saving(ANYBODY) if settings.read_only else ANYBODY)
