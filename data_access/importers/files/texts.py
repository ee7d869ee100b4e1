"""Text files: which encoding, which separator, and rows with the lines they stand in."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits
from data_access.importers.files.descriptions import is_description, refused_description
from data_access.importers.files.documents import Document
from data_access.importers.files.encodings import decoded, encoding_of
from data_access.importers.problems.remedies import FILE_AGAIN
from data_access.words import number

_SEPARATORS = (";", "\t", ",", "|")
_QUOTED = re.compile(r'"[^"]*"')
#: Of a table's first lines at least so many have equally many fields; titles and notes have not.
_ALIKE = 1 / 3


@dataclass(frozen=True, eq=False)
class Text:
    """A text file; its bytes are decoded when they are asked for.

    Attributes:
        document: name of the document.
        content: the bytes as they came.
        encoding: ``utf-8``, ``utf-8-sig``, ``utf-16``, ``cp1252`` or ``iso-8859-1``.
        head: the first lines, decoded, without their ends.
        separator: what most of them are separated by.
    """

    document: str
    content: bytes
    encoding: str
    head: tuple[str, ...]
    separator: str

    #: A text has no sheets; layouts may ask either kind of source.
    sheet: str = ""

    @property
    def utf8(self) -> bytes:
        """The whole file in UTF-8, for readers of bytes; the file itself where it is that.

        It is not kept: it is as large as the file.
        """
        if self.encoding in {"utf-8", "utf-8-sig"}:
            return self.content
        return b"".join(piece.encode() for piece in decoded(self.content, self.encoding))

    @property
    def ends_whole(self) -> bool:
        """Whether the last line has its end: a download that broke off has none."""
        return self.content.rstrip(b"\0").endswith((b"\n", b"\r"))

    @property
    def is_table(self) -> bool:
        """Whether the lines at the beginning have fields, many of them equally many."""
        # Bars are what tables in notes of programmers are drawn with.
        if self.separator == "|":
            return False
        lines = [line for line in _unquoted(self.head) if line.strip()]
        counts = Counter(line.count(self.separator) for line in lines)
        del counts[0]
        return max(counts.values(), default=0) >= max(2, len(lines) * _ALIKE)

    def rows(self, separator: str | None = None) -> Iterator[tuple[int, list[str]]]:
        """The fields of each row with the number of the line in which it begins.

        A quoted field may hold line breaks and separators. Empty lines are rows without fields.

        Raises:
            RefusedFileError: the table is longer than one read line by line may be, a field is
                too long, or a quotation mark is never closed.
        """
        separator = separator or self.separator
        lines = _Lines(self, separator)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        begins = 1
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if lines.exhausted and not self.ends_whole:
                    raise _broken_off(self.document, begins) from error
                raise RefusedFileError(
                    "Ein Feld ist zu lang, oder ein Anführungszeichen steht allein.",
                    where=f"{self.document}, Zeile {begins}",
                    remedy=FILE_AGAIN,
                ) from error
            yield begins, row
            begins = lines.count + 1


def _broken_off(document: str, line: int) -> RefusedFileError:
    return RefusedFileError(
        "Die Datei endet mitten in einer Zeile: Sie bricht vermutlich ab.",
        where=f"{document}, Zeile {line}",
        remedy=FILE_AGAIN,
    )


class _Lines:
    """Lines of a text, counted, with their ends as they are."""

    def __init__(self, text: Text, separator: str) -> None:
        self._text, self._separator = text, separator
        self._lines = _lines(text.content, text.encoding)
        self.count = 0
        self.exhausted = False
        self._fields = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.exhausted = True
            raise
        self.count += 1
        if self.count > limits.MAX_TABLE_LINES:
            raise self._too_large(limits.MAX_TABLE_LINES, "Zeilen")
        _refuse_many_fields(line, self._separator, f"{self._text.document}, Zeile {self.count}")
        self._fields += line.count(self._separator) + 1
        if self._fields > limits.MAX_TABLE_FIELDS:
            raise self._too_large(limits.MAX_TABLE_FIELDS, "Felder")
        return line

    def _too_large(self, limit: int, what: str) -> RefusedFileError:
        return RefusedFileError(
            f"Die Tabelle ist zu groß: mehr als {number(limit)} {what}.",
            where=self._text.document,
            remedy="Weniger Spalten, Jahre oder Gebiete auswählen, oder die Tabelle als Flat-CSV "
            "(ffcsv) herunterladen: die darf größer sein.",
        )


def read_text(document: Document) -> Text:
    """A text file with what can be told without reading all of it.

    Raises:
        RefusedFileError: it is no text, in an unknown encoding, or its lines are too long, those
            at the beginning also where they have too many fields.
    """
    content = document.content
    try:
        encoding = encoding_of(document.name, content)
    except RefusedFileError as error:
        # Nobody needs to fetch a code book again because of its umlauts.
        if is_description(content):
            raise refused_description(document.name) from error
        raise
    _refuse_long_lines(document.name, content)
    head: list[str] = []
    for line in _lines(content, encoding):
        head.append(line.rstrip("\r\n"))
        if len(head) == limits.HEAD_LINES:
            break
    separator = _separator(head)
    for number_of, line in enumerate(head, start=1):
        _refuse_many_fields(line, separator, f"{document.name}, Zeile {number_of}")
    return Text(document.name, content, encoding, tuple(head), separator)


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    # An empty newline splits at every kind of line end and keeps it, also inside quotes.
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _unquoted(head: Sequence[str]) -> list[str]:
    """Lines without quoted texts: footnotes run over several lines and are full of commas."""
    return _QUOTED.sub("", "\n".join(head)).split("\n")


def _separator(head: list[str]) -> str:
    """The separator that most lines have equally often; the earlier one where two do."""
    lines = _unquoted(head)

    def evenness(separator: str) -> int:
        counts = Counter(line.count(separator) for line in lines)
        del counts[0]
        return max(counts.values(), default=0)

    return max(_SEPARATORS, key=evenness)


def _long_lines(content: bytes, length: int) -> Iterator[tuple[int, int]]:
    """Start and stop of each line of more bytes, without looking at the others one by one."""
    end = b"\n" if b"\n" in content[: limits.MAX_LINE_BYTES] else b"\r"
    start = 0
    while start + length < len(content):
        last = content.rfind(end, start, start + length + 1)
        if last >= 0:
            start = last + 1
            continue
        stop = content.find(end, start)
        stop = len(content) if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _place(name: str, content: bytes, start: int) -> str:
    line = content.count(b"\n", 0, start) + 1
    return f"{name}, Zeile {line}"


def _refuse_long_lines(name: str, content: bytes) -> None:
    for start, _ in _long_lines(content, limits.MAX_LINE_BYTES):
        raise RefusedFileError(
            f"Eine Zeile ist länger als {limits.MAX_LINE_BYTES // 1_000_000} MB; eine Tabelle ist "
            "das nicht.",
            where=_place(name, content, start),
            remedy=FILE_AGAIN,
        )


def _refuse_many_fields(line: str, separator: str, where: str) -> None:
    if line.count(separator) >= limits.MAX_TEXT_COLUMNS:
        raise RefusedFileError(
            f"Die Tabelle hat mehr als {number(limits.MAX_TEXT_COLUMNS)} Spalten.",
            where=where,
            remedy="Die Tabelle mit weniger Spalten herunterladen (die Jahre in die Zeilen).",
        )
