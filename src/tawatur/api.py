"""The Python interface: what the command line does, as functions with types. Stable: changes are told in CHANGELOG.

docs/api.md shows it at work; its examples run as tests.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tawatur.dossier.material import Material
from tawatur.dossier.rates import measured
from tawatur.errors import LedgerError, TawaturError
from tawatur.language.pack import load_pack
from tawatur.ledger import Ledger, LedgerView, Watched
from tawatur.ledger.view import RULES
from tawatur.messages.sentence import sentence
from tawatur.model.article import Article, Published, article_id
from tawatur.model.reading import Reading
from tawatur.model.story import Story

if TYPE_CHECKING:  # taking in, reading and reconciling are loaded by who uses them: a look into a ledger needs none
    from tawatur.bulk.select import Query
    from tawatur.ingest import Context, Failure, Taken
    from tawatur.ingest.sources import Source
    from tawatur.ingest.watch import FeedState
    from tawatur.reconcile import Sentences

__all__ = [
    "AddReport",
    "add",
    "add_archive",
    "fetching",
    "material",
    "open_ledger",
    "read_article",
    "read_text",
    "reconcile",
    "reread",
    "take",
    "use_embeddings",
    "view_ledger",
    "watch",
]

STANDARD_INPUT = "-"


class AddReport(msgspec.Struct, kw_only=True):
    """What adding did, in articles: new ones, new versions, read again, known already, failed."""

    new: int = 0
    version: int = 0
    again: int = 0
    known: int = 0
    failed: int = 0

    def take(self, other: AddReport) -> None:
        """Count what another step did, too."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def changed(self) -> bool:
        """Whether the ledger holds anything that it did not hold before."""
        return bool(self.new or self.version or self.again)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One article or source done while adding; `reason` is null where it went well."""

    name: str
    done: str
    reason: str | None = None


Told = Callable[[Step], None]


def open_ledger(location: str | Path) -> Ledger:
    """A ledger to write: a SQLite file or a ``postgresql://`` URL, made where there is none; LedgerError if it cannot."""
    return Ledger(str(location))


def view_ledger(location: str | Path) -> LedgerView:
    """A ledger to look at; LedgerError where there is none."""
    return LedgerView(str(location))


def take(sources: Iterable[Source], context: Context | None = None) -> Iterator[Taken]:
    """The articles of files, folders, addresses, open streams or standard input (``-``), each as soon as it is read.

    What cannot be taken in is a `tawatur.ingest.Failure` with its reason, and the rest goes on.
    """
    from tawatur.ingest import take as taken_from

    return taken_from(sources, context)


def read_article(article: Article) -> tuple[Article, Reading]:
    """The article, its publication date inferred where it was not stated, and all that the rules find in it."""
    from tawatur.read.reader import read

    return read(article)


def read_text(
    text: str, *, published: date | None = None, url: str | None = None, outlet: str | None = None, language: str = "ar"
) -> tuple[Article, Reading]:
    """A reading of clean text; `published` is the day from which its relative dates are counted."""
    when = Published(earliest=published, latest=published, stated=published is not None, how="given")
    name = article_id(text=text, url=url, outlet=outlet)
    article = Article(
        id=name, text=text, url=url, outlet=outlet, published=when if published else Published(), language=language
    )
    return read_article(article)


def add(
    ledger: Ledger, sources: Sequence[str | Path], *, context: Context | None = None, told: Told | None = None
) -> AddReport:
    """Add the articles of files, folders, addresses or standard input (``-``), each read and kept in one transaction.

    What cannot be taken in or read is kept as a failure with its reason, and the rest goes on. A broken run goes on
    where it stopped when it is started again: what is there is not read again. `context` says what sources may use;
    `told` hears of each step.
    """
    names = [_lasting(source) for source in sources]
    run = ledger.begin_run(names) if names and STANDARD_INPUT not in names else None
    report = AddReport()
    for taken in take(sources, context):
        if isinstance(taken, Article):
            step = _add_one(ledger, taken)
        else:
            ledger.add_failure(taken.path, taken.reason)
            step = Step(name=taken.path, done="failed", reason=taken.reason)
        setattr(report, step.done, getattr(report, step.done) + 1)
        if told is not None:
            told(step)
    if run is not None:
        ledger.end_run(run)
    return report


def add_archive(ledger: Ledger, archive: Path, query: Query, *, told: Told | None = None) -> AddReport:
    """Add what a query selects from an archive that a bulk run made; what this version has read is not read again."""
    from tawatur.bulk.select import select

    report = AddReport()
    for article, reading in select(archive, query):
        current = reading.reader.pack == load_pack(article.language).label
        if current and not ledger.has_reading(article.id, reader=RULES, pack=reading.reader.pack):
            step = Step(name=article.path or article.id, done=ledger.add(article, reading))
        else:
            step = _add_one(ledger, article)
        setattr(report, step.done, getattr(report, step.done) + 1)
        if told is not None:
            told(step)
    return report


def watch(
    ledger: Ledger, feeds: Sequence[str], now: float, *, context: Context | None = None, told: Told | None = None
) -> AddReport:
    """Ask each feed once and add what is new in it; `now` is in seconds since 1970, for the model reads no clock.

    What is known of a feed is kept in one step with each article, so that a broken run takes nothing twice and loses
    nothing. Without a `context` pages are fetched with the usual manners.
    """
    from tawatur.ingest.watch import WatchState, poll

    known = {each.url: each for each in ledger.watched()}
    state = WatchState({url: _feed_state(each) for url, each in known.items()})
    report = AddReport()
    for address in feeds:
        for step in poll([address], state, context or fetching(), now):
            state = step.state
            watched = _watched(address, state.of(address), step.taken)
            if step.taken is None:
                ledger.put_watched(watched)
                continue
            if isinstance(step.taken, Article):
                done = _add_one(ledger, step.taken, watched)
            else:
                ledger.add_failure(step.taken.path, step.taken.reason, watched=watched)
                done = Step(name=step.taken.path, done="failed", reason=step.taken.reason)
            setattr(report, done.done, getattr(report, done.done) + 1)
            if told is not None:
                told(done)
    return report


def fetching(*, allow_private: bool = False) -> Context:
    """What sources may use: fetching with manners; addresses of private networks only where allowed, for testing."""
    from tawatur.ingest import Context
    from tawatur.ingest.fetch import Fetcher, Manners

    return Context(fetcher=Fetcher(Manners(allow_private=allow_private)))


def _feed_state(watched: Watched) -> FeedState:
    from tawatur.ingest.watch import FeedState

    return FeedState(
        etag=watched.etag,
        modified=watched.last_modified,
        taken=watched.taken,
        tried=watched.tried,
        failures=watched.failures,
        not_before=watched.not_before,
    )


def _watched(url: str, state: FeedState, taken: Article | Failure | None) -> Watched:
    return Watched(
        url=url,
        etag=state.etag,
        last_modified=state.modified,
        not_before=state.not_before,
        failures=state.failures,
        status=taken.reason if taken is not None and not isinstance(taken, Article) and state.failures else "ok",
        taken=state.taken,
        tried=state.tried,
    )


def reread(ledger: Ledger, *, told: Told | None = None) -> AddReport:
    """Read every article again where the language pack is newer than its reading; judgements stay in force."""
    report = AddReport()
    for article in list(ledger.articles(versions=True)):
        step = _add_one(ledger, article)
        setattr(report, step.done, getattr(report, step.done) + 1)
        if told is not None:
            told(step)
    return report


def _add_one(ledger: Ledger, article: Article, watched: Watched | None = None) -> Step:
    name = article.path or article.url or article.id
    try:
        if ledger.has_reading(article.id, reader=RULES, pack=load_pack(article.language).label):
            ledger.settle(article, watched)
            return Step(name=name, done="known")
        return Step(name=name, done=ledger.add(*read_article(article), watched=watched))
    except LedgerError:
        # not the article's fault: the run stops, and goes on from here when it is started again
        raise
    except Exception as fault:  # noqa: BLE001  # nothing that one article does may stop the rest
        reason = (
            str(fault)
            if isinstance(fault, TawaturError)
            else sentence("read.failed", why=f"{type(fault).__name__}: {fault}")
        )
        ledger.add(article)
        ledger.add_failure(name, reason, watched=watched)
        return Step(name=name, done="failed", reason=reason)


def _lasting(source: str | Path) -> str:
    """A source's name that means the same from another folder."""
    text = str(source)
    return text if text == STANDARD_INPUT or "://" in text else str(Path(text).resolve())


def reconcile(ledger: Ledger, *, anew: bool = False, told: Told | None = None) -> Story:
    """Put the accounts of a ledger's articles together, as they were judged, and keep the story.

    Articles that were put together before are not compared again, unless `anew`; the story is the same. Where the
    ledger uses embeddings, `told` hears of each article whose sentences were encoded; InputError where the extra for
    that is not installed: nothing is changed then.
    """
    from tawatur.reconcile import Memory, resume

    sentences = _sentences(ledger, told) if ledger.embeddings() else None
    before = ledger.changes()
    memory = Memory({}) if anew else Memory(*ledger.kept())
    # what is encoded is kept at once, and so no reading of the ledger is left open meanwhile
    items = ledger.readings() if sentences is None else list(ledger.readings())
    story, memory = resume(items, ledger.judgements(), memory, sentences=sentences)
    ledger.put_kept(memory.records, memory.over, memory.gone)
    ledger.put_story(story, of=before)
    return story


def use_embeddings(ledger: Ledger, on: bool) -> None:  # noqa: FBT001  # it is the value
    """Let accounts whose sentence vectors are near be compared, too, or no longer; the next `reconcile` does it.

    InputError where the extra for it is not installed: the ledger stays as it is.
    """
    from tawatur.reconcile import universal

    if on:
        universal()
    ledger.use_embeddings(on)


def _sentences(ledger: Ledger, told: Told | None) -> Sentences:
    from tawatur.reconcile import Sentences, universal

    def keep(article: str, record: str) -> None:
        ledger.put_vectors(article, record)
        if told is not None:
            told(Step(name=article, done="encoded"))

    return Sentences(universal(), ledger.vectors(), keep)


def material(view: LedgerView, *, name: str | None = None) -> Material:
    """What a dossier is drawn from: the articles as they stand now, as they were judged, and the story.

    `name` stands in the place of the name that the story was given.
    """
    pairs = {article.id: (article, reading) for article, reading in view.readings()}
    story = view.story()
    # a story from before the latest versions stands on texts that are superseded: they are still to be quoted
    for missing in {place.article for place in view.story_places()} - pairs.keys():
        article, reading = view.article(missing), view.reading(missing)
        if article is not None and reading is not None:
            pairs[missing] = (article, reading)
    names = {} if name else view.names()
    made = Material.of(name or story_name(view), pairs.values(), story, view.judgements(), measured())
    return dataclasses.replace(made, names=names)


def story_name(view: LedgerView) -> str:
    """What the story is called: as it was named, else as its ledger is."""
    names = view.names()
    return next(iter(names.values()), "") or (
        view.location.rsplit("/", 1)[-1] if "://" in view.location else Path(view.location).stem
    )
