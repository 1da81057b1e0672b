"""The story's JSON form, the contract of `tawatur dossier --format json`: every place beside its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import msgspec

from tawatur.dossier.material import Material
from tawatur.model.article import Article
from tawatur.model.contract import Json
from tawatur.model.span import Span
from tawatur.model.story import Account, Actor, Claim, Copy, Dispute, Place, Series, Suggestion, Track
from tawatur.reconcile import positions

_ARTICLE_KEYS = ("id", "path", "url", "outlet", "title", "byline", "credit", "published", "language", "text")


def story_json(material: Material) -> Json:
    """The whole story as one JSON object; SpanError where a place does not fit its article."""
    form = _Form(material)
    story = material.story
    return {
        "name": material.name,
        "names": dict(material.names),
        "articles": [form.article(article) for article in material.articles.values()],
        "actors": [form.actor(each) for each in story.actors],
        "claims": [form.claim(each) for each in story.claims],
        "disputes": [form.dispute(each) for each in story.disputes],
        "series": [form.series(each) for each in story.series],
        "tracks": [form.track(each) for each in story.tracks],
        "copies": [form.copy(each) for each in story.copies],
        "positions": [*map(form.question, story.disputes), *map(form.question, story.claims)],
        "suggestions": [form.suggestion(each) for each in story.suggestions],
    }


class _Form:
    """The shapes of one material's records."""

    def __init__(self, material: Material) -> None:
        self._articles = material.articles

    def span(self, article: str, span: Span) -> Json:
        return {"start": span.start, "end": span.end, "text": span.cut(self._articles[article].text)}

    def place(self, place: Place) -> Json:
        return {"article": place.article, "span": self.span(place.article, place.span)}

    def article(self, article: Article) -> Json:
        whole = plain(article)
        return {key: whole[key] for key in _ARTICLE_KEYS}

    def actor(self, actor: Actor) -> Json:
        return {**plain(actor), "mentions": [self.place(mention) for mention in actor.mentions]}

    def account(self, account: Account) -> Json:
        return {**plain(account), "spans": [self.span(account.article, span) for span in account.spans]}

    def accounts(self, accounts: Iterable[Account]) -> list[Json]:
        return [self.account(account) for account in accounts]

    def claim(self, claim: Claim) -> Json:
        return {**plain(claim), "accounts": self.accounts(claim.accounts)}

    def dispute(self, dispute: Dispute) -> Json:
        return {**plain(dispute), "sides": [self.accounts(side) for side in dispute.sides]}

    def series(self, series: Series) -> Json:
        points = [{**plain(point), "span": self.span(point.article, point.span)} for point in series.points]
        return {**plain(series), "points": points}

    def track(self, track: Track) -> Json:
        points = [{**plain(point), "span": self.span(point.article, point.span)} for point in track.points]
        slips = [
            {
                "from": slip.before,
                "to": slip.after,
                "days": slip.days,
                "reason": self.place(slip.reason) if slip.reason else None,
                "according_to": slip.according_to,
            }
            for slip in track.slips
        ]
        return {**plain(track), "points": points, "slips": slips}

    def copy(self, copy: Copy) -> Json:
        return {**plain(copy), "a": self.place(copy.a), "b": self.place(copy.b)}

    def question(self, about: Dispute | Claim) -> Json:
        kind, found = (
            ("dispute", positions.on_dispute(about, self._articles))
            if isinstance(about, Dispute)
            else ("claim", positions.on_claim(about, self._articles))
        )
        rows = [
            {
                "speaker": one.speaker,
                "actor": one.actor,
                "said": [
                    {"account": s.account.id, "article": s.account.article, "side": s.side, "changed": s.changed}
                    for s in one.said
                ],
            }
            for one in found
        ]
        return {"kind": kind, "id": about.id, "positions": rows}

    def suggestion(self, suggestion: Suggestion) -> Json:
        return plain(suggestion)


def plain(value: msgspec.Struct) -> Json:
    """A value as plain JSON."""
    return cast(Json, msgspec.to_builtins(value))
