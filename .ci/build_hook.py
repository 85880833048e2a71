"""What hatchling does before it builds or installs: it sees to the text editor's packages.

They are other people's work and not in the repository. Missing, they fail no build.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from editor_packages import ensure_modules


class EditorPackages(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches the packages for wheels and for installations from a clone."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Put the modules where the package looks for them."""
        self.app.display_info(ensure_modules())
