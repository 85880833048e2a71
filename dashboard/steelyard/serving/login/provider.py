"""An OpenID provider: its metadata, a login begun there, and its claims about a user.

Authlib does the protocol. What it leaves to its callers is checked here: the issuer is the one in
the configuration, all addresses are encrypted, a token is signed by a key of the provider and by
no secret, and it is meant for this server and for the login that was begun.
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
"""With a key that only the provider has; a shared secret could be guessed."""

_SECONDS: Final = 10.0
"""Seconds the provider may take to answer."""

KEPT_SECONDS: Final = 600.0
"""Seconds for which a provider's published metadata is cached."""

AWAY_SECONDS: Final = 3.0
"""Seconds before a provider that did not answer is asked again."""

CLOCKS_DIFFER: Final = 60
"""Seconds by which the clock of the provider may be wrong."""

_NEEDED: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderError(Exception):
    """Raised where a login cannot be begun or finished; the text is one sentence, for anybody."""


class Provider:
    """One provider, at which this server is known by `client_id` and, perhaps, a secret."""

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
        """Return the claims about who has logged in, checked. Raises ProviderError."""
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
                # What was signed goes before what was only said.
                claims = {**more, **claims}
        return claims

    async def logout_url(self) -> str:
        """Return where people log out at the provider; empty where it names no such address."""
        try:
            about = await self._read_about()
        except ProviderError:
            return ""
        url = str(about.get("end_session_endpoint") or "")
        return f"{url}?{urlencode({'client_id': self._client_id})}" if _is_safe(url) else ""

    async def _check(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """Return the claims of an ID token whose signature, issuer, audience and time are right."""
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
        """Return a signed token. A key that is not known may be a new one: they are read anew."""
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
        """Return the provider's metadata. Raises ProviderError."""
        async with self._turn:
            if time.monotonic() < self._until:
                return self._about
            if time.monotonic() < self._away_until:
                raise ProviderError(self._why_away)
            try:
                self._about = await self._fetch_about()
            except ProviderError as error:
                # Whoever waits for it meanwhile is told at once.
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
    """Put what goes wrong between this server and the provider into a sentence."""
    try:
        yield
    except (httpx2.HTTPError, httpx2.InvalidURL, AuthlibBaseError, ValueError) as error:
        kind = echo_foreign(str(getattr(error, "error", "") or type(error).__name__))
        raise ProviderError(f"The provider cannot be used: {what} ({kind}).") from error


def _is_safe(url: str) -> bool:
    """Return whether an address is encrypted, or one of this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
