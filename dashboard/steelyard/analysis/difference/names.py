"""What entries of two versions are called: the new name where there is one, else the old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from steelyard.model import CriteriaSet


@dataclass(frozen=True)
class Names:
    """The names of two versions of one set, looked up by section and id."""

    old: CriteriaSet
    new: CriteriaSet

    def entry(self, section: str, one: str) -> str:
        """Return an entry's name; its id where neither version has it."""
        for criteria_set in (self.new, self.old):
            entries = getattr(criteria_set, section)
            if one in entries:
                return str(entries[one].name)
        return one

    def cell(self, option: str, criterion: str) -> str:
        """Return a cell in words, such as *Price of Soup*."""
        return f"{self.entry('criteria', criterion)} of {self.entry('options', option)}"

    def has_both(self, section: str, one: str) -> bool:
        """Tell whether both versions have an entry, or neither has."""
        return (one in getattr(self.old, section)) == (one in getattr(self.new, section))

    def shared_cells(
        self, old: Mapping[str, Iterable[str]], new: Mapping[str, Iterable[str]]
    ) -> Iterator[tuple[str, str]]:
        """Yield the cells of two tables whose option and criterion were not added or removed."""
        for option in dict.fromkeys([*old, *new]):
            if self.has_both("options", option):
                for criterion in dict.fromkeys([*old.get(option, ()), *new.get(option, ())]):
                    if self.has_both("criteria", criterion):
                        yield option, criterion
