"""Words that stand for numbers: Low … Very high, poor … excellent, colours, ticks, pluses, stars.

Words of one family stand in a fixed order, and at the same numbers in every column of a sheet.
Steps stand evenly from 10 to 90, since the very ends of a scale are rarely meant; ticks stand at
0, 50 and 100, and `none` at 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from steelyard.files.spreadsheet.notation.written import is_unknown
from steelyard.files.spreadsheet.opening.cells import CellValue
from steelyard.files.spreadsheet.vocabulary import folded


@dataclass(frozen=True)
class Family:
    """Words in order, worst or least first; `is_judged` where the last is always the best.

    Level 0 and the last level are used where any word of them occurs on the sheet.
    """

    name: str
    levels: tuple[tuple[str, ...], ...]
    is_judged: bool
    is_extreme: tuple[int, ...] = ()


def _levels(*texts: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(folded(word) for word in text.split("|")) for text in texts)


_AMOUNT = Family(
    "amount",
    _levels(
        "very low|very small|vl|sehr gering|sehr niedrig|sehr tief|sehr klein|tres faible|tres bas"
        "|muy bajo|muy baja|molto basso|molto bassa|muito baixo|muito baixa|zeer laag|minimal"
        "|negligible|vernachlassigbar|marginal",
        "low|small|minor|l|lo|gering|niedrig|tief|klein|faible|bas|basse|bajo|baja|basso|bassa"
        "|baixo|baixa|laag|klein|little|limited",
        "medium|moderate|med|middle|mid|m|average|mittel|massig|mittelmassig|moyen|moyenne|modere"
        "|moderee|medio|media|moderado|moderada|moderato|moderata|gemiddeld|middel|matig|some",
        "high|large|major|h|hi|hoch|gross|stark|eleve|elevee|fort|forte|haut|haute|alto|alta"
        "|elevado|elevada|elevato|elevata|hoog|groot|significant|substantial|considerable",
        "very high|very large|vh|extreme|critical|sehr hoch|sehr gross|tres eleve|tres elevee"
        "|tres fort|tres forte|muy alto|muy alta|molto alto|molto alta|muito alto|muito alta"
        "|zeer hoog|severe|extremely high|very strong",
    ),
    is_judged=False,
    is_extreme=(0, 4),
)
_NONE: Final = frozenset(
    _levels("none|no effect|nil|nothing|keine|keiner|kein|aucun|aucune|ninguno|ninguna|nessuno"
            "|nessuna|nenhum|nenhuma|geen|null")[0]
)  # fmt: skip
_SCHOOL = Family(
    "school marks",
    _levels("ungenugend", "mangelhaft", "ausreichend", "befriedigend", "gut", "sehr gut"),
    is_judged=True,
    is_extreme=(2,),
)
"""The six marks of German schools; used where a sheet has the one that no other scale has."""
FAMILIES: Final = (
    _SCHOOL,
    _AMOUNT,
    Family(
        "quality",
        _levels(
            "very poor|very bad|sehr schlecht|tres mauvais|muy malo|muy mala|pessimo|pessimo"
            "|muito mau|zeer slecht|unacceptable|ungenugend|terrible",
            "poor|bad|weak|schlecht|mangelhaft|mauvais|mauvaise|malo|mala|scarso|cattivo|mau|ma"
            "|ruim|slecht|onvoldoende|schwach|insufficient",
            "fair|acceptable|ok|okay|adequate|neutral|satisfactory|so so|befriedigend|ausreichend"
            "|passable|regular|sufficiente|discreto|razoavel|voldoende|redelijk|mixed|average",
            "good|strong|gut|bon|bonne|bueno|buena|buono|buona|bom|boa|goed|favourable|favorable",
            "very good|excellent|outstanding|sehr gut|ausgezeichnet|hervorragend|tres bon"
            "|tres bonne|muy bueno|muy buena|excelente|ottimo|ottima|eccellente|muito bom"
            "|muito boa|otimo|zeer goed|uitstekend|great",
        ),
        is_judged=True,
        is_extreme=(0, 4),
    ),
    Family(
        "colours",
        _levels(
            "red|r|rot|rouge|rojo|rosso|vermelho|rood",
            "amber|yellow|orange|a|gelb|jaune|ambar|amarillo|giallo|amarelo|geel|oranje|arancione",
            "green|g|grun|vert|verde|groen",
        ),
        is_judged=True,
    ),
    Family(
        "likelihood",
        _levels(
            "rare|very unlikely|sehr unwahrscheinlich", "unlikely|unwahrscheinlich|improbable",
            "possible|moglich|posible|possibile|mogelijk",
            "likely|probable|wahrscheinlich|waarschijnlijk",
            "almost certain|very likely|certain|sehr wahrscheinlich",
        ),
        is_judged=False,
        is_extreme=(0, 4),
    ),
    Family(
        "agreement",
        _levels(
            "strongly disagree|disagree strongly|totally disagree|completely disagree",
            "disagree|tend to disagree|somewhat disagree",
            "neither|neither agree nor disagree|undecided|neutral|no opinion",
            "agree|tend to agree|somewhat agree",
            "strongly agree|agree strongly|totally agree|completely agree",
        ),
        is_judged=True,
    ),
    Family(
        "support",
        _levels("strongly oppose|strongly against", "oppose|against",
                "indifferent|neutral|neither|neither support nor oppose",
                "support|in favour|in favor", "strongly support|strongly in favour"),
        is_judged=True,
    ),
    Family(
        "ease",
        _levels("very hard|very difficult", "hard|difficult|schwierig|difficile|dificil|moeilijk",
                "feasible|doable", "easy|simple|leicht|einfach|facile|facil|makkelijk",
                "very easy|very simple|sehr einfach"),
        is_judged=True,
        is_extreme=(0, 4),
    ),
    Family(
        "speed",
        _levels("slow|langsam|lent|lento", "normal", "fast|quick|schnell|rapide|rapido"),
        is_judged=True,
    ),
    Family("length", _levels("short|kurz|court|corto|curto|kort",
                             "intermediate", "long|lang|largo|lungo|longo"), is_judged=False),
    Family("price", _levels("cheap|inexpensive|gunstig|billig|barato|economico|goedkoop",
                            "affordable", "expensive|costly|teuer|cher|caro|duur"),
           is_judged=False),
)  # fmt: skip
_TICKS: Final = {
    "✓": 100, "✔": 100, "✔️": 100, "☑": 100, "✅": 100, "√": 100, "yes": 100, "y": 100,
    "true": 100, "ja": 100, "oui": 100, "sí": 100, "si": 100, "sì": 100, "sim": 100,
    "(✓)": 50, "(✔)": 50, "~": 50, "partly": 50, "partial": 50, "partially": 50, "part": 50,
    "teilweise": 50, "teils": 50, "en partie": 50, "partiel": 50, "partiellement": 50,
    "parcial": 50, "parcialmente": 50, "parziale": 50, "in parte": 50, "deels": 50,
    "gedeeltelijk": 50, "maybe": 50,
    "✗": 0, "✘": 0, "❌": 0, "☒": 0, "✖": 0, "×": 0, "no": 0, "n": 0, "false": 0, "nein": 0,
    "non": 0, "não": 0, "nao": 0, "nee": 0,
}  # fmt: skip
_CIRCLES: Final = {"🔴": "red", "🟠": "amber", "🟡": "amber", "🟢": "green"}
_PLUSES = re.compile(r"[+]{1,5}|[-−–]{1,5}|0|o|±|\+/-|\+/−")
_STARS = re.compile(r"[★⭐*]{1,10}[☆]{0,10}|[☆]{1,10}")


@dataclass(frozen=True)
class WordScale:
    """The words of one column with their numbers, 0–100; each word as it is first written.

    `is_judged`: the words themselves say that 100 is good.
    """

    numbers: dict[str, float]
    is_judged: bool


def _amounts() -> dict[str, list[tuple[Family, int]]]:
    found: dict[str, list[tuple[Family, int]]] = {}
    for family in FAMILIES:
        for level, words in enumerate(family.levels):
            for word in words:
                found.setdefault(word, []).append((family, level))
    return found


_BY_WORD: Final = _amounts()
_BETWEEN = re.compile(r"\s*(?:-|–|/| to | bis )\s*")


def _place(word: str, family: Family) -> float | None:
    """Return the level of a word in a family, half a level for `low-medium`."""
    levels = [level for found, level in _BY_WORD.get(folded(word), ()) if found is family]
    if levels:
        return float(levels[0])
    parts = _BETWEEN.split(word)
    if len(parts) == 2:
        ends = [_place(part, family) for part in parts if part]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            return (ends[0] + ends[1]) / 2
    return None


def is_scale_word(cell: CellValue) -> bool:
    """Return whether a cell may be a word or sign that stands for a number."""
    if not isinstance(cell, str) or len(cell) > 30:
        return False
    text = cell.casefold()
    if (
        text in _TICKS
        or text == "x"
        or text in _CIRCLES
        or _PLUSES.fullmatch(text)
        or _STARS.fullmatch(text)
    ):
        return True
    if folded(text) in _BY_WORD or folded(text) in _NONE:
        return True
    return any(_place(text, family) is not None for family in FAMILIES[:3])


def extremes_on(cells: Iterable[CellValue]) -> frozenset[str]:
    """Return the names of families of which an extreme word stands among the cells.

    Of signs it is the most there are in one cell: `signs 3` for +++, `stars 5`, and `minus`.
    """
    found: set[str] = set()
    for cell in {cell for cell in cells if isinstance(cell, str) and len(cell) <= 30}:
        for family, level in _BY_WORD.get(folded(cell), ()):
            if level in family.is_extreme:
                found.add(family.name)
        if _STARS.fullmatch(cell):
            found.add(f"stars {len(cell)}")
        elif _PLUSES.fullmatch(cell) and cell[0] in "+-−–" and cell not in ("+/-", "+/−"):
            found |= {f"signs {len(cell)}"} | ({"minus"} if cell[0] != "+" else set())
    return frozenset(found)


def _most(kind: str, extremes: frozenset[str]) -> int:
    counts = [text.rpartition(" ") for text in extremes]
    return max((int(count) for name, _, count in counts if name == kind), default=0)


def read_words(cells: Sequence[CellValue], extremes: frozenset[str]) -> WordScale | None:
    """Return the words of a column with their numbers; `None` where they are not of one family.

    `extremes` are the families whose extreme words occur anywhere on the sheet. Unknown and
    empty cells do not count.
    """
    has_plus = any(isinstance(cell, str) and "+" in cell for cell in cells)
    words = list(
        dict.fromkeys(
            cell
            for cell in cells
            if isinstance(cell, str) and (not is_unknown(cell) or (has_plus and cell in _MINUSES))
        )
    )
    if not words or len({word.casefold() for word in words}) < 1:
        return None
    for scale in (_read_ticks(words), _read_pluses(words, extremes), _read_stars(words, extremes)):
        if scale is not None:
            return scale
    named = [_CIRCLES.get(word, word) for word in words]
    for family in FAMILIES:
        if (numbers := _numbers(named, family, extremes)) is not None:
            return WordScale(dict(zip(words, numbers, strict=True)), family.is_judged)
    return None


_MINUSES: Final = frozenset({"-", "--", "---", "−", "–", "−−"})


def _numbers(words: Sequence[str], family: Family, extremes: frozenset[str]) -> list[float] | None:
    if family is _SCHOOL and family.name not in extremes:
        return None
    count = len(family.levels)
    is_long = not family.is_extreme or family.name in extremes
    first, last = (0, count - 1) if is_long else (1, count - 2)
    numbers = []
    has_single = all(len(folded(word)) <= 2 for word in words)
    for word in words:
        if folded(word) in _NONE and family is _AMOUNT:
            numbers.append(0.0)
            continue
        # A single letter counts as a word of the family only where all words are that short.
        level = None if len(folded(word)) == 1 and not has_single else _place(word, family)
        if level is None:
            return None
        numbers.append(10 + 80 * (level - first) / (last - first))
    has_named = any(folded(word) not in _NONE for word in words)
    return [round(number, 1) for number in numbers] if has_named else None


def _read_ticks(words: Sequence[str]) -> WordScale | None:
    texts = [word.casefold() for word in words]
    has_sign = any(_TICKS.get(text) == 100 for text in texts)
    crosses = {text: 0 if has_sign else 100 for text in texts if text == "x"}
    known = {**_TICKS, **crosses}
    if not all(text in known for text in texts) or set(texts) <= {"n", "no", "false"}:
        return None
    return WordScale({word: float(known[word.casefold()]) for word in words}, is_judged=True)


def _read_pluses(words: Sequence[str], extremes: frozenset[str]) -> WordScale | None:
    has_plus = any(word[0] == "+" for word in words) or _most("signs", extremes) > 0
    if not all(_PLUSES.fullmatch(word) for word in words) or not has_plus:
        return None
    if all(word in ("0", "o") for word in words):
        return None
    steps = {word: _net(word) for word in words}
    most = max(_most("signs", extremes), *(abs(step) for step in steps.values()))
    has_minus = min(steps.values()) < 0 or "minus" in extremes
    low = -most if has_minus else min(0, *steps.values()) if 0 in steps.values() else 1
    if most == low:
        return None
    numbers = {
        word: round(10 + 80 * (step - low) / (most - low), 1) for word, step in steps.items()
    }
    return WordScale(numbers, is_judged=True)


def _net(word: str) -> int:
    if word in ("±", "+/-", "+/−", "0", "o"):
        return 0
    return len(word) if word[0] == "+" else -len(word)


def _read_stars(words: Sequence[str], extremes: frozenset[str]) -> WordScale | None:
    if not all(_STARS.fullmatch(word) for word in words):
        return None
    filled = {word: sum(sign in "★⭐*" for sign in word) for word in words}
    most = max(_most("stars", extremes), *filled.values(), *(len(word) for word in words))
    if most < 2:
        return None
    low = 0 if 0 in filled.values() else 1
    numbers = {w: round(10 + 80 * (stars - low) / (most - low), 1) for w, stars in filled.items()}
    return WordScale(numbers, is_judged=True)
