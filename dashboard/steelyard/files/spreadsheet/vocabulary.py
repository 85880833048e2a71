"""The words that head rows and columns of decision tables, in seven languages.

English, German, French, Spanish, Italian, Portuguese and Dutch. Words are compared folded: lower
case, without accents, signs as spaces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SPELT_OUT: Final = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"})


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a text as it is compared.

    >>> folded("Prioritäten (gewichtet):")
    'prioritaten gewichtet'
    """
    return " ".join(re.sub(r"[\W_]+", " ", _bare(text)).split())


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT_OUT))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in folded form."""
    return frozenset(word for word in (_bare(word) for word in text.split()) if word)


WEIGHT: Final = words_of(
    "weight weights weighting weightings wt wts wgt importance priority swing swings "
    "gewicht gewichte gewichtung gewichtungen wichtigkeit wichtung poids ponderation "
    "ponderations coefficient coefficients coef peso pesos ponderacion importancia pesi "
    "ponderazione importanza wegingsfactor weging gewichten belang ponderacao weightage gew "
    "vaha vahy waga wagi вес веса вага vikt vaegt vægt vekt paino suly agirlik agırlık βαρος "
    "pondere тегло "
    "tezina 重み 重要度 ウェイト 权重 權重 加权 가중치 비중 वजन น้ำหนัก משקל وزن الوزن"
)
BETTER: Final = words_of(
    "better direction directions minmax polarity preference optimise optimize optimisation "
    "optimization richtung zielrichtung optimierung optimierungsrichtung sens sentido direccion "
    "direzione direcao richting sense objective goal ziel objectif objetivo obiettivo doel besser"
)
UNIT: Final = words_of(
    "unit units einheit einheiten masseinheit unite unites unidad unidades unita unidade "
    "unidades eenheid eenheden uom"
)
SCALE: Final = words_of("scale scales skala echelle escala scala schaal wertebereich bareme")
WORST: Final = words_of(
    "worst schlechtester schlechteste schlechtest pire peor peggiore pior slechtste"
)
BEST: Final = words_of("best bester beste meilleur meilleure mejor migliore melhor")
GROUP: Final = words_of(
    "group groups category categories theme themes class cluster clusters domain pillar "
    "dimension area gruppe gruppen kategorie kategorien thema themen bereich groupe categorie "
    "grupo categoria tema gruppo groep rubriek type family section"
)
NOTE: Final = words_of(
    "note notes remark remarks comment comments rationale reason reasons reasoning source "
    "sources justification interpretation description evidence explanation assumptions summary "
    "definition question details bemerkung bemerkungen kommentar kommentare anmerkung "
    "anmerkungen begrundung quelle beschreibung erlauterung hinweis hinweise remarque remarques "
    "commentaire commentaires justificatif description nota notas observacion observaciones "
    "comentario comentarios justificacion fuente descripcion osservazioni commento commenti "
    "descrizione fonte observacao observacoes fonte descricao opmerking opmerkingen toelichting "
    "bron beschrijving owner contact date updated author responsible link url"
)
IDENTIFIER: Final = words_of(
    "id ids no nr num number code codes key ref reference nummer lfdnr lfd kennung numero "
    "codigo codice volgnummer index row item nb"
)
TOTAL: Final = words_of(
    "total totals sum sums subtotal overall score scores mean average avg rating index utility "
    "result results points net gesamt gesamtwert gesamtpunktzahl gesamtpunkte summe summen "
    "mittelwert durchschnitt punkte punktzahl ergebnis nutzwert totaux somme moyenne resultat "
    "resultats suma media promedio puntuacion puntaje resultado totale somma punteggio risultato "
    "soma pontuacao totaal som gemiddelde resultaat uitkomst median topsis wsm global globale "
    "gesamtnote endnote finale grand zwischensumme"
)
SURE_TOTAL: Final = words_of(
    "total totals sum subtotal mean average avg overall gesamt gesamtwert gesamtpunktzahl summe "
    "mittelwert durchschnitt nutzwert somme moyenne suma promedio totale somma soma totaal som "
    "globale gesamtnote topsis grand zwischensumme celkem soucet razem итого сумма всего среднее "
    "разом summa yhteensa osszesen toplam συνολο 合計 総合 总分 总计 合计 總分 합계 총점 المجموع "
    "gemiddelde weighted gewichtet gewogen pondere ponderee ponderado ponderada ponderato"
)
"""Words of `TOTAL` that hardly ever name a criterion."""

WEIGHTED: Final = words_of(
    "weighted gewichtet gewichtete gewichteter gewogen pondere ponderee ponderado ponderada "
    "ponderato ponderata normalised normalized normalisiert normiert normalise normalizado "
    "scaled standardised standardized contribution beitrag norm normed norme normata"
)
RANK: Final = words_of(
    "rank ranks ranking position place rang rangfolge platz platzierung classement "
    "puesto posicion ranking classifica posizione classificacao posicao rangorde plaats poradi "
    "miejsce место ранг 順位 排名 순위"
)
OPTION: Final = words_of(
    "option options alternative alternatives variant variants site sites system systems project "
    "projects candidate candidates vendor vendors supplier suppliers product products scenario "
    "scenarios action actions measure measures policy policies instrument instruments plan plans "
    "scheme schemes proposal proposals location locations standort standorte massnahme massnahmen "
    "projekt projekte anbieter variante varianten alternativen optionen losung losungen mesure "
    "mesures projet projets scenarii opcion opciones alternativa alternativas proyecto proyectos "
    "medida medidas opzione opzioni alternative sito progetto progetti misura fornitore fornitori "
    "opcao opcoes projeto projetos opties optie alternatief alternatieven project maatregel "
    "maatregelen locatie locaties leverancier strategy strategies technology technologies tool "
    "town towns region regions country countries school hospital building phone laptop bidder "
    "company firm car brand house flat apartment university software treatment drug material "
    "name intervention interventions city cities route routes design designs concept"
)
CRITERION: Final = words_of(
    "criterion criteria criterium kriterium kriterien critere criteres criterio criterios criteri "
    "attribute attributes indicator indicators factor factors need needs requirement requirements "
    "objective objectives goal goals feature features aspect aspects merkmal merkmale indikator "
    "indikatoren faktor faktoren anforderung anforderungen ziel ziele besoin besoins indicateur "
    "indicateurs facteur facteurs exigence exigences indicador indicadores factores requisito "
    "requisitos indicatore indicatori fattore fattori requisiti atributo atributos fator fatores "
    "criteriums factoren eis eisen consideration considerations metric metrics parameter "
    "kriteria kryterium kryteria критерий критерии показатель критерій kriterier kriterie "
    "kriteeri kriteeria szempont kriter kriterler κριτηριο κριτηρια criteriu 基準 評価項目 項目 "
    "准则 指标 準則 标准 기준 항목 معيار المعايير קריטריון"
)
ITEM: Final = words_of(
    "item items position positionen posten kostenart kostenarten kostenposition poste postes "
    "partida partidas voce voci kostenpunkt"
)
"""Heads of the lines of a bill: each is a criterion of what is offered beside it."""
VALUE: Final = words_of(
    "value values score scores performance rating ratings wert werte bewertung valeur valeurs "
    "note valor valores valore valori waarde waarden puntuacion punteggio punkte punten points "
    "mark marks raw estimate assessment amount"
)
LOW: Final = words_of(
    "low lower lowest min minimum pessimistic p10 p5 p05 tief niedrig unten minimal pessimistisch "
    "bas minimo bajo basso baixo laag optimistic_low"
)
LIKELY: Final = words_of(
    "likely mode central expected base median mid middle medium p50 best probable wahrscheinlich "
    "mittel erwartet mitte probable moyen central probable medio atteso esperado verwacht mean"
)
HIGH: Final = words_of(
    "high higher highest upper max maximum optimistic p90 p95 hoch oben maximal optimistisch haut "
    "maximo alto hoog"
)
_HIGHER_IS_BETTER: Final = words_of(
    "higher high max maximise maximize maximum maximieren maximierung maximiser maximizar "
    "massimizzare massimo maximaliseren maximal more benefit benefits gain up increase positive "
    "hoch hoher hohe mehr nutzen haut eleve plus alto mas mayor maior piu mais hoog hoger meer "
    "larger greater most steigend croissant highest maximaal"
)
_LOWER_IS_BETTER: Final = words_of(
    "lower low min minimise minimize minimum minimieren minimierung minimiser minimizar "
    "minimizzare minimo minimaliseren minimal less cost costs down decrease negative niedrig "
    "niedriger tief tiefer weniger gering kosten bas moins cout bajo menos menor basso meno baixo "
    "laag lager minder smaller fewer least fallend decroissant lowest minimaal"
)
_ARROWS: Final = {
    "↑": "higher", "▲": "higher", "+": "higher", "⬆": "higher", "↗": "higher",
    "↓": "lower", "▼": "lower", "-": "lower", "−": "lower", "–": "lower", "⬇": "lower",
    "↘": "lower", "-1": "lower", "+1": "higher", "1": "higher",
}  # fmt: skip
_LOWER_NAMES: Final = words_of(
    "cost costs price prices budget expense expenses expenditure spending risk risks time "
    "duration delay delays noise emission emissions pollution accident accidents incident "
    "incidents fatalities deaths loss losses damage harm waste complexity difficulty effort "
    "burden debt tax upkeep rent fee fees maintenance carbon co2 distance unemployment poverty "
    "crime disruption outage downtime workload payback vulnerability latency walk leakage capex "
    "opex travel congestion kosten preis preise risiko risiken dauer zeit zeitaufwand aufwand "
    "larm emissionen schaden miete kost unterhalt baukosten betriebskosten investition "
    "investitionskosten cout couts prix risque risques duree delai delais bruit depense "
    "depenses loyer costo costos coste costes precio riesgo riesgos tiempo ruido gasto gastos "
    "duracion plazo costi prezzo rischio rischi tempo rumore durata spesa custo custos preco "
    "risco riscos ruido despesa prazo prijs risico tijd geluid doorlooptijd uitgaven huur "
)
_LOWER_ENDINGS: Final = ("kosten", "risiko", "aufwand", "preis", "dauer", "risico",
                         "emissionen", "zeit", "tijd", "larm")  # fmt: skip
_TURNED_ROUND: Final = words_of(
    "saving savings saved reduction reductions avoided avoidance effectiveness efficiency benefit "
    "benefits resilience low less prevention abatement cut cuts free management mitigation "
    "reduce reduces reducing avoid avoids save saves limit limits protects protection "
    "einsparung senkung reduktion vermeidung nutzen reduccion ahorro riduzione risparmio reducao "
    "besparing economie economies reduit"
)

KNOWN: Final = (
    WEIGHT | BETTER | UNIT | GROUP | NOTE | TOTAL | RANK | OPTION | CRITERION | VALUE
    | _HIGHER_IS_BETTER | _LOWER_NAMES | _TURNED_ROUND
    | words_of("quality safety impact effect feasibility acceptance access comfort landscape")
)  # fmt: skip
"""Words that head rows and columns; a line break inside one of them is ignored."""


def has_word(text: str, words: frozenset[str]) -> bool:
    """Return whether one of the words stands in a text."""
    return not words.isdisjoint(folded(text).split())


_WEAK: Final = words_of("priority importance belang wichtigkeit importancia importanza")
_BEFORE_WEAK: Final = words_of(
    "relative overall mean average global local level criteria criterion relatief relativa the our"
)


def is_called(text: str, words: frozenset[str], most: int = 4) -> bool:
    """Return whether a short heading of at most `most` words has one of the words.

    >>> is_called("Weighting (%)", WEIGHT), is_called("Weight of the vehicle when empty", WEIGHT)
    (True, False)
    >>> is_called("Relative priority", WEIGHT), is_called("Bus priority", WEIGHT)
    (True, False)
    """
    tokens = folded(text).split()
    if len(tokens) > most or words.isdisjoint(tokens):
        return False
    # A bus priority is a thing to choose, a relative priority is not.
    is_thing = tokens[-1] in _WEAK and not _BEFORE_WEAK.issuperset(tokens[:-1])
    return not is_thing or not words.isdisjoint(tokens[:-1])


def read_direction(cell: object) -> str:
    """Return `higher` or `lower` where a cell says which end is best, else nothing.

    >>> read_direction("Minimise"), read_direction("the higher the better"), read_direction("↓")
    ('lower', 'higher', 'lower')
    """
    if isinstance(cell, float):
        return {1.0: "higher", -1.0: "lower"}.get(cell, "")
    text = str(cell).strip()
    if text in _ARROWS:
        return _ARROWS[text]
    tokens = folded(text).split()
    if not 1 <= len(tokens) <= 6:
        return _ARROWS.get(text[:1], "") if text[:1] in "↑↓▲▼" else ""
    is_higher = not _HIGHER_IS_BETTER.isdisjoint(tokens)
    is_lower = not _LOWER_IS_BETTER.isdisjoint(tokens)
    if is_higher == is_lower:
        return ""
    return "higher" if is_higher else "lower"


def is_turned_round(name: str) -> bool:
    """Return whether a name has a word that turns bad into good: `savings` in `cost savings`."""
    return not _TURNED_ROUND.isdisjoint(folded(name).split())


def lower_name(name: str) -> str:
    """Return the word in a criterion's name that suggests that low is best, or nothing.

    >>> lower_name("Build cost"), lower_name("Cost savings"), lower_name("Quality")
    ('cost', '', '')
    """
    if is_turned_round(name):
        return ""
    for token in folded(name).split():
        if token in _LOWER_NAMES or token.endswith(_LOWER_ENDINGS):
            return token
    return ""


UNIT_MARKS: Final = {
    "%": "percent", "percent": "percent", "prozent": "percent", "min": "minutes",
    "mins": "minutes", "minute": "minutes", "minutes": "minutes", "minuten": "minutes",
    "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours",
    "stunden": "hours", "day": "days", "days": "days", "tage": "days", "jours": "days",
    "dias": "days", "giorni": "days", "dagen": "days", "month": "months", "months": "months",
    "monate": "months", "mois": "months", "meses": "months", "mesi": "months",
    "maanden": "months", "year": "years", "years": "years", "yr": "years", "yrs": "years",
    "jahre": "years", "ans": "years", "anos": "years", "anni": "years", "jaren": "years",
    "jaar": "years", "count": "count", "number": "count", "anzahl": "count", "#": "count",
    "people": "people", "persons": "people", "personen": "people", "$": "usd", "usd": "usd",
    "us$": "usd", "€": "eur", "eur": "eur", "euro": "eur", "euros": "eur", "£": "gbp",
    "gbp": "gbp", "chf": "chf", "fr.": "chf", "$m": "usd_million", "m$": "usd_million",
    "usd m": "usd_million", "usd million": "usd_million", "$bn": "usd_billion",
    "usd billion": "usd_billion", "m€": "eur_million", "€m": "eur_million",
    "mio. €": "eur_million", "mio €": "eur_million", "€ million": "eur_million",
    "eur m": "eur_million", "eur million": "eur_million", "meur": "eur_million",
    "t": "tonnes", "tonne": "tonnes", "tonnes": "tonnes", "tonnen": "tonnes", "km": "kilometres",
    "kilometres": "kilometres", "points": "points", "pts": "points", "punkte": "points",
    "probability": "probability",
}  # fmt: skip
"""How units are written in sheets → how criteria files write them."""

_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,24})[)\]]\s*$")


def unit_in_name(name: str) -> str:
    """Return what stands in brackets at the end of a name.

    >>> unit_in_name("Cost (k€)"), unit_in_name("Cost")
    ('k€', '')
    """
    found = _IN_BRACKETS.search(name)
    return found[1].strip() if found else ""
