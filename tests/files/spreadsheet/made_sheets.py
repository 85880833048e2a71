"""Decision tables in the layouts people use, made at random, each with what it must be read as."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field

from openpyxl import Workbook

Cell = str | int | float | None

OPTIONS = (
    "Keep as it is", "Light rail", "Bus lanes", "Cycle streets", "Road toll", "Park and ride",
    "Night ferry", "Old harbour", "Nordhof", "Gare du Midi", "Levy on waste", "Deposit scheme",
    "Option A", "Option B", "Variant 3", "Bus priority", "Ban from 2030", "Phase out",
    "Grant for owners",
)  # fmt: skip
CRITERIA = (
    "Build cost", "Running cost", "Travel time", "Noise", "Safety", "Jobs", "Public support",
    "Landscape", "Air quality", "Feasibility", "Risk of delay", "Reach", "Fairness", "Comfort",
    "Kosten", "Nutzen", "Range", "Acceptance", "Value for money", "Flood protection",
)  # fmt: skip
GROUPS = ("People", "Money", "Nature")
WORDS = ("Very low", "Low", "Medium", "High", "Very high")


@dataclass
class MadeSheet:
    """A made sheet: its rows, and the options, criteria, scores and weights it must be read as."""

    rows: list[list[Cell]]
    options: list[str]
    criteria: list[str]
    scores: list[list[float | None]]
    weights: list[float] | None
    features: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    has_commas: bool = False

    def as_csv(self) -> bytes:
        """Return the sheet as CSV, parted by semicolons where commas part decimals."""
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";" if self.has_commas else ",")
        for row in self.rows:
            writer.writerow([self._text(cell) for cell in row])
        return stream.getvalue().encode()

    def _text(self, cell: Cell) -> str:
        if cell is None:
            return ""
        if isinstance(cell, float) and self.has_commas:
            return str(cell).replace(".", ",")
        return str(cell)

    def as_xlsx(self) -> bytes:
        """Return the sheet as a workbook with a cover sheet before it."""
        book = Workbook()
        book.active.title = "Read me"
        book.active["A1"] = "Scores are on the next sheet."
        sheet = book.create_sheet("Scores")
        for row in self.rows:
            sheet.append(row)
        for row in self.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()


def make_sheet(seed: int) -> MadeSheet:
    """Return the made sheet of a seed."""
    return _Maker(random.Random(seed)).make()


class _Maker:
    """Makes one sheet: a table with options in rows, then whatever stands around it."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.options = draw.sample(OPTIONS, draw.randint(3, 8))
        self.criteria = draw.sample(CRITERIA, draw.randint(3, 7))
        self.is_turned = draw.random() < 0.5
        self.style = draw.choice(
            ["marks", "hundred", "mixed", "percent", "commas", "money", "units", "words", "spaces"]
        )
        self.features = [self.style, "turned" if self.is_turned else "straight"]
        self.scores: list[list[float | None]] = []
        self.cells: list[list[Cell]] = []
        self.weights: list[float] | None = None

    def chance(self, name: str, probability: float) -> bool:
        """Return whether a feature is there, and note it."""
        is_there = self.draw.random() < probability
        if is_there:
            self.features.append(name)
        return is_there

    def make(self) -> MadeSheet:
        """Return the sheet."""
        columns = [self._column(i) for i in range(len(self.criteria))]
        self.scores = [list(row) for row in zip(*[c[0] for c in columns], strict=True)]
        self.cells = [list(row) for row in zip(*[c[1] for c in columns], strict=True)]
        if self.chance("shares in names", 0.12):
            self._put_shares_in_names()
        head: list[Cell] = [self._corner(), *self.criteria]
        body: list[list[Cell]] = [
            [name, *cells] for name, cells in zip(self.options, self.cells, strict=True)
        ]
        about = self._about()
        self._add_totals(head, body, about)
        self._add_columns(head, body, about)
        table = [head, *about, *body]
        if self.chance("average row", 0.25):
            table.append(self._averages(len(head)))
        if self.is_turned:
            table = [list(row) for row in zip(*table, strict=True)]
        hidden = self._hide(table)
        rows, offset = self._surround(table)
        return MadeSheet(
            rows, self.options, self.criteria, self.scores, self.weights, self.features,
            [row + offset for row in hidden], self.style == "commas",
        )  # fmt: skip

    def _put_shares_in_names(self) -> None:
        count = len(self.criteria)
        cuts = sorted(self.draw.sample(range(1, 20), count - 1))
        self.weights = [
            5.0 * (end - start) for start, end in zip([0, *cuts], [*cuts, 20], strict=True)
        ]
        self.criteria = [
            f"{name} ({weight:g}%)"
            for name, weight in zip(self.criteria, self.weights, strict=True)
        ]

    def _corner(self) -> str:
        kinds = ("Criterion", "Criteria", "Need") if self.is_turned else (
            "Option", "Alternative", "Variante")  # fmt: skip
        return self.draw.choice([*kinds, "Name" if not self.is_turned else "Indicator"])

    def _column(self, index: int) -> tuple[list[float | None], list[Cell]]:
        draw, count = self.draw, len(self.options)
        style = self.style
        if style == "mixed":
            style = ("marks", "percent", "thousands", "hundred", "decimals")[index % 5]
        if style == "words":
            words = [draw.choice(WORDS) for _ in range(count - 2)] + ["Very low", "High"]
            return [10.0 + 20 * WORDS.index(word) for word in words], [*words]
        makers = {
            "marks": lambda: (n := draw.randint(1, 5), n),
            "hundred": lambda: (n := draw.randint(0, 100), n),
            "percent": lambda: (n := draw.randint(1, 99), f"{n} %"),
            "thousands": lambda: (n := draw.randint(1100, 9_900), n),
            "decimals": lambda: (n := draw.randint(11, 99) / 10, n),
            "commas": lambda: (n := draw.randint(1, 9999) / 100, f"{n:.2f}".replace(".", ",")),
            "money": lambda: (1000 * (n := draw.randint(100, 900)), f"£{n}k"),
            "units": lambda: (n := draw.randint(2, 40), f"{n} weeks"),
            "spaces": lambda: (n := draw.randint(1100, 990_000), f"{n:,}".replace(",", " ")),
        }
        pairs = [makers[style]() for _ in range(count)]
        scores: list[float | None] = [float(pair[0]) for pair in pairs]
        cells: list[Cell] = [pair[1] for pair in pairs]
        if self.chance("unknown", 0.1):
            at = draw.randrange(count)
            scores[at], cells[at] = None, draw.choice(["n/a", "?", None, "tbc"])
        return scores, cells

    def _about(self) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        count = len(self.criteria)
        if self.weights is None and self.chance("weights", 0.6):
            self.weights = [float(self.draw.randint(1, 30)) for _ in range(count)]
            label = self.draw.choice(["Weight", "Weighting (%)", "Importance", "Gewicht", "Poids"])
            if self.chance("weights as shares", 0.3):
                whole = sum(self.weights)
                rows.append([label, *(round(w / whole, 4) for w in self.weights)])
            else:
                rows.append([label, *(int(w) for w in self.weights)])
        if self.chance("directions", 0.3):
            label, words = self.draw.choice(
                [("Direction", ("min", "max")), ("better", ("lower", "higher")),
                 ("Richtung", ("min", "max")), ("Optimise", ("minimise", "maximise"))]
            )  # fmt: skip
            rows.append([label, *(self.draw.choice(words) for _ in range(count))])
        if self.chance("units", 0.2):
            rows.append(["Unit", *(self.draw.choice(["points", "m²", "€"]) for _ in range(count))])
        if self.chance("groups", 0.2):
            ordered = sorted(self.draw.randrange(3) for _ in range(count))
            rows.append(["Category", *(GROUPS[i] for i in ordered)])
        return rows

    def _known(self) -> bool:
        return all(score is not None for row in self.scores for score in row)

    def _add_totals(
        self, head: list[Cell], body: list[list[Cell]], about: list[list[Cell]]
    ) -> None:
        if not self._known() or not self.chance("totals", 0.5):
            return
        weights = self.weights or [1.0] * len(self.criteria)
        name = self.draw.choice(
            ["Total", "Weighted score", "Overall score", "Summe", "Sum", "Score total"]
        )
        totals = [
            round(sum(w * (s or 0) for w, s in zip(weights, row, strict=True)), 2)
            for row in self.scores
        ]
        head.append(name)
        for row, total in zip(body, totals, strict=True):
            row.append(total)
        for row in about:
            row.append(None)
        if self.chance("rank", 0.5):
            head.append(self.draw.choice(["Rank", "Ranking", "Rang"]))
            for row, total in zip(body, totals, strict=True):
                row.append(1 + sum(other > total for other in totals))
            for row in about:
                row.append(None)

    def _add_columns(
        self, head: list[Cell], body: list[list[Cell]], about: list[list[Cell]]
    ) -> None:
        if self.chance("spread", 0.1):
            head.append(self.draw.choice(["SD", "Std dev", "Standardabweichung", "Variance"]))
            for row in body:
                row.append(self.draw.randint(1, 300) / 100)
            for row in about:
                row.append(None)
        if self.chance("notes", 0.35):
            head.append(self.draw.choice(["Notes", "Comment", "Bemerkung"]))
            for i, row in enumerate(body):
                row.append(None if i % 3 == 1 else f"seen by {self.options[i].lower()} team {i}")
            for row in about:
                row.append(None)
        if self.chance("numbering", 0.2):
            head.insert(0, self.draw.choice(["No", "#", "ID"]))
            for i, row in enumerate(body, 1):
                row.insert(0, i)
            for row in about:
                row.insert(0, None)

    def _averages(self, width: int) -> list[Cell]:
        row: list[Cell] = [None] * width
        first = 1 if "numbering" in self.features else 0
        row[first] = self.draw.choice(["Average", "Mean", "Mittelwert"])
        for i in range(len(self.criteria)):
            known = [scores[i] for scores in self.scores if scores[i] is not None]
            if known and self.style != "words":
                row[first + 1 + i] = round(sum(n or 0 for n in known) / len(known), 3)
        return row

    def _hide(self, table: list[list[Cell]]) -> list[int]:
        """Add a rejected option or criterion in a hidden row; return its number in the table."""
        if not self.chance("hidden row", 0.15):
            return []
        last = [*table[-1]]
        table.append(["Rejected long ago" if isinstance(cell, str) and i == 0 else cell
                      for i, cell in enumerate(last)])  # fmt: skip
        return [len(table)]

    def _surround(self, table: list[list[Cell]]) -> tuple[list[list[Cell]], int]:
        above: list[list[Cell]] = []
        if self.chance("title", 0.5):
            above.append(["How the options compare"])
            if self.chance("subtitle", 0.5):
                above.append(["updated 12 May, see mail"])
            if self.chance("gap", 0.7):
                above.append([])
        if self.chance("leading empty rows", 0.2):
            above = [[], [], *above]
        below: list[list[Cell]] = []
        if self.chance("footnote", 0.35):
            below += [[], ["* provisional, to be checked with the regions"]]
        rows = [*above, *table, *below]
        if self.chance("leading empty column", 0.2):
            rows = [[None, *row] for row in rows]
        return rows, len(above)
