"""What a set that was made for one view knows of the set that its file has."""

from __future__ import annotations

from typing import Self

from pydantic import PrivateAttr

from steelyard.model.entry import Entry


class Viewed(Entry):
    """An entry of which a view may show a copy with some parts replaced."""

    _file_set: Self | None = PrivateAttr(default=None)

    @property
    def file_set(self) -> Self:
        """The set as its file has it; another one where this was made with `for_view`."""
        return self._file_set or self

    def for_view(self, **parts: object) -> Self:
        """Return a copy with some parts replaced, that knows the set of the file it is made of.

        For what a view leaves out or lays over: colours stay those of the file.
        """
        made = self.model_copy(update=parts)
        made._file_set = self.file_set
        return made

    def __eq__(self, other: object) -> bool:
        """Return whether both hold the same, whatever sets they are made of."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]  # As before: it holds mappings.
