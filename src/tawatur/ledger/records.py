"""Every record of the ledger with its fields: the one place where a column is declared."""

from __future__ import annotations

import msgspec

from tawatur.ledger.fields import Field, Record
from tawatur.ledger.rows import ArticleRow, FailureRow, KeptRow, MarkRow, PlaceRow, Run, StoryRow, VectorRow, Watched
from tawatur.model.ids import text_hash
from tawatur.model.judgement import Judgement
from tawatur.model.reading import Reading

_KEY = "the record's name, a hash of its content"


def canonical(value: object) -> str:
    """The one JSON form of a value: the same bytes for the same value, whatever made it."""
    return msgspec.json.encode(value, order="deterministic").decode()


ARTICLE: Record[ArticleRow] = Record(
    "article",
    "one published text",
    (
        Field("id", "text", _KEY, lambda r: r.article.id, key=True),
        Field("version_of", "text", "the article that stood at this address before, where its text was another",
              lambda r: r.version_of, null=True, index=True, refers="article.id"),
        Field("url", "text", "its address", lambda r: r.article.url, null=True, index=True),
        Field("outlet", "text", "who published it", lambda r: r.article.outlet, null=True, index=True),
        Field("earliest", "date", "first day on which it may have been published",
              lambda r: r.article.published.earliest, null=True, index=True),
        Field("latest", "date", "last day on which it may have been published",
              lambda r: r.article.published.latest, null=True),
        Field("stated", "bool", "whether the publication date was stated and not inferred",
              lambda r: r.article.published.stated),
        Field("language", "text", "its language's code", lambda r: r.article.language),
        Field("path", "text", "the file that it was read from", lambda r: r.article.path, null=True),
        Field("title", "text", "its title", lambda r: r.article.title, null=True),
        Field("text", "text", "its clean text, which all spans count in", lambda r: r.article.text),
        Field("text_hash", "text", "the SHA-256 of the clean text in UTF-8", lambda r: text_hash(r.article.text)),
        Field("record", "json", "the whole article without its text",
              lambda r: canonical(msgspec.structs.replace(r.article, text=""))),
    ),
)  # fmt: skip

READING: Record[Reading] = Record(
    "reading",
    "all that one reader found in one article; a reader's newer reading takes the place of its older one",
    (
        Field("article", "text", "the article read", lambda r: r.article, key=True, refers="article.id"),
        Field("reader", "text", "who read", lambda r: r.reader.name, key=True),
        Field("pack", "text", "the language pack and its version", lambda r: r.reader.pack),
        Field("marks", "int", "how many marks it holds", lambda r: sum(1 for _ in r.marks())),
        Field("record", "json", "the whole reading", canonical),
    ),
)

MARK: Record[MarkRow] = Record(
    "mark",
    "one mark in a line, for queries; drawn from the reading",
    (
        Field("id", "text", "the mark's name: a hash of article, kind and places", lambda r: r.id, key=True),
        Field("reader", "text", "who found it", lambda r: r.reader, key=True),
        Field("article", "text", "where it was found", lambda r: r.article, index=True, refers="article.id"),
        Field("kind", "text", "statement, time, figure, name, event, commitment or cause",
              lambda r: r.kind, index=True),
        Field("start", "int", "where it begins, in code points", lambda r: r.start),
        Field("end", "int", "where it ends, in code points, exclusive", lambda r: r.end),
        Field("rule", "text", "the rule that made it", lambda r: r.rule, index=True),
        Field("sort", "text", "its own kind: act, time kind, role, name kind, event kind, status or relation",
              lambda r: r.sort, null=True, index=True),
        Field("actor", "text", "speaker, actor or who, as the reading gives it", lambda r: r.actor, null=True,
              index=True),
        Field("named", "bool", "whether a statement's speaker is named", lambda r: r.named, null=True),
        Field("earliest", "date", "first day of its time", lambda r: r.earliest, null=True, index=True),
        Field("latest", "date", "last day of its time", lambda r: r.latest, null=True),
        Field("low", "float", "a figure's lower bound", lambda r: r.low, null=True),
        Field("high", "float", "a figure's upper bound", lambda r: r.high, null=True),
    ),
)  # fmt: skip

FAILURE: Record[FailureRow] = Record(
    "failure",
    "a source that could not be taken in; gone once it can",
    (
        Field("path", "text", "the source", lambda r: r.path, key=True),
        Field("reason", "text", "one sentence that says why and what to do", lambda r: r.reason),
    ),
)

RUN: Record[Run] = Record(
    "run",
    "a run of adding that has begun and not ended; empty when all is done",
    (
        Field("id", "text", "a hash of its sources", lambda r: r.id, key=True),
        Field("sources", "json", "what was to be added", lambda r: canonical(r.sources)),
    ),
)

WATCH: Record[Watched] = Record(
    "watch",
    "what watching knows of one feed",
    (
        Field("url", "text", "its address", lambda r: r.url, key=True),
        Field("etag", "text", "the server's tag of what was fetched last", lambda r: r.etag, null=True),
        Field("last_modified", "text", "the server's own date of it", lambda r: r.last_modified, null=True),
        Field("not_before", "float", "when it may be asked next, in seconds since 1970", lambda r: r.not_before),
        Field("failures", "int", "how often it failed in a row", lambda r: r.failures),
        Field("status", "text", "the last answer, in words", lambda r: r.status),
        Field("record", "json", "the whole, with the keys of the entries that were taken", canonical),
    ),
)

JUDGEMENT: Record[Judgement] = Record(
    "judgement",
    "what a person decided; appended, superseded, never erased",
    (
        Field("id", "text", _KEY, lambda r: r.id, key=True),
        Field("verdict", "text", "accept, reject, correct, same or different", lambda r: r.verdict),
        Field("subject", "text", "what was judged", lambda r: r.subject, index=True),
        Field("other", "text", "the second thing, for same and different", lambda r: r.other, null=True, index=True),
        Field("value", "text", "for correct: the corrected fields as JSON", lambda r: r.value, null=True),
        Field("by", "text", "who decided", lambda r: r.by),
        Field("at", "text", "when, ISO 8601", lambda r: r.at),
        Field("why", "text", "the reason given", lambda r: r.why),
        Field("supersedes", "text", "the judgement that it takes the place of", lambda r: r.supersedes, null=True,
              index=True),
    ),
)  # fmt: skip

STORY: Record[StoryRow] = Record(
    "story",
    "one actor, claim, dispute, series, track, copy or suggestion",
    (
        Field("kind", "text", "actor, claim, dispute, series, track, copy or suggestion", lambda r: r.kind, key=True),
        Field("id", "text", _KEY, lambda r: r.id, key=True),
        Field("rank", "int", "its place among its kind", lambda r: r.rank, index=True),
        Field("title", "text", "its name, gist or reason", lambda r: r.title),
        Field("sort", "text", "its own kind, where it has one", lambda r: r.sort, null=True),
        Field("size", "int", "how many accounts, points, mentions or sides it holds", lambda r: r.size),
        Field("record", "json", "the whole record", lambda r: r.record),
    ),
)

PLACE: Record[PlaceRow] = Record(
    "place",
    "a place that a record of the story stands on",
    (
        Field("kind", "text", "the record's kind", lambda r: r.kind, key=True),
        Field("id", "text", "the record", lambda r: r.id, key=True),
        Field("item", "int", "which of its accounts, points or mentions", lambda r: r.item, key=True),
        Field("part", "int", "which of the item's spans", lambda r: r.part, key=True),
        Field("article", "text", "where it stands", lambda r: r.article, index=True, refers="article.id"),
        Field("start", "int", "where it begins, in code points", lambda r: r.start),
        Field("end", "int", "where it ends, in code points, exclusive", lambda r: r.end),
        Field("mark", "text", "the mark that it comes from", lambda r: r.mark, null=True, index=True),
    ),
)


KEPT: Record[KeptRow] = Record(
    "kept",
    "what reconciling keeps of an article, to touch only what is new the next time; without it all is linked anew",
    (
        Field("article", "text", "the article", lambda r: r.article, key=True, refers="article.id"),
        Field("record", "text", "for the program alone", lambda r: r.record),
    ),
)


VECTOR: Record[VectorRow] = Record(
    "vector",
    "the sentence vectors of an article's accounts, made once where the ledger has `--embeddings`",
    (
        Field("article", "text", "the article", lambda r: r.article, key=True, refers="article.id"),
        Field("record", "text", "for the program alone", lambda r: r.record),
    ),
)


class Setting(msgspec.Struct, frozen=True):
    """One thing that the ledger remembers of itself."""

    name: str
    value: str


SETTING: Record[Setting] = Record(
    "setting",
    "what the ledger remembers of itself: whether the story is up to date with the articles",
    (
        Field("name", "text", "what is remembered", lambda r: r.name, key=True),
        Field("value", "text", "its value", lambda r: r.value),
    ),
)

RECORDS = (ARTICLE, READING, MARK, FAILURE, RUN, WATCH, JUDGEMENT, STORY, PLACE, KEPT, VECTOR, SETTING)
"""All records in an order in which each refers only to earlier ones."""

WORDS_TABLE = "article_words"
"""The search index: one row an article with its folded words; FTS5 in SQLite, a tsvector in PostgreSQL."""
