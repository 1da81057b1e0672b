"""What `explain` tells: of a mark its derivation down to the words, of a record of the story its accounts and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from tawatur.cli.say import Say
from tawatur.cli.views import SHORT, one_of, published_text
from tawatur.dossier.html import day_text, number_text
from tawatur.dossier.slips import amount
from tawatur.dossier.weighed import feature_name, words_of_keys
from tawatur.errors import LedgerError
from tawatur.ledger import LedgerView
from tawatur.ledger.rows import MARK_KINDS, mark_span
from tawatur.ledger.story_rows import StoryRecord
from tawatur.ledger.view import Known
from tawatur.model.article import Article
from tawatur.model.contract import Json, to_contract
from tawatur.model.marks import Mark, Statement
from tawatur.model.span import Span
from tawatur.model.story import Account, Actor, Claim, Copy, Dispute, Feature, Series, Suggestion, Track

_CONTEXT = 50


def explain_json(view: LedgerView, known: Known) -> Json:
    """The same for programs: the whole record, with its words and what stands on it."""
    if known.kind == "article":
        article = _article(view, known.id)
        head: Json = {"kind": "article", "article": msgspec.to_builtins(article)}
        return {**head, "versions": [each.id for each in view.versions(known.id)]}
    if known.kind == "judgement":
        return {"kind": "judgement", "judgement": next(j for j in view.judgements() if j.id == known.id)}
    found = view.mark(known.id) if known.kind in MARK_KINDS.values() else None
    if found is None:
        return {"kind": known.kind, "record": view.story_record(known.id)}
    article, mark = found
    reading = view.reading(article.id)
    if reading is not None and isinstance(mark, Statement) and mark not in reading.statements:
        reading = msgspec.structs.replace(reading, statements=(mark,))  # a person added it
    marks: dict[str, Json] = {}
    if reading is not None:
        contract = to_contract(article, reading)
        marks = {mark["id"]: mark for key in contract if isinstance(contract[key], list) for mark in contract[key]}  # type: ignore[attr-defined]  # the isinstance is on the same key
    return {
        "kind": known.kind,
        "article": {"id": article.id, "outlet": article.outlet, "title": article.title, "url": article.url,
                    "published": article.published},
        "mark": marks[known.id],
        "judgements": [j for j in view.judgements() if known.id in (j.subject, j.other)],
        "stands_under": [{"kind": place.kind, "id": place.id} for place in view.places_of(known.id)],
    }  # fmt: skip


def explain_lines(view: LedgerView, known: Known, say: Say) -> Iterator[str]:
    """The lines for a person."""
    if known.kind == "article":
        yield from _explain_article(view, _article(view, known.id), say)
    elif known.kind == "judgement":
        judgement = next(j for j in view.judgements() if j.id == known.id)
        yield f"{judgement.verdict} {judgement.subject} {judgement.other or ''} {judgement.value or ''}".rstrip()
        yield f"  {judgement.by}, {judgement.at}: {judgement.why}"
    elif known.kind in MARK_KINDS.values():
        found = view.mark(known.id)
        if found is None:
            raise LedgerError("ledger.mark", id=known.id, ledger=view.location)
        yield from _explain_mark(view, *found, say)
    else:
        record = view.story_record(known.id)
        if record is not None:
            yield from _explain_record(view, record, say)
    for judgement in view.judgements():
        if known.id in (judgement.subject, judgement.other):
            yield say("explain.judged", verdict=judgement.verdict, by=judgement.by, at=judgement.at, why=judgement.why)


def _explain_article(view: LedgerView, article: Article, say: Say) -> Iterator[str]:
    yield f"{say('word.article')} {article.id}"
    yield from _facts(
        (say("head.title"), article.title),
        (say("head.outlet"), article.outlet),
        (say("head.credit"), article.credit),
        (say("head.url"), article.url),
        (say("head.path"), article.path),
        (say("head.published"), f"{published_text(article.published)} ({article.published.how})"),
    )
    for reason in article.published.reasons:
        yield f"    {reason}"
    for name, pack, _ in view.readers():
        reading = view.reading(article.id, reader=name)
        if reading is not None and reading.reader.pack == pack:
            yield f"  {say('explain.read_by', reader=name, pack=pack, n=sum(1 for _ in reading.marks()))}"
    if article.dropped:
        yield f"  {say('explain.dropped', n=len(article.dropped))}"
        yield from (f"    {line}" for line in article.dropped)
    versions = view.versions(article.id)
    if len(versions) > 1:
        yield f"  {say('explain.versions')}: {' → '.join(each.id[:SHORT] for each in versions)}"


def _explain_mark(view: LedgerView, article: Article, mark: Mark, say: Say) -> Iterator[str]:
    kind = MARK_KINDS[type(mark)]
    yield f"{one_of(say.language, kind)} {mark.id}"
    yield f"  {in_context(article, mark_span(mark))}"
    yield from _facts(
        (say("head.outlet"), article.outlet),
        (say("head.title"), article.title),
        (say("head.published"), published_text(article.published)),
    )
    for name in mark.__struct_fields__:
        if name not in ("id", "trace", "span"):
            yield from _facts((name, _told(article, getattr(mark, name))))
    yield f"  {say('explain.rule')}: {mark.trace.rule}"
    for number, step in enumerate(mark.trace.steps, 1):
        words = f" «{step.span.cut(article.text)}» {step.span.start}–{step.span.end}" if step.span else ""
        yield f"    {number}. {step.what}{': ' if step.detail else ''}{step.detail}{words}"
    for place in view.places_of(mark.id):
        record = view.story_record(place.id)
        if record is not None:
            yield f"  {say('explain.stands_under')} {one_of(say.language, place.kind)} {place.id[:SHORT]}: {_title(record)}"


def _explain_record(view: LedgerView, record: StoryRecord, say: Say) -> Iterator[str]:
    yield f"{one_of(say.language, type(record).__name__.lower())} {record.id}: {_title(record)}"
    match record:
        case Actor():
            yield from _actor(view, record, say)
        case Claim():
            yield from _claim(view, record, say)
        case Dispute():
            yield from _dispute(view, record, say)
        case Series() | Track():
            yield from _points(view, record, say)
        case Copy():
            yield from (f"  {_quote(view, place.article, place.span)}" for place in (record.a, record.b))
        case Suggestion():
            yield f"  {record.a} ? {record.b} ({record.score:.2f})"
    yield from _features(() if isinstance(record, Actor | Copy) else record.features, say)


def _actor(view: LedgerView, actor: Actor, say: Say) -> Iterator[str]:
    yield from _facts(
        (say("head.kind"), one_of(say.language, actor.kind)), (say("head.forms"), " / ".join(actor.forms))
    )
    yield from (f"  {_quote(view, mention.article, mention.span)}" for mention in actor.mentions)


def _claim(view: LedgerView, claim: Claim, say: Say) -> Iterator[str]:
    yield f"  {say('explain.independent', n=claim.independent)}"
    for number, group in enumerate(claim.groups, 1):
        yield f"  {say('explain.group', number=number)}"
        for index in group:
            yield from _account(view, claim.accounts[index], say)
    for why in claim.dependences:
        both = say("explain.dependence", a=why.a + 1, b=why.b + 1)
        yield f"  {both}: {one_of(say.language, f'same_{why.reason}', why.reason)} {why.detail}".rstrip()


def _dispute(view: LedgerView, dispute: Dispute, say: Say) -> Iterator[str]:
    yield from _facts((say("head.kind"), one_of(say.language, f"kind_{dispute.kind}")))
    for head, side in zip(("head.one_side", "head.other_side"), dispute.sides, strict=True):
        yield f"  {say(head)}"
        for account in side:
            yield from _account(view, account, say)


def _points(view: LedgerView, record: Series | Track, say: Say) -> Iterator[str]:
    if isinstance(record, Series):
        for figure in record.points:
            days = day_text(figure.as_of.earliest, figure.as_of.latest) if figure.as_of else "—"
            yield f"  {number_text(figure.low, figure.high)}  {days}  {_quote(view, figure.article, figure.span)}"
        return
    for point in record.points:
        days = day_text(point.deadline.earliest, point.deadline.latest) if point.deadline else "—"
        yield f"  {one_of(say.language, point.status)}  {days}  {_quote(view, point.article, point.span)}"
    for slip in record.slips:
        old, new = record.points[slip.before], record.points[slip.after]
        told = amount(slip.days, old.deadline, new.deadline, say.language, done=new.status == "done")
        yield f"  {say('explain.slip', before=slip.before + 1, after=slip.after + 1, amount=told)}"


def _account(view: LedgerView, account: Account, say: Say) -> Iterator[str]:
    who = account.speaker or say("word.author")
    through = f" ← {' ← '.join(account.chain)}" if account.chain else ""
    yield f"    {one_of(say.language, account.stance)}: {who}{through}"
    for span in account.spans:
        yield f"      {_quote(view, account.article, span)}"


def _features(features: Iterable[Feature], say: Say) -> Iterator[str]:
    listed = list(features)
    if listed:
        yield f"  {say('explain.features')}"
        for each in listed:
            name, words = feature_name(each.name, say.language), words_of_keys(each.detail, say.language)
            yield f"    {name} {each.value:g} × {each.weight:g}  {words}".rstrip()


def _facts(*facts: tuple[str, str | None]) -> Iterator[str]:
    yield from (f"  {name}: {value}" for name, value in facts if value not in (None, ""))


def _told(article: Article, value: object) -> str:
    """A field's value with the words of its spans."""
    if isinstance(value, Span):
        return f"«{value.cut(article.text)}»"
    if isinstance(value, tuple):
        return " | ".join(_told(article, item) for item in value)
    if isinstance(value, msgspec.Struct):
        inner = ((name, getattr(value, name)) for name in value.__struct_fields__)
        return ", ".join(f"{name} {_told(article, item)}" for name, item in inner if item not in (None, (), ""))
    return "" if value is None else str(value)


def _title(record: StoryRecord) -> str:
    match record:
        case Actor():
            return record.name
        case Claim():
            return record.gist
        case Dispute():
            return record.why
        case Series():
            return f"{record.counted} {record.scope}".strip()
        case Track():
            return f"{record.who} {record.what}".strip()
        case Copy():
            return f"{record.share:.0%}"
        case Suggestion():
            return record.what


def _article(view: LedgerView, name: str) -> Article:
    found = view.article(name)
    if found is None:
        raise LedgerError("ledger.article", id=name, ledger=view.location)
    return found


def _quote(view: LedgerView, article: str, span: Span) -> str:
    found = _article(view, article)
    head = f"{found.outlet or '—'} {published_text(found.published)} {article[:SHORT]}:{span.start}–{span.end}"
    return f"«{span.cut(found.text)}»  [{head}]"


def in_context(article: Article, span: Span) -> str:
    """The words of a span in their surroundings, on one line."""
    before = " ".join(article.text[max(0, span.start - _CONTEXT) : span.start].split())
    after = " ".join(article.text[span.end : span.end + _CONTEXT].split())
    return f"… {before} [{span.cut(article.text)}] {after} …"
