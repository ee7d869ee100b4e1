"""One file of a county: of a statistic or of all, as CSV or workbook."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dashboard.export import delimited, workbook
from dashboard.export.table import Row, columns, rows
from dashboard.views.inventory import subjects
from dashboard.views.inventory.files import CSV, XLSX
from dashboard.views.inventory.papers import papers
from dashboard.views.model import Data
from dashboard.views.values import county_of
from data_access.clock import ZONE
from data_access.domain import County, Series
from data_access.writing import DataState

KINDS = {
    CSV: "text/csv; charset=utf-8; header=present",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: A workbook is compressed already.
_LEVELS = {CSV: 6, XLSX: 1}


@dataclass(frozen=True)
class File:
    """A finished file.

    Attributes:
        name: that the browser saves it under.
        kind: media type.
        content: its bytes.
        packed: the same compressed; workbooks too, because Streamlit's middleware would compress
            every answer anew that is not.
        tag: changes with the content.
    """

    name: str
    kind: str
    content: bytes
    packed: bytes
    tag: str

    @property
    def size(self) -> int:
        """Bytes that it takes in memory."""
        return len(self.content) + len(self.packed)


def exists(data: Data, county_key: str, statistic_code: str | None, ending: str) -> bool:
    """Whether there is such a file.

    Args:
        data: what readers may see.
        county_key: of the county.
        statistic_code: of one statistic; None for all.
        ending: ``csv`` or ``xlsx``.
    """
    if ending not in KINDS or county_key not in {one.key for one in data.counties()}:
        return False
    codes = {one.code for one in data.statistics(county_key)}
    return bool(codes) and (statistic_code is None or statistic_code in codes)


def build(
    data: Data, state: DataState, county_key: str, statistic_code: str | None, ending: str
) -> File:
    """A file that exists, made from the given state of the data."""
    county = county_of(data.counties(), county_key)
    found = tuple(_series(data, county, statistic_code))
    content = _content(found, county, state, ending, single=statistic_code is not None)
    packed = gzip.compress(content, _LEVELS[ending], mtime=0)
    tag = hashlib.sha256(content).hexdigest()[:32]
    return File(_name(county, statistic_code, ending), KINDS[ending], content, packed, tag)


def _series(data: Data, county: County, code: str | None) -> Iterator[Series]:
    listed = sorted(data.statistics(county.key), key=subjects.place)
    for statistic in listed:
        if code in {None, statistic.code}:
            series = data.series(county.key, statistic.code)
            if series is not None and not series.empty:
                yield series


def _content(
    found: tuple[Series, ...], county: County, state: DataState, ending: str, *, single: bool
) -> bytes:
    heads = columns(synthetic=county.synthetic)
    if ending == CSV:
        return delimited.to_bytes(heads, _rows(found, county))
    title = found[0].statistic.name if single else "Alle Kennzahlen"
    about = workbook.About(
        title, county.name, county.synthetic, _day(state.written_at), state.revision
    )
    if single:
        return workbook.of_statistic(about, heads, _rows(found, county), papers(found[0]))
    listed = [(one.statistic.name, papers(one)) for one in found]
    return workbook.of_county(about, heads, _rows(found, county), listed)


def _rows(found: Iterable[Series], county: County) -> Iterator[Row]:
    for series in found:
        yield from rows(series, county)


def _day(written_at: str) -> date | None:
    """The day in Germany of a moment as a database tells it: with or without its zone."""
    if not written_at:
        return None
    moment = datetime.fromisoformat(written_at)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(ZONE).date()


def _name(county: County, code: str | None, ending: str) -> str:
    """Plain letters only: every system and every mail programme keeps them."""
    sample = "beispieldaten_" if county.synthetic else ""
    name = f"{sample}{county.key}_{code or 'alle-kennzahlen'}"
    return f"{re.sub(r'[^A-Za-z0-9_-]', '-', name)}.{ending}"
