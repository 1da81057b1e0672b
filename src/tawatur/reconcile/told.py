"""What is told: the accounts of one article before they are compared, each with all that comparing needs.

Statements and the author's own assertions are cut into clauses; each clause that tells an act or a figure is one
account, by the innermost speaker whose words it stands in, through his chain, or by the author.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from tawatur.language.pack import Pack, load_pack
from tawatur.model.article import Article
from tawatur.model.ids import content_id
from tawatur.model.marks import Figure, Statement
from tawatur.model.reading import Reading
from tawatur.model.span import Span
from tawatur.model.story import Account, Stance
from tawatur.read.analyse import analyser
from tawatur.read.units import Analysis
from tawatur.reconcile.manner import manner_of, mannerwords, refers
from tawatur.reconcile.ownland import at_home
from tawatur.reconcile.stretches import Denial, grammar_of
from tawatur.reconcile.words import Term, bag, words_of

_CONTEXT = 0.4
"""What the words of the clause before weigh where a clause points back to it."""
_EDGES = frozenset(("END", "START"))
_BESIDE = 3
"""Words of beginning and ending that stand right before a date, so many characters at most, are but its edge."""
_OF_THEM = 8
"""Characters from a figure within which "of them" makes it a part."""
_BARE = 2
"""Words at most of a clause that gives but a date or a number."""
_MIN_TERMS = 2
_DESCRIBED = 3
_SAYS = 0.4
"""Words of this weight that a speaker's clause without an act has at least; the author's has one more."""
_REACH = 40
"""Characters between an act and the one it governs, at most."""
_LONG_FRAME = 120
_OWN_TERMS = 5
_OWN_ACTS = 2
"""Words and acts that a clause with a cue in it tells besides, to be an account of the author's own."""

Days = tuple[date, date]


class Number(msgspec.Struct, frozen=True, gc=False):
    """A figure of an account, as it is compared."""

    low: float | None
    high: float | None
    counted: frozenset[str]
    """The keys of what is counted."""
    unit: str | None
    role: str | None
    mark: str
    whom: frozenset[str] = frozenset()
    """Those of the keys that set the counted apart: not what befell them ("the dead"), nor that they are people."""
    part: bool = False
    """Whether it counts a part of what was counted before ("1,200 of them")."""


class Told(msgspec.Struct, frozen=True, gc=False):
    """One account and what it is compared by."""

    account: Account
    article: str
    span: Span
    terms: tuple[Term, ...]
    weights: dict[str, float]
    acts: tuple[str, ...]
    """Families of acts, in order, each once."""
    steps: tuple[tuple[str, str], ...]
    """Acts that govern one another, as far as their order says so: each with the next one in its reach."""
    head: str | None
    """The act that the clause turns on: the first one that is not denied or, in a denial, the first."""
    denied: frozenset[str]
    """Keys that stand in a denied stretch."""
    qualified: frozenset[str]
    """Words by which a denial leaves room for the thing without them ("no final agreement")."""
    instead: frozenset[str]
    """Keys that are told instead of what is denied ("not X but Y")."""
    causes: frozenset[str]
    """Keys of the stretch that is given as a cause."""
    effects: frozenset[str]
    """The families that it, or the frame it is told in, gives a cause for."""
    caused: bool
    numbers: tuple[Number, ...]
    times: tuple[Days, ...]
    names: frozenset[str]
    """Actors named in it, in the article's own canonical form."""
    published: Days | None
    outlet: str | None
    statement: Statement | None = None
    commitments: tuple[str, ...] = ()
    speaker_keys: frozenset[str] = frozenset()
    """The keys of the words that name the speaker."""
    since: bool = False
    """Whether its time is when something began."""
    title: bool = False
    leans: bool = False
    """Whether it opens as a part of another clause."""
    dismissal: bool = False
    """Whether it takes back what was said before it without repeating it."""
    negated: bool = False
    """Whether it denies by a negative sentence of its own ("there will be none"), not by a verb of denying."""
    manner: frozenset[str] = frozenset()
    """In what manner it is told (`reconcile.manner`)."""

    def around(self, act: str) -> frozenset[str]:
        """What an act is told of: the words beside it that are neither acts nor nations."""
        for place, term in enumerate(self.terms):
            if term.key == act:
                near = (*self.terms[max(0, place - 2) : place], *self.terms[place + 1 : place + 3])
                return frozenset(t.key for t in near if not t.act and not t.key.startswith("@"))
        return frozenset()

    @property
    def place(self) -> tuple[str, Span]:
        """Where it stands."""
        return self.article, self.span


class Teller:
    """Cuts readings into accounts with one pack."""

    def __init__(self, pack: Pack | None = None) -> None:
        self.pack = pack or load_pack("ar")
        self.words = words_of(self.pack)
        self.grammar = grammar_of(self.pack)
        self.manner = mannerwords(self.pack)
        self._analyse = lru_cache(64)(analyser(self.pack).analyse)

    def analysis(self, text: str) -> Analysis:
        """The units of a text; the last texts are kept."""
        return self._analyse(text)

    def tell(self, article: Article, reading: Reading) -> tuple[Told, ...]:
        """The accounts of one article, in order."""
        analysis = self.analysis(article.text)
        inner = _innermost(reading.statements)
        cuts = [edge for span, _ in inner for edge in (span.start, span.end)]
        out: list[Told] = []
        last: Told | None = None
        cues = [
            s.cue.start for s in reading.statements
            if s.source is None or s.source.start > s.cue.start or self._tells_before(analysis, s)
        ]  # fmt: skip
        # a cue that is an act ("confessed") is told within somebody's words, where a plain one is but a frame
        plain = [s for s in reading.statements if not any(self.words.is_act(u) for u in analysis.words(s.cue))]
        for clause in self.grammar.clauses(analysis, cuts, cues):
            statement = _speaker_of(clause, inner)
            others = [s for s in (plain if statement else reading.statements) if s is not statement]
            reason = statement is None and _is_reason(clause, others)
            if reason or self.grammar.asks(analysis, clause) or self._is_frame(analysis, clause, others):
                continue
            told = self._told(article, reading, analysis, clause, statement, last)
            if told is not None:
                out.append(told)
                last = told
        return tuple(out)

    def _told(  # noqa: PLR0917  # one inner call; the names at hand are those of the parameters
        self, article: Article, reading: Reading, analysis: Analysis, clause: Span, statement: Statement | None,
        last: Told | None,
    ) -> Told | None:  # fmt: skip
        dates = [t.span for t in reading.times if t.span.overlaps(clause)]
        terms = tuple(t for t in self.words.terms(analysis, clause) if not any(_of_date(t, d) for d in dates))
        terms = at_home(terms, statement, reading, analysis, self.words)
        numbers = tuple(self._number(analysis, f, clause) for f in reading.figures if f.span in clause)
        promised = any(c.span.overlaps(clause) for c in reading.commitments)
        dismissal = statement is not None and (
            self.grammar.dismisses(analysis, clause) or refers(analysis, clause, statement, self.manner)
        )
        goes_on = last is not None and statement is not None and last.statement is statement
        # it gives but a date or a number: what it is of was told just before ("most likely on the 15th")
        bare = goes_on and not any(t.act for t in terms) and len(terms) <= _BARE and bool(dates or numbers)
        dated = bool(statement and dates and strong(frozenset(t.key for t in terms)))
        tells = bare or dated or numbers or any(t.act for t in terms) or self._describes(terms, statement)
        if not (dismissal or (promised and terms)) and not (
            tells and len(terms) >= (1 if statement is not None or (numbers and terms and terms[0].act) else _MIN_TERMS)
        ):
            return None
        denials = self.grammar.denials(analysis, clause)
        denied = [t for t in terms if any(d.start <= t.start < d.end for d in denials)]
        empty = (
            not (any(t.act for t in denied) or self.grammar.says_none(analysis, denials))
            and any(t.act for t in terms) and not dismissal
        )  # fmt: skip
        reported = self._denied(analysis, clause, statement)
        stance, whole = _stance(statement, () if empty else denials, cue_denies=reported)
        if dismissal:
            stance, whole = "denies", True
        instead = frozenset(t.key for t in terms if denials and t not in denied)
        weights = {key: weight * self.grammar.says.get(key, 1.0) for key, weight in bag(terms).items()}
        leaning = last.terms if last and (bare or self.grammar.points_back(analysis, clause)) else ()
        for term in (*leaning, *self._frame(analysis, statement)):
            weights.setdefault(term.key, self._says(term) * _CONTEXT)
        acts = tuple(dict.fromkeys(t.key for t in terms if t.act))
        live = [t.key for t in terms if t.act and (whole or t not in denied)]
        ties = self.grammar.causes(analysis, clause, statement.cue if statement else None)
        causes = frozenset(t.key for t in terms if any(tie.start <= t.start < tie.end for tie in ties))
        account = Account(
            id=content_id("account", article.id, clause.start, clause.end),
            article=article.id,
            spans=(clause,),
            stance=stance,
            speaker=statement.speaker if statement else None,
            chain=tuple(hop.name for hop in statement.chain) if statement else (),
            mark=statement.id if statement else None,
        )
        return Told(
            account=account,
            article=article.id,
            span=clause,
            terms=terms,
            weights=weights,
            acts=acts,
            steps=_steps(terms),
            head=next(iter((*live, *acts)), None),
            denied=frozenset(t.key for t in denied),
            qualified=frozenset(u.key for u in analysis.words(clause) if self.words.bare(u.key) in self.grammar.qualifiers),
            instead=instead,
            causes=causes,
            effects=strong(frozenset(weights)) - causes,
            caused=bool(ties),
            numbers=numbers,
            times=tuple(
                (t.earliest, t.latest) for t in reading.times
                # a date's closing bracket may stand behind the clause
                if clause.start <= t.span.start < clause.end and t.kind == "date" and t.earliest and t.latest
            ),
            names=frozenset(n.actor for n in reading.names if n.span in clause),
            published=days_of(article),
            outlet=article.outlet,
            statement=statement,
            commitments=tuple(c.id for c in reading.commitments if c.span.overlaps(clause)),
            dismissal=dismissal,
            negated=stance == "denies" and not dismissal and not reported,
            manner=manner_of(analysis, clause, statement, terms, self.manner),
            speaker_keys=frozenset(t.key for t in self._named(analysis, statement)),
            since=any(u.key in self.grammar.since for u in analysis.words(clause)),
            title=bool(article.title_span and clause in article.title_span),
            leans=self.grammar.leans(analysis, clause),
        )  # fmt: skip

    def _tells_before(self, analysis: Analysis, statement: Statement) -> bool:
        """Whether the one who speaks is first told to do something ("troops arrested men who, they say, …")."""
        source, cue = statement.source, statement.cue
        if source is None or source.end >= cue.start:
            return False
        if any(unit.key in self.grammar.relatives for unit in analysis.words(Span(source.end, cue.start))):
            return True
        first = bisect_left(analysis.starts, source.start)
        return first > 0 and analysis.has(first - 1, "verb") and self.words.is_act(analysis.units[first - 1])

    def _denied(self, analysis: Analysis, clause: Span, statement: Statement | None) -> bool:
        """Whether a clause is denied by the very verb that reports it, and not told instead ("not X but Y and Z")."""
        if statement is None or statement.act != "deny":
            return False
        first = statement.contents[0].start
        before = analysis.words(Span(first, clause.start)) if first < clause.start else ()
        if any(unit.key in self.grammar.instead for unit in before):
            return False
        return any(unit.key in self.grammar.negators for unit in analysis.words(statement.cue))

    def _says(self, term: Term) -> float:
        """How much a word says of what is told."""
        return term.weight * self.grammar.says.get(term.key, 1.0)

    @staticmethod
    def _describes(terms: Sequence[Term], statement: Statement | None) -> bool:
        """Whether a clause without an act says enough of what something is ("the last stronghold of …")."""
        return sum(t.weight >= _SAYS for t in terms) >= (_DESCRIBED if statement else _DESCRIBED + 1)

    def _frame(self, analysis: Analysis, statement: Statement | None) -> tuple[Term, ...]:
        """What the words between cue and content say the statement is about ("called the attack an attempt …")."""
        if statement is None:
            return ()
        first = statement.contents[0]
        taken = [statement.cue, *([statement.source] if statement.source else [])]
        start, end = statement.cue.end, first.start
        inside = Span(start, end) if 3 < end - start < _LONG_FRAME else None
        found = tuple(
            t for t in (self.words.terms(analysis, inside) if inside else ())
            if not any(s.start <= t.start < s.end for s in taken)
        )  # fmt: skip
        return found or self._meant(analysis, statement)

    def _meant(self, analysis: Analysis, statement: Statement) -> tuple[Term, ...]:
        """What the pronoun at the end of a cue stands for ("condemned the attack and called it …"): the last thing named."""
        cue = next(reversed(tuple(analysis.words(statement.cue))), None)
        if cue is None or not cue.key.endswith(self.grammar.objects):
            return ()
        first = max(0, statement.cue.start - _LONG_FRAME)
        before = [u for u in analysis.words(Span(first, statement.cue.start)) if u.definite]
        speaker = {term.key for term in self._named(analysis, statement)}
        for unit in reversed(before):
            found = self.words.terms(analysis, unit.span)
            if strong(frozenset(t.key for t in found)) - speaker:
                return found
        return ()

    def _is_frame(self, analysis: Analysis, clause: Span, statements: Iterable[Statement]) -> bool:
        """Whether a clause is but the frame of a statement: its cue and speaker, and little of its own."""
        parts = [s for s in statements if s.cue.overlaps(clause) or (s.source is not None and s.source in clause)]
        if not parts:
            return False
        if any(s.cue.start < clause.end <= s.contents[0].start for s in parts) and self.grammar.labels(
            analysis, clause
        ):
            return True  # "described the deal signed … as": what is called so, and by whom
        taken = [span for s in parts for span in (s.cue, *((s.source,) if s.source else ()), *s.contents)]
        own = [t for t in self.words.terms(analysis, clause) if not any(x.start <= t.start < x.end for x in taken)]
        # "… attacked the post, and who said …": the speaker stands here, what he does in the next clause
        words, acts = (_OWN_TERMS, _OWN_ACTS) if any(s.cue.overlaps(clause) for s in parts) else (_MIN_TERMS, 1)
        return len(own) < words or sum(t.act for t in own) < acts

    def _named(self, analysis: Analysis, statement: Statement | None) -> tuple[Term, ...]:
        """The words of a statement's source, or of its speaker where the source is not written there."""
        if statement is None or statement.speaker is None:
            return ()
        if statement.source is not None:
            return self.words.terms(analysis, statement.source)
        return self.words.terms_of(self.analysis(statement.speaker))

    def _number(self, analysis: Analysis, figure: Figure, clause: Span) -> Number:
        counted = self.words.terms(analysis, figure.counted) if figure.counted else ()
        keys = frozenset(term.key for term in counted)
        whom = keys - self.grammar.unmarked.get(figure.role or "", frozenset())
        near = Span(max(clause.start, figure.span.start - _OF_THEM), min(clause.end, figure.span.end + _OF_THEM))
        part = any(unit.key in self.grammar.partitive for unit in analysis.words(near))
        return Number(figure.low, figure.high, keys, figure.unit, figure.role, figure.id, whom, part)


def strong(keys: frozenset[str]) -> frozenset[str]:
    """The keys that are families of words, nations and the words of causing themselves left out."""
    return frozenset(k for k in keys if k.isupper() and k != "CAUSE" and not k.startswith("@"))


def _of_date(term: Term, day: Span) -> bool:
    """Whether a word is a date's own, or says but which edge of it is meant ("by the end of June")."""
    return day.start <= term.start < day.end or (term.key in _EDGES and 0 <= day.start - term.end <= _BESIDE)


def _steps(terms: Sequence[Term]) -> tuple[tuple[str, str], ...]:
    """Each act with the next one within reach."""
    acts = [term for term in terms if term.act]
    return tuple(
        dict.fromkeys(
            (a.key, b.key) for a, b in itertools.pairwise(acts) if a.key != b.key and b.start - a.end <= _REACH
        )
    )


def day_key(days: Days) -> str:
    """What a time is counted under, as words are by their keys: how much it tells that two accounts share it."""
    return f"{days[0]}/{days[1]}"


def days_of(article: Article) -> Days | None:
    """The days on which an article can have been published; None where nothing is known."""
    first, last = article.published.earliest, article.published.latest
    return (first or last, last or first) if first or last else None  # type: ignore[return-value]  # one of the two is there


def _innermost(statements: Iterable[Statement]) -> list[tuple[Span, Statement]]:
    """All contents with their statements, the shortest first, so that nested speakers go before outer ones."""
    found = [(span, statement) for statement in statements for span in statement.contents]
    return sorted(found, key=lambda pair: (len(pair[0]), pair[0].start))


def _speaker_of(clause: Span, inner: Sequence[tuple[Span, Statement]]) -> Statement | None:
    for span, statement in inner:
        shared = min(span.end, clause.end) - max(span.start, clause.start)
        if shared >= 0.6 * len(clause):
            return statement
    return None


def _is_reason(clause: Span, statements: Iterable[Statement]) -> bool:
    """Whether a clause only says why a speaker is not named."""
    return any(s.anonymous and s.anonymous.reason and s.anonymous.reason.overlaps(clause) for s in statements)


def _stance(statement: Statement | None, denials: Sequence[Denial], *, cue_denies: bool) -> tuple[Stance, bool]:
    """Whether the account denies what it tells, and whether the whole clause does."""
    leads = any(d.leads for d in denials)
    if statement is None:
        return ("denies" if leads else "asserts"), leads
    return ("denies" if cue_denies != leads else "asserts"), leads or cue_denies
