"""Statements: who is made responsible for which content, through which chain."""

from __future__ import annotations

from tawatur.model.article import Article
from tawatur.model.marks import Name, Statement, Time
from tawatur.read.statements.assemble import find_all
from tawatur.read.statements.scene import scene
from tawatur.read.units import Analysis


def find_statements(
    analysis: Analysis, article: Article, names: tuple[Name, ...], times: tuple[Time, ...]
) -> tuple[Statement, ...]:
    """The statement marks of an article, in the order of their cues."""
    return tuple(find_all(scene(analysis, article, names, times)))
