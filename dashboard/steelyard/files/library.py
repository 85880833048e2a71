"""Where criteria sets, registers and source texts are kept, in a clone and in a wheel.

Files are chosen from a listing only, never by joining a path that a user typed.
"""

from __future__ import annotations

from pathlib import Path

from steelyard.files.problems import name_as_text
from steelyard.model.entry import is_id

RECIPE_END = ".import.yaml"
"""The end of the name of a recipe: how the set beside it was read from a spreadsheet."""

PACKAGE = Path(__file__).resolve().parent.parent
"""The installed package `steelyard`."""


def is_recipe(name: str) -> bool:
    """Return whether the name of a file is that of a recipe.

    >>> is_recipe("sites.import.yaml"), is_recipe("import.yaml")
    (True, False)
    """
    return name.endswith(RECIPE_END)


def shipped_folder() -> Path:
    """Return the folder that holds the shipped `criteria/` and `seeds/`.

    In a clone that is the top of the repository; in an installed wheel a folder of the
    package.
    """
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent.parent


def shipped_criteria() -> Path:
    """Return the folder of the criteria sets that come with Steelyard."""
    return shipped_folder() / "criteria"


def list_criteria_files(path: Path) -> list[Path]:
    """Return the criteria files of a folder, by name; or the one file given.

    Recipes, hidden files, links that lead outside the folder, names that are not valid text and
    anything but .yaml and .yml are left out. A folder that cannot be read has none. A listed file
    may have been replaced by a link since, so it is read by `read_inside`.
    """
    if path.is_file():
        return [path]
    return [file for file in _listed(path) if _is_text(file.name)]


def folder_of(place: Path) -> Path:
    """Return a folder of criteria files itself, or that of the one file given."""
    return place if place.is_dir() else place.parent


def list_unusable_names(path: Path) -> list[str]:
    """Return a sentence for each criteria file of a folder whose name no page can show."""
    return [
        f"{name_as_text(path.name)} has a name that is not text in UTF-8; rename it to open it."
        for path in _listed(path)
        if not _is_text(path.name)
    ]


def _listed(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    except OSError:
        return []
    return [path for path in found if _is_criteria_file(path, folder)]


def _is_text(name: str) -> bool:
    """Return whether a name is valid text: Python keeps other bytes as lone surrogates."""
    return name_as_text(name) == name


def _is_criteria_file(path: Path, folder: Path) -> bool:
    is_yaml = path.suffix in (".yaml", ".yml") and not is_recipe(path.name)
    if path.name.startswith(".") or not is_yaml:
        return False
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # A link that leads to itself.
        return False


def find_register(criteria_file: Path, source: str) -> Path | None:
    """Return the register of a source, or `None`.

    Searched first is `seeds/` beside the folder of the criteria file, then `seeds/`
    inside that folder, then the shipped ones. Anything but a well-formed id, and a
    link that leads out of `seeds/`, finds nothing.
    """
    if not is_id(source):
        return None
    folder = criteria_file.resolve().parent
    for seeds in (folder.parent / "seeds", folder / "seeds", shipped_folder() / "seeds"):
        register = seeds / f"{source}.yaml"
        if register.is_file() and register.resolve().is_relative_to(seeds.resolve()):
            return register
    return None
