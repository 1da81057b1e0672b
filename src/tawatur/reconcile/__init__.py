"""From readings to a story: actors, copies, claims with their independent chains, disputes, series and tracks."""

from __future__ import annotations

from tawatur.reconcile.claims.vectors import Sentences, universal
from tawatur.reconcile.kept import Memory, resume
from tawatur.reconcile.story import Reconciler, Touched, reconcile

__all__ = ["Memory", "Reconciler", "Sentences", "Touched", "reconcile", "resume", "universal"]
