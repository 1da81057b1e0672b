"""A bulk run on Dask: worker processes on this machine, or a cluster that is running already."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import dask
import msgspec
from distributed import Client, LocalCluster, as_completed

from tawatur.bulk.plan import Partition
from tawatur.bulk.work import Done, do, read_done
from tawatur.errors import TawaturError
from tawatur.language.pack import label_of

WORKER_MEMORY = "700MB"
"""The limit of one worker; Dask pauses and at last restarts a worker that passes it."""
_SILENT = logging.CRITICAL
_QUIET_WORK = {
    # what a dashboard would show, which there is none of; each of these takes time from the reading
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.scheduler.active-memory-manager.start": False,
    # how often every process wakes only to look about: some hundred times a second otherwise
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.tick.cycle": "10s",
    "distributed.worker.memory.monitor-interval": "500ms",
    "distributed.client.scheduler-info-interval": "10s",
    # a worker takes a partition when it has done one: none waits behind a large one
    "distributed.scheduler.worker-saturation": 1.0,
}
_RETRIES = 3
"""How often a partition is tried again whose worker was killed."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is."""

    partitions: int
    done: int
    articles: int
    failures: int
    resumed: int
    """Partitions that an earlier run had done."""


def run(
    partitions: Iterable[Partition],
    out: Path,
    *,
    workers: int = 2,
    scheduler: str | None = None,
    report: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Read all partitions that are not done yet; `report` is called after each.

    With `scheduler` (an address such as ``tcp://host:8786``) the work goes to that cluster, whose workers must see
    the same paths; otherwise to `workers` processes of this machine. TawaturError where the cluster cannot be
    reached or a partition fails for good; what was done stays done.
    """
    out.mkdir(parents=True, exist_ok=True)
    pack = label_of()
    every = list(partitions)
    finished = [done for part in every if (done := read_done(out, part, pack)) is not None]
    names = {done.partition for done in finished}
    # the largest first, that all workers end together
    open_parts = sorted((part for part in every if part.id not in names), key=lambda part: -part.work)
    progress = Progress(
        partitions=len(every),
        done=len(finished),
        articles=sum(done.articles for done in finished),
        failures=sum(done.failures for done in finished),
        resumed=len(finished),
    )
    report(progress)
    if not open_parts:
        return progress
    with _client(min(workers, len(open_parts)), scheduler) as client:
        futures = client.map(do, open_parts, out=str(out.resolve()), retries=_RETRIES, pure=False)
        for future, result in as_completed(futures, with_results=True, raise_errors=False):
            if future.status != "finished":
                raise TawaturError("bulk.partition", why=result)
            progress = _after(progress, result)
            report(progress)
    return progress


def _after(progress: Progress, done: Done) -> Progress:
    return msgspec.structs.replace(
        progress,
        done=progress.done + 1,
        articles=progress.articles + done.articles,
        failures=progress.failures + done.failures,
    )


@contextmanager
def _client(workers: int, scheduler: str | None) -> Iterator[Client]:
    """A client of the cluster at `scheduler`, or of one of our own that ends with the run."""
    if scheduler:
        try:
            client = Client(scheduler, timeout="10s")
        except (OSError, ValueError) as fault:
            raise TawaturError("bulk.scheduler", address=scheduler) from fault
        with closing(client):
            yield client
        return
    with (
        dask.config.set(_QUIET_WORK),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            memory_limit=WORKER_MEMORY,
            dashboard_address=None,
            silence_logs=_SILENT,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client
