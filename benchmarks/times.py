"""Times beside dateparser's search, on the same text in the same run; and ours on other projects' own test cases.

    python benchmarks/times.py [--gold ../shared/gold] [--peers ../shared/peers] [--misses]

Prints F1 and right values on the hand-made gold; characters per second of both, ours once of text that is analysed (the
analysis serves all stages of a reading) and once with the analysis counted in; and the share of the peers' cases that
are read as they say. Left out of the peers' cases, by the rules in `LEFT_OUT` and nothing else, is what is wrong
or meaningless in a newspaper; how many each rule leaves out is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tawatur.language.pack import load_pack
from tawatur.model.article import Article, Published
from tawatur.model.marks import Figure, Time
from tawatur.read.analyse import Analyser, analyser
from tawatur.read.figures import find_figures
from tawatur.read.numbers import numeral_at
from tawatur.read.times import find_times

Json = dict[str, Any]
"""Other projects' records, of no fixed shape."""
Found = tuple[int, int, str | None, str | None]
"""Start, end, first and last day."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def article_of(text: str, day: date | None) -> Article:
    return Article(id="benchmark", text=text, published=Published(earliest=day, latest=day, stated=day is not None))


def ours(reader: Analyser, text: str, day: date | None) -> tuple[Time, ...]:
    return find_times(reader.analyse(text), article_of(text, day))


# -- the gold -----------------------------------------------------------------------------------------------------


def gold_articles(folder: Path) -> Iterator[tuple[Json, str, date | None]]:
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        raw = (folder / gold["article"]).with_suffix(".txt").read_text("utf-8")
        furniture = {line.strip() for line in gold["body"]["boilerplate"]}
        kept = [line for i, line in enumerate(raw.split("\n")) if not i or line.strip() not in furniture]
        published = gold.get("published") or {}
        same = published.get("earliest") == published.get("latest")
        yield gold, "\n".join(kept), date.fromisoformat(published["earliest"]) if same else None


def place(text: str, needle: str, nth: int) -> tuple[int, int] | None:
    at = -1
    for _ in range(nth):
        following = text.find(needle, at + 1)
        at = following if following >= 0 else at
    return (at, at + len(needle)) if at >= 0 else None


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def score(gold: Json, text: str, found: list[Found], tally: Counter[str]) -> None:
    items = [(item, place(text, item["text"], item.get("nth", 1))) for item in gold["times"]]
    placed = [(item, at) for item, at in items if at is not None]
    pairs = sorted(
        ((overlap(at, (f[0], f[1])), i, j) for i, (_, at) in enumerate(placed) for j, f in enumerate(found)),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for shared, i, j in pairs:
        if shared < 0.5 or i in used_gold or j in used_found:
            continue
        used_gold.add(i)
        used_found.add(j)
        item = placed[i][0]
        if item.get("optional"):
            tally["waived"] += 1
            continue
        tally["hit"] += 1
        if item.get("earliest"):
            answers = [[item["earliest"], item["latest"]], *item.get("alt_bounds", [])]
            tally["dated"] += 1
            tally["right"] += [found[j][2], found[j][3]] in answers
    tally["gold"] += sum(not item.get("optional") for item, _ in placed)
    tally["found"] += len(found)


def dateparser_times(text: str, day: date | None) -> list[Found]:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day)} if day else {}  # noqa: DTZ001 - a plain day
    out: list[Found] = []
    at = 0
    for words, moment in search_dates(text, languages=["ar"], settings=settings) or []:
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        told = moment.date().isoformat()
        out.append((start, at, told, told))
    return out


def our_times(reader: Analyser, text: str, day: date | None) -> list[Found]:
    return [
        (
            mark.span.start,
            mark.span.end,
            mark.earliest.isoformat() if mark.earliest else None,
            mark.latest.isoformat() if mark.latest else None,
        )
        for mark in ours(reader, text, day)
    ]


def beside(folder: Path, reader: Analyser) -> None:
    articles = list(gold_articles(folder))
    characters = sum(len(text) for _, text, _ in articles)
    readers: dict[str, Callable[[str, date | None], list[Found]]] = {
        "dateparser": dateparser_times,
        "tawatur": lambda text, day: our_times(reader, text, day),
    }
    for name, read in readers.items():
        tally: Counter[str] = Counter()
        for gold, text, day in articles:
            score(gold, text, read(text, day), tally)
        p = tally["hit"] / max(1, tally["found"] - tally["waived"])
        r = tally["hit"] / max(1, tally["gold"])
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        value = tally["right"] / max(1, tally["dated"])
        print(f"{name:11} F1 {f1:.3f}  values {value:.3f}")
    analysed = [(reader.analyse(text), article_of(text, day)) for _, text, day in articles]
    spent = quickest(
        {
            "dateparser's search": lambda: [dateparser_times(text, day) for _, text, day in articles],
            "times and figures of analysed text": lambda: [
                find_figures(analysis, article, find_times(analysis, article)) for analysis, article in analysed
            ],
            "times alone, the text's analysis with them": lambda: [our_times(reader, t, day) for _, t, day in articles],
            "times and figures, the text's analysis with them": lambda: [
                both(reader, t, day) for _, t, day in articles
            ],
        }
    )
    peer = spent["dateparser's search"]
    for name, seconds in spent.items():
        print(f"{name:50} {characters / seconds:12,.0f} characters/s, {peer / seconds:5.1f} times dateparser's")


def both(reader: Analyser, text: str, day: date | None) -> tuple[Figure, ...]:
    analysis, article = reader.analyse(text), article_of(text, day)
    return find_figures(analysis, article, find_times(analysis, article))


_ROUNDS = 5


def quickest(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Processor seconds of each one's quickest of five rounds, taken in turn: all are loaded and warm by then."""
    spent = dict.fromkeys(works, float("inf"))
    for _ in range(_ROUNDS):
        for name, work in works.items():
            began = time.process_time()
            work()
            spent[name] = min(spent[name], time.process_time() - began)
    return spent


def linear(reader: Analyser, folder: Path) -> None:
    """Seconds for texts of growing length: what a megabyte costs must not grow with it."""
    unit = "\n\n".join(text for _, text, _ in gold_articles(folder))
    for size in (500_000, 1_000_000, 2_000_000, 5_000_000):
        text = (unit * (size // len(unit) + 1))[:size]
        analysis, article = reader.analyse(text), article_of(text, date(2024, 8, 16))
        began = time.perf_counter()
        find_figures(analysis, article, find_times(analysis, article))
        spent = time.perf_counter() - began
        print(f"{size / 1e6:4.1f} MB: {spent:6.2f} s, {spent / size * 1e6:.2f} s/MB")


# -- the peers' cases -----------------------------------------------------------------------------------------------

LEFT_OUT: dict[str, str] = {
    "a numeric date read month first": r"(?<!\d)(\d{1,2})/(\d{1,2})(?!\d)",
    "arithmetic, signs, fractions of fractions, dozens": (
        r"\^|e\+|\de\d|^[-−]|سالب|ناقص|دزين|جزء من|أجزاء|على (مائة|مئة|ألف|٢|٣|خمسة|\d)|واحد من|\d/\d|[٠-٩]/[٠-٩]"
        r"|وخمس اعمال|وعشرونات|فاصلة|/"
    ),
    "a day's number without its month": (
        r"(إلى|في|يوم) \d{1,2}!?$|(للثاني|للثلاثين|إلى الحادي والعشرين)$|الجمعة (\d|في الثانية)|(الأحد الثاني|الثلاثاء الثالث)$"
        r"|السبت السادس عشر|الأحد السابع عشرة"
    ),
    "the speaker's own day or week, or the rest of one": r"يومي$|أسبوعي$|بقية|باقي|في المستقبل|من الآن",
    "a clock time, which news gives by its day": r"الساعة|فجرا|صباحا|عصرا|ظهرا|العصر|الظهر|المغرب|الليلة|\d:\d|لحظة|حالا|الان",
    "a month called by its number, or words that no paper prints": (
        r"شهر (عشرة|ثلاث|ثلاثة|3)|الشهر (التاسع|الثامن)|بكر[ةا]|امبارح|كريسماس|الجاي|نص شهر|الثلاثا |اربعا |القبل|الي قبل|الذي بعد"
        r"|تسعة عشر تسعة|^من اسبوع$"
    ),
    "counted from a date named before, and none is": r"(اليوم|الشهر|الأسبوع|الاسبوع) (التالي|السابق)$",
    "the weekend, which is not Saturday and Sunday in the region": r"نهاية (هذا )?(الأسبوع|الاسبوع|أسبوعي)",
    "a number of days given for a few": r"بضعة|القليلة",
    "a bare weekday or feast: the coming one for an assistant, the last one in the news": (
        r"^(هذا )?(الاثنين|الثلاثاء|الجمعة|الجمعه|الخميس|السبت|الاحد)$|^(عيد الأضحى|عيد الفطر|عيد الفصح|رأس السنة الهجرية)$"
    ),
    "the month before its day, the order of English, or stops within": (
        r"(سبتمبر|يوليو|تموز|اغسطس) ?\d|يناير الحادي|\d\. |\d- أكتوبر|،\d|^[.٫]|آلاف ٣|بالمائة 10"
    ),
    "within a length of time: the news gives the length": r"خلال اسبوعين",
    "the eighth, which is also the price": r"ثمن (الوزن|المحتوى)",
    "no value given to compare": r"^$",
    "an unnamed century or millennium": r"ألفين|الألفين|^في سبعينيات$|^سبعينيات$|^من السبعينيات$",
    "an ordinal: counts nothing": r"^ordinal$",
    "the peer's own value is not what the words say": (
        r"في سبتمبر الماضي|2014.{1,6}2018|لنبدأ سكايب|اليوم الثالث من اكتوبر|بعد 3 سنوات|٣٢٢ ألف|اثني عشر مليار|^السنة |^الشهر (الماض|التالي)$|^هذه السنة$|\b2 العقود|عطلة نهاية الأسبوع بعد|في عام 247"
    ),
}
"""Why a case is left out, and the words (or the dimension) by which it is known."""


PARTS = re.compile(r"وقت لاحق|مطلع|بداية|منتصف|أواخر")
"""Recognizers halves what the gold's guidelines give in tens of days and months."""


def left_out(case: str, extra: str = "") -> str | None:
    for reason, pattern in LEFT_OUT.items():
        if pattern == r"^$":
            continue
        if reason.startswith("a numeric date"):
            pair = re.search(pattern, case)
            if pair and int(pair.group(1)) <= 12:
                return reason
            continue
        if re.search(pattern, extra if pattern == r"^ordinal$" else case):
            return reason
    return None


def report(name: str, rows: list[tuple[str, bool]], out: Counter[str], *, misses: bool) -> None:
    right = sum(ok for _, ok in rows)
    print(f"{name:11} {right} of {len(rows)} right: {right / max(1, len(rows)):.3f}; left out: {sum(out.values())}")
    for reason, count in out.most_common():
        print(f"    {count:3} {reason}")
    if misses:
        for case, ok in rows:
            if not ok:
                print("    missed:", case)


def recognizers(path: Path, reader: Analyser, *, misses: bool) -> None:
    rows: list[tuple[str, bool]] = []
    out: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        if "DatePeriod" in case["spec"] or case["spec"] == "DateParser":
            values = [r["value"] for r in case["results"]]
            if any(not DAY.search(json.dumps([v.get("FutureResolution"), v.get("PastResolution")])) for v in values):
                out["no value given to compare"] += 1
                continue
        reason = left_out(case["input"])
        if "Period" in case["spec"] and PARTS.search(case["input"]):
            reason = "a part of a stretch, by another convention"
        if reason:
            out[reason] += 1
            continue
        rows.append(
            (f"{case['spec']}: {case['input']} {[r['text'] for r in case['results']]}", _recognized(case, reader))
        )
    report("Recognizers", rows, out, misses=misses)


def _recognized(case: Json, reader: Analyser) -> bool:
    text, results = case["input"], case["results"]
    if case["spec"] in ("NumberModel", "PercentModel"):
        return all(_number(result, text, reader) for result in results)
    day = date.fromisoformat(case["reference"][:10])
    marks = ours(reader, text, day)
    if not results:
        return not marks
    return all(any(_same(result, mark, text) for mark in marks) or _told_in_two(result, marks) for result in results)


def _told_in_two(result: Json, marks: tuple[Time, ...]) -> bool:
    """A range between two full dates is two marks here: both ends must be right."""
    told = [r for key in ("FutureResolution", "PastResolution") if (r := result["value"].get(key) or {}).get("endDate")]
    return len(marks) == 2 and any(
        [r["startDate"], r["endDate"]] == [str(marks[0].earliest), str(marks[1].latest)] for r in told
    )


def _number(result: Json, text: str, reader: Analyser) -> bool:
    analysis = reader.analyse(text)
    want = float(str(result["value"]["value"]).rstrip("%"))
    if "%" in str(result["value"]["value"]) or result["value"].get("subtype") == "fraction":
        found = find_figures(analysis, article_of(text, None), ())
        return any(mark.low == want for mark in found)
    values = [numeral_at(analysis, index) for index in range(len(analysis.units))]
    return any(number is not None and abs(number.value - want) < 1e-9 * max(1, want) for number in values)


def _same(result: Json, mark: Time, text: str) -> bool:
    value = result["value"]
    start = result["start"]
    if overlap((start, start + result["length"]), (mark.span.start, mark.span.end)) < 0.5 and (
        mark.span.cut(text) not in result["text"]
    ):
        return False
    if result["type"] == "duration":
        want = float(value["FutureResolution"]["duration"])
        # half a year is 182.5 days there and six months here
        return abs(_seconds(mark.value) - want) <= 0.02 * want
    rolling = value["Timex"].startswith("(") and mark.kind == "date"
    for key in ("FutureResolution", "PastResolution"):
        told = value.get(key) or {}
        # months ago is told to the month here, to the day there
        if mark.trace.rule == "distance" and str(mark.earliest) <= told.get("date", "") <= str(mark.latest):
            return True
        if "date" in told and [told["date"]] * 2 == [str(mark.earliest), str(mark.latest)]:
            return True
        if "startDate" in told:
            end = date.fromisoformat(told["endDate"])
            if rolling and mark.earliest and mark.latest:
                # "the last three days" may count the day of publication or not
                first = date.fromisoformat(told["startDate"])
                if abs((first - mark.earliest).days) <= 1 and abs((end - mark.latest).days) <= 1:
                    return True
            ends = {str(end), str(end - timedelta(days=1))}
            if told["startDate"] == str(mark.earliest) and str(mark.latest) in ends:
                return True
    return False


_SECONDS = {"PY": 365 * 86400, "PM": 30 * 86400, "PW": 7 * 86400, "PD": 86400, "TH": 3600, "TM": 60, "TS": 1}


def _seconds(value: str | None) -> float:
    total, part = 0.0, "P"
    for number, letter in re.findall(r"([\d.]*)([PYMWDTHS])", value or ""):
        if letter in "PT":
            part = letter
        elif number:
            total += float(number) * _SECONDS[part + letter]
    return total


DUCKLING_CLOCK = date(2013, 2, 12)


def duckling(path: Path, reader: Analyser, *, misses: bool) -> None:
    rows: list[tuple[str, bool]] = []
    out: Counter[str] = Counter()
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        for surface in case["surfaces"]:
            grain = case["value"].split()[-1]
            reason = left_out(surface, case["dimension"])
            if case["dimension"] == "time" and grain in ("Hour", "Minute", "Second"):
                reason = reason or "a clock time, which news gives by its day"
            if reason:
                out[reason] += 1
                continue
            rows.append((f"{case['dimension']}: {surface} = {case['value']}", _duckled(case, surface, reader)))
    report("duckling", rows, out, misses=misses)


def _duckled(case: Json, surface: str, reader: Analyser) -> bool:
    numbers = re.findall(r"-?\d+(?:\.\d+)?", case["value"])
    if case["dimension"] == "numeral":
        found = numeral_at(reader.analyse(surface), 0)
        return (float(numbers[0]) == 0 and found is not None and found.value == 0) or (
            found is not None and found.value == float(numbers[0])
        )
    marks = ours(reader, surface, DUCKLING_CLOCK)
    if case["dimension"] == "duration":
        unit = case["value"].split()[-1]
        told = f"P{numbers[0]}{unit[0]}" if unit in ("Day", "Week", "Month", "Year") else f"PT{numbers[0]}{unit[0]}"
        return any(mark.value == told for mark in marks) or _counted_from(reader, surface, told)
    first = date(*(int(n) for n in numbers[:3]))
    ends = {first}
    if "Interval" in case["value"]:
        ends = {date(*(int(n) for n in numbers[6:9])) - timedelta(days=1), date(*(int(n) for n in numbers[6:9]))}
    elif case["value"].split()[-1] == "Week":
        ends = {first + timedelta(days=6)}
    within = any(mark.earliest == first and mark.latest in ends for mark in marks)
    # a point that the words give as a stretch ("mid-March") stands where it lies inside it
    loose = any(mark.earliest and mark.latest and mark.earliest <= first <= mark.latest and mark.mod for mark in marks)
    if not re.search(r"\d{4}", surface) and not within:
        # a date without a year: ahead for an assistant, the nearest one in the news
        first, ends = first.replace(year=first.year - 1), {end.replace(year=end.year - 1) for end in ends}
        within = any(mark.earliest == first and mark.latest in ends for mark in marks)
    if len(marks) == 2 and marks[0].earliest == first and marks[1].latest in ends:
        within = True
    feast = "Holiday" in case["value"] and any(mark.earliest == first for mark in marks)
    return within or loose or feast


def _counted_from(reader: Analyser, surface: str, told: str) -> bool:
    """A unit of time alone is a length only where something governs it: it is asked for behind "for the length of"."""
    return any(mark.value == told for mark in ours(reader, f"لمدة {surface}", DUCKLING_CLOCK))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--peers", type=Path, default=Path("../shared/peers"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--linear", action="store_true", help="also time texts of up to 5 MB")
    args = parser.parse_args()
    reader = analyser(load_pack("ar"))
    if args.gold.is_dir():
        beside(args.gold, reader)
        if args.linear:
            linear(reader, args.gold)
    if args.peers.is_dir():
        recognizers(args.peers / "recognizers_ar.jsonl", reader, misses=args.misses)
        duckling(args.peers / "duckling_ar.jsonl", reader, misses=args.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
