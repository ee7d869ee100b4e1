"""What a file has no more that its source has said before: areas, and the latest periods.

A download that broke off at the end of a line is whole in itself, and so is an older edition; only
beside what is known already can either be seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection, select

from data_access.domain import Period
from data_access.importers.comparison.confirming import OLDER, PERHAPS_OLDER, to_confirm
from data_access.importers.comparison.older import REMEDY as NEWEST_EDITION
from data_access.importers.examination import Examination, Order
from data_access.importers.layouts import templates as own_templates
from data_access.importers.problems import Problem, Severity
from data_access.importers.problems.remedies import TABLE_AGAIN
from data_access.schema.statistics import Observation
from data_access.storing import KEY, Comparison
from data_access.words import counted, period, some

_SAID = ("source_code", "statistic_code", "county_key", "area_key", "period")
#: A file with fewer periods is one of those that carry a day each; an older one fills a gap.
_SERIES = 3
#: Where so many of the changed values are those of an edition before, it is that edition.
_MOST = 0.5
#: A file with fewer counties was made for these.
_FEWEST_COUNTIES = 2


def tell_less(
    connection: Connection, examination: Examination, found: Comparison, order: Order
) -> tuple[Problem, ...]:
    """Notes of what is known from the sources of a file and missing in it.

    Args:
        connection: for reading.
        examination: the file.
        found: how its figures differ from the database.
        order: how the file is to be read. ``coverage`` has looked at the municipalities of the
            county whose office brings it.
    """
    sources = {
        one.profile.source
        for one in examination.tables
        if one.profile and one.read.layout != own_templates.NAME
    }
    # Keys of a large file are categories: as texts only once each.
    once = examination.figures.select(_SAID).unique(maintain_order=True)
    given = once.select(pl.col(_SAID).cast(pl.String)).filter(pl.col("source_code").is_in(sources))
    if given.is_empty():
        return ()
    known = _known(connection, given)
    of_tables = [
        _Table(source, statistic, rows, _of(known, source, statistic), order.county_key)
        for (source, statistic), rows in given.group_by(_SAID[:2], maintain_order=True)
    ]
    telling = _Telling(connection, examination, found, order)
    told = any(one.code == "counties-missing" for one in examination.problems)
    # What is missing in a list of all counties has been told already.
    return (*telling.areas([] if told else of_tables), *telling.periods(of_tables))


def _known(connection: Connection, given: pl.DataFrame) -> pl.DataFrame:
    """Of which areas and periods the sources of a file have given its statistics."""
    columns = [getattr(Observation, name) for name in _SAID]
    statement = (
        select(*columns)
        .where(
            Observation.source_code.in_(given["source_code"].unique().to_list()),
            Observation.statistic_code.in_(given["statistic_code"].unique().to_list()),
            Observation.known_until.is_(None),
        )
        .distinct()
    )
    rows = [tuple(row) for row in connection.execute(statement)]
    return pl.DataFrame(rows, schema=dict.fromkeys(_SAID, pl.String), orient="row")


def _of(known: pl.DataFrame, source: str, statistic: str) -> pl.DataFrame:
    return known.filter(source_code=source, statistic_code=statistic)


def _as_before(connection: Connection, changed: pl.DataFrame) -> int:
    """How many changed values become what was known before it was replaced."""
    keys = (*KEY, "number")
    columns = [getattr(Observation, name) for name in keys]
    statement = (
        select(*columns)
        .where(
            Observation.source_code.in_(changed["source_code"].unique().to_list()),
            Observation.statistic_code.in_(changed["statistic_code"].unique().to_list()),
            Observation.known_until.is_not(None),
            Observation.number.is_not(None),
        )
        .distinct()
    )
    rows = [tuple(row) for row in connection.execute(statement)]
    schema = {name: changed.schema[name] for name in keys}
    former = pl.DataFrame(rows, schema=schema, orient="row")
    return changed.join(former, on=keys, how="semi").height


@dataclass(frozen=True, eq=False)
class _Table:
    """A statistic of a source, in the file and in the database."""

    source: str
    statistic: str
    given: pl.DataFrame
    known: pl.DataFrame
    own: str

    def areas_missing(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Periods, and the areas that are known of them or of the one before, and not given."""
        given, known = _areas(self.given), _areas(self.known)
        newest = max(given, key=_end)
        before = max((one for one in known if _end(one) < _end(newest)), key=_end, default="")
        for when, present in given.items():
            expected = known.get(when)
            if expected is None and when == newest:
                # Municipalities come and go; of counties the next year has the same.
                expected = {one for one in known.get(before, ()) if one[0] == one[1]}
            missing = _missing(present, expected or set(), self.own)
            if missing:
                yield when, missing

    def newer(self) -> tuple[str, list[str]]:
        """The last period of a series, and those that are known after it."""
        periods = self.given["period"].unique().to_list()
        last = max(periods, key=_end)
        counties = self.given["county_key"].unique()
        of_same = self.known.filter(pl.col("county_key").is_in(counties.implode()))
        known = of_same["period"].unique().to_list()
        after = sorted((one for one in known if _end(one) > _end(last)), key=_end)
        return last, after if len(periods) >= _SERIES else []


def _end(key: str) -> tuple[str, str]:
    return Period.parse(key).end.isoformat(), key


def _areas(rows: pl.DataFrame) -> dict[str, set[tuple[str, str]]]:
    """County and area by period."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for when, county, area in rows.select("period", "county_key", "area_key").rows():
        found[when].add((county, area))
    return dict(found)


def _missing(
    present: set[tuple[str, str]], known: set[tuple[str, str]], own: str
) -> tuple[str, ...]:
    """Areas of which a file lacks less than half while it has others of the same kind."""
    counties = {area for county, area in present if county == area}
    lacking = {area for county, area in known if county == area} - counties
    missing = lacking if len(counties) >= max(_FEWEST_COUNTIES, len(lacking)) else set()
    for county in {county for county, _ in present} - {own}:
        here = {area for one, area in present if one == county != area}
        gone = {area for one, area in known if one == county != area} - here
        missing = missing | gone if len(gone) < len(here) else missing
    return tuple(sorted(missing))


class _Telling:
    """Puts what is missing into words, once for all statistics of which it is true."""

    def __init__(
        self,
        connection: Connection,
        examination: Examination,
        found: Comparison,
        order: Order,
    ) -> None:
        self._connection = connection
        self._file = examination.file
        self._known = examination.known
        self._order = order
        # With a newer Datenstand than what it changes it is a newer edition of fewer years.
        newer = (pl.col("data_status") > pl.col("old_data_status")).fill_null(value=False)
        self._changed: Mapping[tuple[str, str], pl.DataFrame] = {
            (str(source), str(statistic)): rows
            for (source, statistic), rows in found.changed.filter(~newer).group_by(_SAID[:2])
        }

    def areas(self, tables: list[_Table]) -> Iterator[Problem]:
        """Areas that are missing; those of one place in all periods once."""
        lacking: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for table in tables:
            for when, missing in table.areas_missing():
                lacking[missing][when].add(table.statistic)
        for missing, of_periods in lacking.items():
            gone = "fehlt das Gebiet" if len(missing) == 1 else "fehlen die Gebiete"
            named = some([self._known.areas.find(key, None).label for key in missing])
            periods = some([period(one) for one in sorted(of_periods, key=_end)], 4)
            statistics = self._names({one for names in of_periods.values() for one in names})
            yield self._problem(
                "areas-known-before",
                f"Aus derselben Quelle ist {statistics} auch für {named} bekannt; in der Datei "
                f"{gone} zu {periods}. Vermutlich fehlen Zeilen.",
                f"Mit der Veröffentlichung vergleichen. Fehlt dort nichts: {TABLE_AGAIN} Was schon "
                "bekannt ist, bleibt.",
                Severity.NOTE,
            )

    def periods(self, tables: list[_Table]) -> Iterator[Problem]:
        """Series that end before what is known already."""
        ends: dict[tuple[str, tuple[str, ...], bool], list[_Table]] = defaultdict(list)
        for table in tables:
            last, after = table.newer()
            if after:
                changes = (table.source, table.statistic) in self._changed
                ends[last, tuple(after), changes].append(table)
        for (last, newer, changes), behind in ends.items():
            names = self._names({one.statistic for one in behind})
            several = len({one.statistic for one in behind}) > 1
            there = (
                f"Die Datei endet mit {period(last)}; aus derselben Quelle "
                f"{'sind' if several else 'ist'} {names} schon für "
                f"{some([period(one) for one in newer], 4)} da."
            )
            if changes:
                yield self._older(behind, there)
            else:
                yield self._problem(
                    "periods-known-before",
                    f"{there} Vermutlich brach das Herunterladen ab, oder es ist eine ältere "
                    "Ausgabe. Was schon bekannt ist, bleibt.",
                    TABLE_AGAIN,
                    Severity.NOTE,
                )

    def _older(self, behind: list[_Table], there: str) -> Problem:
        """That a series that ends before what is known also changes some of it."""
        changed = pl.concat([self._changed[one.source, one.statistic] for one in behind])
        count, back = changed.height, _as_before(self._connection, changed)
        values = counted(count, "bekannter Wert ist", "bekannte Werte sind")
        if back and back >= _MOST * count:
            so_before = counted(back, "Wert der Datei galt", "Werte der Datei galten")
            return to_confirm(
                self._order,
                OLDER,
                self._file,
                f"Ältere Ausgabe: {there} {values} in der Datei anders; {so_before} früher, bis "
                "eine neuere Ausgabe kam.",
                NEWEST_EDITION,
            )
        return self._problem(
            PERHAPS_OLDER,
            f"Ältere Ausgabe? {there} {values} in der Datei anders, vermutlich älter.",
            "Die neueste Ausgabe herunterladen und einlesen. Ist diese Datei schon eingelesen, die "
            "Lieferung zurückziehen („integrationsmonitor delivery withdraw NUMMER --note TEXT“).",
            Severity.DOUBT,
        )

    def _names(self, codes: set[str]) -> str:
        facts = self._known.statistics
        return some(sorted(f"„{facts[one].name if one in facts else one}“" for one in codes), 4)

    def _problem(self, code: str, what: str, remedy: str, severity: Severity) -> Problem:
        return Problem(severity, code, self._file, "", "", what, remedy)
