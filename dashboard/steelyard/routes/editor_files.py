"""Serves the parts of the text editor that are too large to be sent with every page.

Their address contains a hash over all of them, so a browser may cache them for ever. Only files
listed at startup are served, each compressed once. If the editor's packages have not been fetched,
the list is empty and pages get no address.
"""

from __future__ import annotations

import gzip
import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from steelyard.views.text_editor.component import note_module_address

MODULE = "code_field.js"
FETCHED = "codemirror"
_FOR_EVER = "public, max-age=31536000, immutable"


class EditorFiles:
    """The route and the files behind it; both read once, when the server starts."""

    def __init__(self, folder: Traversable | None = None) -> None:
        source = folder if folder is not None else files("steelyard.views.text_editor")
        self.texts = _read_modules(source)
        digest = hashlib.sha256()
        for name, text in sorted(self.texts.items()):
            digest.update(name.encode() + b"\0" + text)
        self.version = digest.hexdigest()[:16]
        self.compressed: dict[str, bytes] = {}

    @property
    def routes(self) -> list[Route]:
        """The route, if there is something to serve; pages then get its address."""
        if MODULE not in self.texts:
            return []
        note_module_address(f"api/editor/{self.version}/{MODULE}")
        return [Route("/api/editor/{version}/{name}", self.answer)]

    async def answer(self, request: Request) -> Response:
        """Return one file; 404 for any other name, and for files of another version."""
        name = request.path_params["name"]
        if request.path_params["version"] != self.version or name not in self.texts:
            return Response(status_code=404)
        headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
        content = self.texts[name]
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = self.compressed.setdefault(name, gzip.compress(content, mtime=0))
            headers["Content-Encoding"] = "gzip"
        return Response(content, headers=headers, media_type="text/javascript")


def _read_modules(folder: Traversable) -> dict[str, bytes]:
    """Return our module and those it imports, by name; nothing if they are missing."""
    fetched = folder / FETCHED
    if not fetched.is_dir():
        return {}
    found = {path.name: path for path in fetched.iterdir() if path.name.endswith(".js")}
    if not found:
        return {}
    return {name: path.read_bytes() for name, path in {**found, MODULE: folder / MODULE}.items()}
