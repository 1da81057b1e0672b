"""Evaluation: a reader's marks against gold made by hand (docs/gold-format.md says what the gold means)."""

from tawatur.evaluate.gold import GoldArticle, load_gold
from tawatur.evaluate.measure import Report, Row, evaluate

__all__ = ["GoldArticle", "Report", "Row", "evaluate", "load_gold"]
