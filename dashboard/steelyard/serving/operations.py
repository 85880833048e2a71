"""Endpoints for an operator's programs: liveness, readiness and metrics.

The guard has already checked that a request may use them.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response

from steelyard.export.drawings.converter import find_renderer_fault
from steelyard.files.library import folder_of, list_criteria_files
from steelyard.files.saving.save import writing_allowed
from steelyard.serving.figures import TEXT_TYPE, Counters
from steelyard.serving.route_table import FIGURES, HEALTH, READY
from steelyard.serving.store.engine import Store

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_Check = Callable[[], str]
PATIENCE: float = 5
"""Timeout of a readiness check in seconds."""


class Operations:
    """Answers `/healthz`, `/readyz` and `/metrics`; passes everything else on."""

    def __init__(self, app: ASGIApp, checks: dict[str, _Check], figures: Counters) -> None:
        self.app, self.checks, self.figures = app, checks, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on to the application."""
        answer = await self._answer(scope["path"]) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, path: str) -> Response | None:
        if path == HEALTH:
            return PlainTextResponse("alive\n")
        if path == READY:
            faults = await self._find_faults()
            found = {name: faults[name] or "fine" for name in self.checks}
            return JSONResponse(found, 503 if any(faults.values()) else 200)
        if path == FIGURES:
            return Response(self.figures.as_text(), media_type=TEXT_TYPE)
        return None

    async def _find_faults(self) -> dict[str, str]:
        """Run all checks; return for each a sentence on what is wrong, empty if it passes."""
        found = await asyncio.gather(*(_in_time(check) for check in self.checks.values()))
        return dict(zip(self.checks, found, strict=True))


async def _in_time(check: _Check) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            return await asyncio.to_thread(check)
    except TimeoutError:
        return f"no answer within {PATIENCE} seconds"


def make_checks(places: Sequence[Path], store: Store | None = None) -> dict[str, _Check]:
    """Return the readiness checks: folders, saving, pictures, database."""
    checks = {
        "folder": lambda: _first(find_folder_fault, places),
        "saving": lambda: _first(find_saving_fault, places),
        "renderer": find_renderer_fault,
    }
    return checks if store is None else {**checks, "store": store.find_fault}


def _first(find: Callable[[Path], str], places: Sequence[Path]) -> str:
    return next(filter(None, map(find, places)), "")


def find_folder_fault(place: Path) -> str:
    """Return in a sentence why the files cannot be read; empty if they can."""
    try:
        for file in list_criteria_files(place) if place.exists() else [place]:
            with file.open("rb") as stream:
                stream.read(1)
    except OSError as error:
        return f"the files cannot be read: {(error.strerror or 'unknown error').lower()}"
    return ""


def find_saving_fault(place: Path) -> str:
    """Return in a sentence why nothing can be saved; empty if it can, or need not be."""
    folder = folder_of(place)
    if not writing_allowed() or os.access(folder, os.W_OK | os.X_OK):
        return ""
    return "nothing can be saved: the folder may not be written in; set read_only, or allow it"
