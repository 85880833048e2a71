"""What a provider answers, checked: its signature, issuer, audience, nonce and time."""

from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey
from own_loop import run_apart

from steelyard.serving.login import provider as module
from steelyard.serving.login.provider import Provider, ProviderError

ISSUER, CLIENT = "https://login.example.org/team", "steelyard"
KEY = ECKey.generate_key("P-256", {"kid": "1", "use": "sig"}, auto_kid=False)
NEW = ECKey.generate_key("P-256", {"kid": "2", "use": "sig"}, auto_kid=False)
ABOUT = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}

FAR_AHEAD = 4_102_444_800
"""The year 2100, in seconds: the same in every process that names the tests."""


def claims(**changed: Any) -> dict[str, Any]:
    """Return right claims, with some changed; `None` leaves one out."""
    now = int(time.time())
    right = {
        "iss": ISSUER,
        "aud": CLIENT,
        "sub": "ada",
        "nonce": "n",
        "iat": now,
        "exp": now + 60,
        **changed,
    }
    return {name: value for name, value in right.items() if value is not None}


def signed(given: dict[str, Any], key: Any = KEY, algorithm: str = "ES256") -> str:
    """Return an ID token."""
    header = {"alg": algorithm, "kid": key.as_dict().get("kid", "1")}
    return jwt.encode(header, given, key, algorithms=[algorithm])


class Answers:
    """What the provider answers, by address, and how often it was asked."""

    def __init__(self, **changed: Any) -> None:
        self.about = {**ABOUT, **changed}
        self.keys: list[Any] = [KEY]
        self.token: dict[str, Any] = {"access_token": "a", "token_type": "bearer"}
        self.userinfo: Any = {"sub": "ada", "groups": ["policy"]}
        self.asked: list[str] = []

    async def fetch(self, url: str) -> dict[str, Any]:
        """Answer what it says of itself, and its keys."""
        self.asked.append(url)
        if url.endswith("/keys"):
            return {"keys": [key.as_dict(private=False) for key in self.keys]}
        return self.about

    async def fetch_token(self, _client: Any, url: str, **_: Any) -> dict[str, Any]:
        """Answer with tokens."""
        return self.token

    async def get(self, _client: Any, url: str) -> httpx2.Response:
        """Answer who has logged in."""
        return httpx2.Response(200, json=self.userinfo, request=httpx2.Request("GET", url))


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Return a provider that answers what a test says."""
    made = Answers()
    monkeypatch.setattr(module, "_fetch", made.fetch)
    monkeypatch.setattr(
        AsyncOAuth2Client, "fetch_token", lambda client, url, **more: made.fetch_token(client, url)
    )
    monkeypatch.setattr(AsyncOAuth2Client, "get", lambda client, url: made.get(client, url))
    return made


def finished(answers: Answers, token: str | None) -> dict[str, Any]:
    """Return the claims of a login that ends with an ID token."""
    answers.token["id_token"] = token
    provider = Provider(ISSUER, CLIENT, "hush", ["openid"], "https://decide.example.org/callback")
    return run_apart(provider.finish("code", "n", "verifier"))


def test_a_right_answer_is_taken(answers: Answers) -> None:
    """With one audience or, where it says so itself, among several."""
    assert finished(answers, signed(claims()))["sub"] == "ada"
    several = claims(aud=[CLIENT, "other"], azp=CLIENT)
    assert finished(answers, signed(several))["sub"] == "ada"


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "other"},
        {"aud": ["other"]},
        {"aud": [CLIENT, "other"], "azp": "other"},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"nonce": "of another login"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"exp": "soon"},
        {"iat": FAR_AHEAD},
        {"nbf": FAR_AHEAD},
        {"sub": None},
        {"at_hash": "of another token"},
    ],
    ids=str,
)
def test_a_wrong_claim_is_refused(answers: Answers, changed: dict[str, Any]) -> None:
    """Whoever it was made for, by whom, for which login and until when."""
    with pytest.raises(ProviderError, match="cannot be trusted"):
        finished(answers, signed(claims(**changed)))


def test_a_wrong_signature_is_refused(answers: Answers) -> None:
    """By another key, by a secret, by none, changed afterwards, or no token at all."""
    other = ECKey.generate_key("P-256", {"kid": "1"}, auto_kid=False)
    secret = OctKey.import_key("hush" * 16)
    right = signed(claims())
    head, body, _ = right.split(".")
    for token in (
        signed(claims(), other),
        signed(claims(), secret, "HS256"),
        f"{head}.{body}.",
        f"eyJhbGciOiJub25lIn0.{body}.",
        right[:-4] + "AAAA",
        f"{head}.{signed(claims(sub='root')).split('.')[1]}.{right.split('.')[2]}",
        "nonsense",
        "",
        None,
    ):
        with pytest.raises(ProviderError, match="cannot be trusted"):
            finished(answers, token)


def test_a_new_key_is_fetched(answers: Answers) -> None:
    """A provider changes its keys; one that is not known is asked for once and not for ever."""
    provider = Provider(ISSUER, CLIENT, "hush", ["openid"], "https://decide.example.org/callback")
    answers.token["id_token"] = signed(claims())
    run_apart(provider.finish("code", "n", "verifier"))
    answers.keys = [NEW]
    answers.token["id_token"] = signed(claims(), NEW)
    assert run_apart(provider.finish("code", "n", "verifier"))["sub"] == "ada"
    assert sum(url.endswith("/keys") for url in answers.asked) == 2


def test_what_is_said_besides_is_about_the_same_user(answers: Answers) -> None:
    """Groups may come from there; what was signed goes before it."""
    answers.about["userinfo_endpoint"] = f"{ISSUER}/me"
    answers.userinfo = {"sub": "ada", "groups": ["policy"], "iss": "x", "name": "Ada"}
    found = finished(answers, signed(claims()))
    assert (found["groups"], found["name"], found["iss"]) == (["policy"], "Ada", ISSUER)

    for said in ({"sub": "root"}, {}, [], "ada"):
        answers.userinfo = said
        with pytest.raises(ProviderError, match="another user"):
            finished(answers, signed(claims()))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"issuer": "https://evil.example"}, "calls itself https://evil.example"),
        ({"token_endpoint": "http://login.example.org/token"}, "no safe address as token_endpoint"),
        ({"jwks_uri": None}, "no safe address as jwks_uri"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "authorization_endpoint"),
    ],
)
def test_what_a_provider_says_of_itself_is_checked(
    answers: Answers, changed: dict[str, Any], why: str
) -> None:
    """Before anybody is sent there."""
    answers.about.update(changed)
    provider = Provider(ISSUER, CLIENT, "hush", ["openid"], "https://decide.example.org/callback")
    with pytest.raises(ProviderError, match=why):
        run_apart(provider.begin("s", "n", "v" * 64))


def test_a_login_begins_with_all_that_protects_it(answers: Answers) -> None:
    """State, nonce, and the digest of a verifier that only this server knows."""
    provider = Provider(ISSUER, CLIENT, "hush", ["openid"], "https://decide.example.org/callback")
    url = run_apart(provider.begin("s", "n", "v" * 64))
    assert url.startswith(f"{ISSUER}/auth?")
    for part in ("state=s", "nonce=n", "code_challenge_method=S256", "response_type=code"):
        assert part in url
    assert "hush" not in url
    assert "v" * 64 not in url


def test_a_provider_that_is_away_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence, for whoever wants to log in."""
    provider = Provider("http://127.0.0.1:9/", CLIENT, "", ["openid"], "http://localhost/callback")
    with pytest.raises(ProviderError, match=r"it does not answer \(ConnectError\)"):
        run_apart(provider.begin("s", "n", "v"))
    assert run_apart(provider.logout_url()) == ""
