"""The parts of the text editor as they are served."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_loop import run_apart
from starlette.applications import Starlette
from starlette.types import Message

from steelyard.routes.editor_files import MODULE, EditorFiles
from steelyard.views.text_editor import component


@pytest.fixture(autouse=True)
def no_address() -> Iterator[None]:
    """Leave the address of the editor as it was."""
    before = list(component._addresses)
    component._addresses.clear()
    yield
    component._addresses[:] = before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder like the editor's, with one fetched module."""
    (tmp_path / "codemirror").mkdir()
    (tmp_path / "codemirror" / "crelt.js").write_text("export default 1;\n")
    (tmp_path / "codemirror" / "made-from.txt").write_text("x\n")
    (tmp_path / MODULE).write_text('import "./crelt.js";\n')
    (tmp_path / "secret.js").write_text("no\n")
    return tmp_path


def get(served: EditorFiles, path: str, accept: str = "") -> tuple[int, dict[str, str], bytes]:
    """Ask an application with these routes for a path; return status, headers and body."""
    app = Starlette(routes=served.routes)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"accept-encoding", accept.encode())],
    }
    run_apart(app(scope, receive, send))
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:])


def test_a_module_is_served_for_ever(folder: Path) -> None:
    """Script, kept for a year, packed for those who take it so; pages learn the address."""
    served = EditorFiles(folder)
    status, headers, body = get(served, f"/api/editor/{served.version}/crelt.js")

    assert (status, body) == (200, b"export default 1;\n")
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].startswith("text/javascript")
    assert component.module_address() == f"api/editor/{served.version}/{MODULE}"
    _, headers, packed = get(served, f"/api/editor/{served.version}/{MODULE}", "gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed) == b'import "./crelt.js";\n'


@pytest.mark.parametrize(
    "path", ["{}/secret.js", "{}/made-from.txt", "{}/..%2fsecret.js", "0000/crelt.js", "{}/"]
)
def test_nothing_else_is_served(folder: Path, path: str) -> None:
    """Neither other files, nor other folders, nor another version."""
    served = EditorFiles(folder)
    assert get(served, "/api/editor/" + path.format(served.version))[0] == 404


def test_a_change_of_any_file_changes_the_address(folder: Path) -> None:
    """What is kept for ever never goes stale."""
    before = EditorFiles(folder).version
    (folder / "codemirror" / "crelt.js").write_text("export default 2;\n")
    assert EditorFiles(folder).version != before


@pytest.mark.parametrize("is_empty", [True, False])
def test_without_the_packages_there_is_no_route(tmp_path: Path, is_empty: bool) -> None:
    """Where nothing was fetched pages get no address, and so the plain text area."""
    if is_empty:
        (tmp_path / "codemirror").mkdir()
    assert EditorFiles(tmp_path).routes == []
    assert component.module_address() is None
