"""One commitment through time: what moves its date, and what only recalls an earlier one."""

from __future__ import annotations

from datetime import date

from tawatur.model.article import Article, Published
from tawatur.model.story import Story, Track
from tawatur.read.reader import read
from tawatur.reconcile import reconcile


def told(*reports: tuple[date, str]) -> tuple[Story, dict[str, str]]:
    """The story of some reports, each with its day, and their texts."""
    articles = [
        Article(id=f"a{n}", text=text, outlet=f"صحيفة {n}", published=Published(earliest=day, latest=day, stated=True))
        for n, (day, text) in enumerate(reports)
    ]
    return reconcile(read(article) for article in articles), {article.id: article.text for article in articles}


def signing(*reports: tuple[date, str]) -> Track:
    """The longest track of some reports, each with its day."""
    return max(told(*reports)[0].tracks, key=lambda track: len(track.points))


def words(*reports: tuple[date, str]) -> list[list[str]]:
    """What is told of each act, track by track."""
    story, texts = told(*reports)
    return [[p.span.cut(texts[p.article]).strip(" ،") for p in track.points] for track in story.tracks]


FIRST = date(2025, 9, 10), "قال وزير النقل إن توقيع عقد تطوير ميناء ساريفا مع الشركة سيتم في 30 أكتوبر 2025."
LATER = date(2025, 11, 3), "أكد وزير النقل أن توقيع عقد تطوير ميناء ساريفا مع الشركة سيتم في 10 ديسمبر 2025."


def test_a_later_report_with_a_new_date_moves_it() -> None:
    track = signing(FIRST, LATER)
    assert [(slip.before, slip.after, slip.days) for slip in track.slips] == [(0, 1, 41)]


def test_a_report_that_recalls_the_first_date_moves_nothing_back() -> None:
    recalled = date(2025, 11, 20), "وكان توقيع عقد تطوير ميناء ساريفا مع الشركة مقررا في البداية في 30 أكتوبر 2025."
    track = signing(FIRST, LATER, recalled)
    assert [(slip.before, slip.after, slip.days) for slip in track.slips] == [(0, 1, 41)]


def test_to_end_a_presence_is_to_withdraw() -> None:
    first = date(2025, 3, 2), "قال وزير الدفاع إن فرنسا ستنهي وجود قواتها في تشاد بنهاية العام."
    later = date(2025, 5, 2), "أكد المتحدث أن انسحاب القوات الفرنسية من تشاد سيكتمل بنهاية العام."
    assert [len(points) for points in words(first, later)] == [2]


def test_two_nations_withdrawals_are_two() -> None:
    mine = date(2025, 3, 2), "تعتزم بريطانيا سحب قواتها من العراق في مايو المقبل."
    theirs = date(2025, 3, 20), "قال مسؤول إن انسحاب القوات الأمريكية من العراق سيجري في مايو المقبل."
    again = date(2025, 4, 2), "قالت لندن إن انسحاب القوات البريطانية من العراق سيبدأ في يونيو المقبل."
    [points] = words(mine, theirs, again)
    assert len(points) == 2
    assert not any("الأمريكية" in point for point in points)


PLANNED = date(2025, 3, 2), "من المقرر أن تعلن الهيئة الوطنية للانتخابات في 20 مارس 2025 نتائج الانتخابات البلدية."


def test_an_announcement_that_was_made_on_its_day_ends_its_track() -> None:
    text = "أعلنت الهيئة الوطنية للانتخابات، أمس الخميس، أن نتائج الانتخابات البلدية أظهرت فوز قائمة الوحدة."
    [points] = words(PLANNED, (date(2025, 3, 21), text))
    assert points[1] == "أعلنت الهيئة الوطنية للانتخابات، أمس الخميس"


def test_another_announcement_of_that_day_is_not_the_one_that_was_planned() -> None:
    text = "أعلنت وزارة الصحة، أمس الخميس، أن مستشفى الجامعة استقبل عشرين مصابا."
    assert words(PLANNED, (date(2025, 3, 21), text)) == []


def test_the_rest_is_followed_though_only_its_date_is_told() -> None:
    first = date(2025, 3, 2), "قال الوزير إن نصف العمال سيغادرون المصنع في أبريل المقبل، ثم البقية بحلول نهاية العام."
    later = date(2025, 4, 2), "أكدت النقابة أن بقية العمال سيغادرون المصنع نهاية العام."
    assert words(first, later) == [["البقية بحلول نهاية العام", "بقية العمال سيغادرون المصنع نهاية العام"]]


def test_talks_are_followed_through_what_they_are_about() -> None:
    planned = date(2025, 3, 2), "قال الوزير إن الجولة الثالثة من المفاوضات ستعقد في جنيف في 10 أبريل 2025."
    later = (
        date(2025, 4, 9),
        "الجولة الثالثة من المفاوضات، التي تأجلت بسبب المرض، ستعقد في 20 مايو 2025 إذا تعافى الوسيط.",
    )
    begun = date(2025, 5, 22), "انطلقت أمس في جنيف الجولة الثالثة من المفاوضات حول انسحاب القوات."
    track = signing(planned, later, begun)
    assert track.points[-1].status == "done"
    assert track.slips[0].days == 40


def test_what_was_done_long_before_is_not_what_is_planned() -> None:
    former = date(2025, 3, 2), "انسحبت القوات الأمريكية من العراق في عام 2011."
    coming = date(2025, 4, 2), "قال مسؤول إن انسحاب القوات الأمريكية من العراق سيجري في مايو المقبل."
    assert words(former, coming) == []
