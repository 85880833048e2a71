"""The public address taken apart, and the ones that cannot be one."""

from __future__ import annotations

import pytest

from steelyard.serving.configuration.public_address import PublicAddress, read_public_address


@pytest.mark.parametrize(
    ("text", "host", "base", "url"),
    [
        ("https://a.example", "a.example", "", "https://a.example/"),
        ("https://A.Example:443/x/", "a.example", "/x", "https://a.example/x/"),
        ("http://a.example:8080//x//y", "a.example:8080", "/x/y", "http://a.example:8080/x/y/"),
        ("http://[::1]:8501/", "[::1]:8501", "", "http://[::1]:8501/"),
    ],
)
def test_an_address_is_what_browsers_send(text: str, host: str, base: str, url: str) -> None:
    """Host as browsers send it, the path without a slash at its end."""
    found = read_public_address(text)

    assert (found.host, found.base, found.url) == (host, base, url)
    assert found.origin == url.removesuffix(f"{base}/")


def test_the_name_is_without_port() -> None:
    """It is what a host is compared with where the port does not count."""
    assert PublicAddress("http", "[::1]:8501").name == "::1"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ftp://a.example/", "does not begin with"),
        ("a.example", "does not begin with"),
        ("https://", "host is missing"),
        ("https://a_b.example", "no name of a host"),
        ("https://a.example:port/", "port or the brackets"),
        ("https://[::1/", "port or the brackets"),
        ("https://me:pw@a.example/", "name or password"),
        ("https://a.example/x?y=1", "after . or #"),
        ("https://a.example/x?", "after . or #"),
        ("https://a.example/../x", "its path has other"),
        ("https://a.example/x y", "its path has other"),
        ("https://a.example/<b>", "its path has other"),
    ],
)
def test_what_is_no_address_is_refused(text: str, wrong: str) -> None:
    """With what is wrong about it."""
    with pytest.raises(ValueError, match=wrong):
        read_public_address(text)
