"""The words that are passed over in the search for a content's end can end none."""

from __future__ import annotations

from tawatur.ingest import take
from tawatur.language.pack import load_pack
from tawatur.model.article import Article
from tawatur.read.analyse import analyser
from tawatur.read.names import find_names
from tawatur.read.statements import clauses, complements
from tawatur.read.statements.attributions import find_attributions
from tawatur.read.statements.borders import borders
from tawatur.read.statements.cues import find_cues
from tawatur.read.statements.scene import Scene, scene
from tawatur.read.times import find_times
from tawatur.sample import articles_dir


def scenes() -> list[Scene]:
    reader = analyser(load_pack("ar"))
    found = []
    for article in take([articles_dir()]):
        assert isinstance(article, Article)
        analysis = reader.analyse(article.text)
        found.append(scene(analysis, article, find_names(analysis, article), find_times(analysis, article)))
    return found


class Everything(frozenset[str]):
    """A set that has every symbol."""

    def __contains__(self, symbol: object) -> bool:
        return True


def test_contents_end_where_they_would_if_every_word_was_asked():
    seen = 0
    for one in scenes():
        cues = find_cues(one)
        around = borders(cues, find_attributions(one, cues))
        for cue in cues:
            if cue.complement is None:
                continue
            quick = clauses.clause_end(one, cue, cue.complement.first, around)
            sets = one.sets["closing"]
            one.sets["closing"] = Everything()
            try:
                assert clauses.clause_end(one, cue, cue.complement.first, around) == quick
            finally:
                one.sets["closing"] = sets
            seen += 1
    assert seen > 50


def test_what_a_verb_opens_begins_with_a_word_that_the_search_stops_at():
    for one in scenes():
        for cue in find_cues(one):
            for index in range(cue.index + 1, one.sentence(cue.index).stop):
                if one.is_(index, "opening"):
                    continue
                assert complements._opening_at(one, cue.index, index, cue.frame) == (None, False)
                assert not complements._rival(one, index)
                assert one.quotes.at(index) is None
