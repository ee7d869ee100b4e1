"""Workbooks: the figures, their papers, and what the signs mean.

Keys are text and numbers are numbers in German formats. All dates of the file itself are those of
the data, so that equal data gives equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from dashboard import german
from dashboard.export.table import Cell, Column, Kind, Row, legend
from dashboard.views.inventory.papers import SAMPLE

#: Rows of a sheet, without its heading.
MOST_ROWS = 1_048_575
#: Letters of a cell.
_MOST_LETTERS = 32_767
#: Letters of a footer.
_MOST_FOOTER = 200
_BEFORE_ANY_DATA = date(2000, 1, 1)

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class About:
    """What a file is about, and the state of the data that it was made from.

    Attributes:
        title: what it holds.
        county: whose figures they are.
        synthetic: example data.
        changed: day of the last change of the data; None where there was none.
        revision: number of that change.
    """

    title: str
    county: str
    synthetic: bool
    changed: date | None
    revision: int

    @property
    def retrieved(self) -> str:
        """The state of the data that the file was made from."""
        day = f" vom {german.day(self.changed)}" if self.changed else ""
        return f"aus dem Integrationsmonitor, Datenbestand{day} (Nummer {self.revision})"


class _Book:
    """A workbook with the formats that all of its sheets use."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.buffer = io.BytesIO()
        self.book = Workbook(self.buffer, {"in_memory": True})
        created = datetime.combine(about.changed or _BEFORE_ANY_DATA, time())
        self.book.set_properties(
            {
                "title": about.title,
                "subject": SAMPLE if about.synthetic else about.county,
                "author": about.county,
                "category": "Integrationsmonitor",
                "created": created,
            }
        )
        self.head = self._format(bold=True, text_wrap=True, bottom=2, bg_color="#F1F4F7")
        self.label = self._format(bold=True)
        self.text = self._format()
        self.wrapped = self._format(text_wrap=True)
        self.day = self._format(num_format="dd.mm.yyyy")
        self._numbers: dict[int, Format] = {}

    def _format(self, **given: object) -> Format:
        return self.book.add_format({"font_name": "Calibri", "valign": "top", **given})

    def number(self, decimals: int) -> Format:
        """Thousands and decimals; a German Excel writes them with dot and comma."""
        if decimals not in self._numbers:
            pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._format(num_format=pattern)
        return self._numbers[decimals]

    def sheet(self, name: str) -> Worksheet:
        """A sheet that prints on pages of its width, with its papers at the foot."""
        made: Worksheet = self.book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        sample = f"{SAMPLE} · " if self.about.synthetic else ""
        left = f"{sample}{self.about.county}: {self.about.title}"[:_MOST_FOOTER]
        made.set_footer(f"&L{left.replace('&', '&&')}&RSeite &P von &N")
        return made

    def close(self) -> bytes:
        """The bytes of the finished workbook."""
        self.book.close()
        return self.buffer.getvalue()


def of_statistic(
    about: About, columns: tuple[Column, ...], rows: Iterable[Row], papers: Pairs
) -> bytes:
    """Figures of one statistic, and its papers with the signs on a second sheet."""
    book = _Book(about)
    _data(book, columns, rows)
    _papers(book, papers)
    return book.close()


def of_county(
    about: About,
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    papers: Sequence[tuple[str, Pairs]],
) -> bytes:
    """Figures of all statistics, a line of papers for each, and the signs."""
    book = _Book(about)
    _data(book, columns, rows)
    _all_papers(book, papers)
    sheet = book.sheet("Zeichen")
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 90)
    _pairs(book, sheet, 0, (*_general(about), ("", ""), *_legend()))
    return book.close()


def _data(book: _Book, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    """The figures; more than a sheet holds go on in another."""
    left = iter(rows)
    number = 1
    part = list(islice(left, MOST_ROWS))
    while part or number == 1:
        name = "Daten" if number == 1 else f"Daten {number}"
        _table(book, book.sheet(name), columns, part)
        part = list(islice(left, MOST_ROWS))
        number += 1


def _table(book: _Book, sheet: Worksheet, columns: tuple[Column, ...], rows: Sequence[Row]) -> None:
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.name, book.head)
        if column.kind is Kind.CODE and rows:
            cells = xl_range(1, index, len(rows), index)
            sheet.ignore_errors({"number_stored_as_text": cells})
    for line, row in enumerate(rows, 1):
        for index, cell in enumerate(row):
            _write(book, sheet, line, index, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.repeat_rows(0)


def _write(book: _Book, sheet: Worksheet, line: int, index: int, cell: Cell) -> None:
    if isinstance(cell, Decimal):
        decimals = -int(cell.as_tuple().exponent)
        sheet.write_number(line, index, float(cell), book.number(decimals))
    elif isinstance(cell, date):
        sheet.write_datetime(line, index, datetime.combine(cell, time()), book.day)
    elif cell:
        # As a string whatever it begins with: nothing in a cell is ever a formula.
        sheet.write_string(line, index, _text(cell), book.text)


def _text(text: str) -> str:
    """As long as a cell may be, with ordinary spaces."""
    return text[:_MOST_LETTERS].replace(german.NBSP, " ").replace(german.THIN, " ")


def _papers(book: _Book, papers: Pairs) -> None:
    sheet = book.sheet("Papiere")
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 100)
    about = book.about
    pairs = (("Kennzahl", about.title), *_general(about), *papers, ("", ""), *_legend())
    _pairs(book, sheet, 0, pairs)


def _general(about: About) -> Iterator[tuple[str, str]]:
    yield "Kreis", about.county
    if about.synthetic:
        yield "Beispieldaten", "Alle Zahlen dieser Datei sind frei erfunden."
    yield "Abgerufen", about.retrieved


def _legend() -> Iterator[tuple[str, str]]:
    yield "Zeichenerklärung", ""
    yield from legend()


def _pairs(book: _Book, sheet: Worksheet, line: int, pairs: Iterable[tuple[str, str]]) -> None:
    for number, (label, text) in enumerate(pairs, line):
        if label:
            sheet.write_string(number, 0, label, book.label)
        if text:
            sheet.write_string(number, 1, _text(text), book.wrapped)


def _all_papers(book: _Book, papers: Sequence[tuple[str, Pairs]]) -> None:
    labels = ("Kennzahl", *_labels(papers))
    sheet = book.sheet("Papiere")
    for index, label in enumerate(labels):
        sheet.set_column(index, index, 40)
        sheet.write_string(0, index, label, book.head)
    for line, (name, pairs) in enumerate(papers, 1):
        texts = {"Kennzahl": name, **_joined(pairs)}
        for index, label in enumerate(labels):
            if texts.get(label):
                sheet.write_string(line, index, _text(texts[label]), book.wrapped)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(papers), len(labels) - 1)
    sheet.repeat_rows(0)


def _joined(pairs: Pairs) -> dict[str, str]:
    """Texts by label; those of several sources one after the other."""
    found: dict[str, list[str]] = {}
    for label, text in pairs:
        found.setdefault(label, []).append(text)
    return {label: "\n".join(dict.fromkeys(texts)) for label, texts in found.items()}


def _labels(papers: Sequence[tuple[str, Pairs]]) -> tuple[str, ...]:
    """All labels, in the order of the statistic that has most of them."""
    longest = max((pairs for _, pairs in papers), key=len, default=())
    first = [label for label, _ in longest]
    others = [label for _, pairs in papers for label, _ in pairs]
    return tuple(dict.fromkeys((*first, *others)))
