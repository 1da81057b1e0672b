"""Evaluation: a reader's marks against gold made by hand (docs/gold-format.md says what the gold means)."""

from tawatur.evaluate.gold import GoldArticle, load_gold
from tawatur.evaluate.measure import Report, Row, evaluate
from tawatur.evaluate.story import StoryRow, evaluate_story, load_story

__all__ = ["GoldArticle", "Report", "Row", "StoryRow", "evaluate", "evaluate_story", "load_gold", "load_story"]
