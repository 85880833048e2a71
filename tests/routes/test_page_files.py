"""The files of the page as they are answered without Streamlit, and what is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_loop import run_apart
from starlette.types import Message, Receive, Scope, Send

from steelyard.routes.page_files import PageFiles

Headers = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder like that of the page's files, with a secret beside it."""
    served = tmp_path / "static"
    (served / "js").mkdir(parents=True)
    (served / "js" / "index.ab12.js").write_bytes(b"start();\n")
    (served / "face.woff2").write_bytes(b"face")
    (served / "js" / "notes.txt").write_bytes(b"x")
    (tmp_path / "secret.js").write_bytes(b"no")
    return served


async def elsewhere(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Stand in for the application behind the middleware, and answer 299."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"elsewhere"})


def ask(
    files: PageFiles, path: str, method: str = "GET", headers: Headers | None = None
) -> tuple[int, Headers, bytes]:
    """Ask for a path; return status, headers and body."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = [(name.encode(), text.encode()) for name, text in (headers or {}).items()]
    scope = {"type": "http", "method": method, "path": path, "headers": asked}
    run_apart(files(scope, receive, send))
    told = {name.decode(): text.decode() for name, text in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(part["body"] for part in sent[1:])


def test_a_file_is_answered_whole(folder: Path) -> None:
    """The answer has the file's type and length, and may be cached for ever."""
    status, headers, body = ask(PageFiles(elsewhere, folder), "/static/js/index.ab12.js")

    assert (status, body) == (200, b"start();\n")
    assert headers["content-type"].startswith("text/javascript")
    assert headers["content-length"] == "9"
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/static/js",
        "/static/js/other.js",
        "/static/js/notes.txt",
        "/static/../secret.js",
        "/static/js/../../secret.js",
        "/static//js/index.ab12.js",
        "//static/js/index.ab12.js",
        "/secret.js",
    ],
)
def test_only_listed_files_are_answered(folder: Path, path: str) -> None:
    """Any other path, however it is written, goes on to the application."""
    assert ask(PageFiles(elsewhere, folder), path)[0] == 299


@pytest.mark.parametrize("name", ["range", "if-none-match", "if-modified-since"])
def test_anything_but_a_whole_file_is_left_to_streamlit(folder: Path, name: str) -> None:
    """So are a part of a file, and the question whether it has changed."""
    files = PageFiles(elsewhere, folder)
    assert ask(files, "/static/face.woff2")[0] == 200
    assert ask(files, "/static/face.woff2", headers={name: "bytes=0-1"})[0] == 299


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_other_methods_are_left_to_streamlit(folder: Path, method: str) -> None:
    """Only GET is answered here."""
    assert ask(PageFiles(elsewhere, folder), "/static/face.woff2", method)[0] == 299


def test_a_file_that_has_gone_is_left_to_streamlit(folder: Path) -> None:
    """Replacing the package under a running server ends in its own answer, not in a fault."""
    files = PageFiles(elsewhere, folder)
    (folder / "face.woff2").unlink()
    assert ask(files, "/static/face.woff2")[0] == 299


def test_without_the_folder_everything_is_left_to_streamlit(tmp_path: Path) -> None:
    """Where Streamlit keeps its files elsewhere it answers by itself."""
    assert ask(PageFiles(elsewhere, tmp_path / "none"), "/static/face.woff2")[0] == 299
