"""A criteria set and its evidence registers as frozen, typed values.

Nothing here reads a file, computes a total or draws. `files` turns YAML into these values;
`analysis` turns them into results.
"""

from steelyard.model.criteria_set import (
    Assessment,
    Condition,
    CriteriaSet,
    Criterion,
    Frame,
    Group,
    LeftOut,
    Lens,
    Measure,
    Option,
    Reading,
    Scale,
    Scenario,
    SimulationRules,
    Tested,
    VerdictRules,
)
from steelyard.model.elicitation import (
    Elicitation,
    Independence,
    ScoreElicitation,
    SwingCheck,
    WeightElicitation,
)
from steelyard.model.judgements import (
    Ask,
    JudgedRank,
    JudgedScore,
    JudgedSwing,
    JudgeSheet,
    Round,
    SeenParts,
    TradeoffAnswer,
    UnfinishedScore,
)
from steelyard.model.register import Bearing, Claim, Coding, Register, Selector, TextOrigin
from steelyard.model.score import UNKNOWN, Cell, Score

__all__ = [
    "UNKNOWN",
    "Ask",
    "Assessment",
    "Bearing",
    "Cell",
    "Claim",
    "Coding",
    "Condition",
    "CriteriaSet",
    "Criterion",
    "Elicitation",
    "Frame",
    "Group",
    "Independence",
    "JudgeSheet",
    "JudgedRank",
    "JudgedScore",
    "JudgedSwing",
    "LeftOut",
    "Lens",
    "Measure",
    "Option",
    "Reading",
    "Register",
    "Round",
    "Scale",
    "Scenario",
    "Score",
    "ScoreElicitation",
    "SeenParts",
    "Selector",
    "SimulationRules",
    "SwingCheck",
    "Tested",
    "TextOrigin",
    "TradeoffAnswer",
    "UnfinishedScore",
    "VerdictRules",
    "WeightElicitation",
]
