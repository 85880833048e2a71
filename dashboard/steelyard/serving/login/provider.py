"""An OpenID provider: its metadata, a login begun there, and its claims about a user.

Authlib implements the protocol. What it leaves to its callers is checked here: the issuer is the
one in the configuration, all addresses are encrypted, a token is signed with a private key of the
provider and not with a shared secret, and it is issued to this server and for this login.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidClaimError, JoseError
from joserfc.jwk import KeySet

from steelyard.routes.plain_page import echo_foreign
from steelyard.serving.configuration.settings import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

ALGORITHMS: Final = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "EdDSA",
]
"""Accepted signature algorithms: asymmetric ones only, since a shared secret could be guessed."""

_SECONDS: Final = 10.0
"""Timeout of a request to the provider in seconds."""

KEPT_SECONDS: Final = 600.0
"""Seconds for which a provider's published metadata is cached."""

AWAY_SECONDS: Final = 3.0
"""Seconds before a provider that did not answer is tried again."""

CLOCKS_DIFFER: Final = 60
"""Seconds by which the provider's clock may differ from ours."""

_NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderError(Exception):
    """Raised if a login cannot be started or finished; the text is one sentence to be shown."""


class Provider:
    """A client of one provider, registered there as `client_id`, optionally with a secret."""

    def __init__(
        self, issuer: str, client_id: str, secret: str, scopes: list[str], redirect: str
    ) -> None:
        self.issuer, self._client_id, self._secret = issuer, client_id, secret
        self._scopes, self._redirect = scopes, redirect
        self._about: dict[str, Any] = {}
        self._keys: dict[str, Any] = {}
        self._until = self._away_until = 0.0
        self._why_away = ""
        self._turn = asyncio.Lock()

    async def begin(self, state: str, nonce: str, verifier: str) -> str:
        """Return the address to which a browser is sent to log in. Raises ProviderError."""
        about = await self._read_about()
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                about["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(url)

    async def finish(self, code: str, nonce: str, verifier: str) -> dict[str, Any]:
        """Return the verified claims about the user who has logged in. Raises ProviderError."""
        about = await self._read_about()
        async with self._client() as client:
            with _worded("it does not accept this login"):
                token = await client.fetch_token(
                    about["token_endpoint"], code=code, code_verifier=verifier
                )
            claims = await self._check(token, nonce)
            if about.get("userinfo_endpoint"):
                with _worded("it does not say who has logged in"):
                    answer = await client.get(about["userinfo_endpoint"])
                    answer.raise_for_status()
                    more = answer.json()
                if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
                    raise ProviderError("The provider speaks of another user than it logged in.")
                # Signed claims take precedence over those of the userinfo endpoint.
                claims = {**more, **claims}
        return claims

    async def logout_url(self) -> str:
        """Return the provider's logout address; empty if it has none or is unavailable."""
        try:
            about = await self._read_about()
        except ProviderError:
            return ""
        url = str(about.get("end_session_endpoint") or "")
        return f"{url}?{urlencode({'client_id': self._client_id})}" if _is_safe(url) else ""

    async def _check(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """Verify an ID token's signature, issuer, audience, nonce and times; return its claims."""
        try:
            found = await self._decode(str(token.get("id_token") or ""))
            rules = {
                "iss": {"essential": True, "values": [self.issuer]},
                "aud": {"essential": True, "value": self._client_id},
                "nonce": {"essential": True},
            }
            parameters = {"nonce": nonce, "client_id": self._client_id} | {
                "access_token": token.get("access_token")
            }
            checked = CodeIDToken(found.claims, found.header, rules, parameters)
            checked.validate(leeway=CLOCKS_DIFFER)
            audience = found.claims["aud"]
            if self._client_id not in (audience if isinstance(audience, list) else [audience]):
                raise InvalidClaimError("aud")
        except (JoseError, AuthlibBaseError, ValueError, KeyError, TypeError) as error:
            what = echo_foreign(str(getattr(error, "description", "") or type(error).__name__))
            raise ProviderError(f"The provider's answer cannot be trusted: {what}.") from error
        return dict(found.claims)

    async def _decode(self, text: str) -> jwt.Token:
        """Verify and decode a token. On failure it fetches the keys again, as one may be new."""
        about = await self._read_about()
        for is_last in (False, True):
            if is_last or not self._keys:
                self._keys = await _fetch(about["jwks_uri"])
            try:
                keys = KeySet.import_key_set(self._keys)  # type: ignore[arg-type]
                return jwt.decode(text, keys, algorithms=ALGORITHMS)
            except (JoseError, ValueError):
                if is_last:
                    raise
        raise AssertionError

    async def _read_about(self) -> dict[str, Any]:
        """Return the provider's metadata, cached. Raises ProviderError."""
        async with self._turn:
            if time.monotonic() < self._until:
                return self._about
            if time.monotonic() < self._away_until:
                raise ProviderError(self._why_away)
            try:
                self._about = await self._fetch_about()
            except ProviderError as error:
                # Requests waiting for the lock then fail at once instead of trying again.
                self._why_away, self._away_until = str(error), time.monotonic() + AWAY_SECONDS
                raise
            self._until = time.monotonic() + KEPT_SECONDS
            return self._about

    async def _fetch_about(self) -> dict[str, Any]:
        well_known = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        about = await _fetch(well_known)
        if about.get("issuer") != self.issuer:
            said = echo_foreign(str(about.get("issuer")))
            raise ProviderError(f"The provider calls itself {said}, not {self.issuer}.")
        for key in _NEEDED:
            if not _is_safe(str(about.get(key))):
                raise ProviderError(f"The provider names no safe address as {key}.")
        if not _is_safe(str(about.get("userinfo_endpoint"))):
            about.pop("userinfo_endpoint", None)
        return about

    def _client(self) -> AsyncOAuth2Client:
        how = self._about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        method = "client_secret_basic" if "client_secret_basic" in how else "client_secret_post"
        return AsyncOAuth2Client(
            client_id=self._client_id,
            client_secret=self._secret or None,
            token_endpoint_auth_method=method if self._secret else "none",
            scope=" ".join(self._scopes),
            redirect_uri=self._redirect,
            code_challenge_method="S256",
            timeout=_SECONDS,
        )


async def _fetch(url: str) -> dict[str, Any]:
    with _worded("it does not answer"):
        async with httpx2.AsyncClient(timeout=_SECONDS) as client:
            answer = await client.get(url)
            answer.raise_for_status()
            found = answer.json()
    if not isinstance(found, dict):
        raise ProviderError("The provider's answer is not understood.")
    return found


@contextmanager
def _worded(what: str) -> Iterator[None]:
    """Turn errors between this server and the provider into a ProviderError with a sentence."""
    try:
        yield
    except (httpx2.HTTPError, httpx2.InvalidURL, AuthlibBaseError, ValueError) as error:
        kind = echo_foreign(str(getattr(error, "error", "") or type(error).__name__))
        raise ProviderError(f"The provider cannot be used: {what} ({kind}).") from error


def _is_safe(url: str) -> bool:
    """Return whether an address is encrypted, or on this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
