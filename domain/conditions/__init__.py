"""The condition language: SQL boolean expressions over the published facts, with three truth values."""

from domain.conditions.condition import Condition
from domain.conditions.evaluate import evaluate
from domain.conditions.outcome import Outcome, Truth
from domain.conditions.parse import parse

__all__ = ["Condition", "Outcome", "Truth", "evaluate", "parse"]
