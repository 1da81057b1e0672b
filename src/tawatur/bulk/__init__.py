"""Many articles at once, on one machine or a cluster: archives in, Parquet of articles and marks out."""

from __future__ import annotations

from tawatur.bulk.plan import Partition, plan
from tawatur.bulk.run import Progress, run
from tawatur.bulk.select import Query, select

__all__ = ["Partition", "Progress", "Query", "plan", "run", "select"]
