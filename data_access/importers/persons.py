"""Lists of persons are refused: the database holds counts only.

The refusal names the kind of column and where it stands, never what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from data_access.importers.errors import RefusedFileError
from data_access.importers.grids import Grid
from data_access.importers.sheets import column_letters
from data_access.importers.texts import Text

Cells = Sequence[Sequence[str]]

#: Rows that are looked at; a list of persons shows in them.
_ROWS = 2_000
#: Rows in which headers are looked for, and columns in which a form has its words.
_HEADER_ROWS = 60
_FORM_COLUMNS = 3
#: A longer text is a sentence, not the name of a column.
_HEADER_LENGTH = 60


@dataclass(frozen=True)
class _Word:
    """A word for a column about persons.

    Attributes:
        name: what the refusal calls it.
        pattern: finds it in a header in small letters, without punctuation.
        value: what a cell below must look like; counts under the same word are no list.
        alone: one such column makes a list of persons.
    """

    name: str
    pattern: re.Pattern[str]
    value: re.Pattern[str]
    alone: bool = True


_ANYTHING = re.compile(r"\S")
_LETTERS = re.compile(r"[^\W\d_]{2}")
#: As people write a day, and as Excel stores one.
_DAY = re.compile(r"\d\d?\.\d\d?\.|\d{4}-\d\d|\d{5}")
#: A number of a person or telephone: five digits at least, and little besides.
_DIGITS = re.compile(r"^(?=(?:\D*\d){5})[\w /.+()-]{5,25}$")


def _word(
    name: str, pattern: str, value: re.Pattern[str] = _ANYTHING, *, alone: bool = True
) -> _Word:
    return _Word(name, re.compile(rf"\b(?:{pattern})\b"), value, alone)


_PEOPLE = "kind|person|klient|teilnehm|bewohner|schueler|antragstell|fluechtling|gefluechtet"
_WORDS = (
    _word("Vorname", r"(?:vor|ruf)namen?|first ?name|given ?name", _LETTERS),
    _word(
        "Nachname",
        r"(?:nach|familien|zu|geburts|ehe|teilnehmer\w*)namen?|last ?name|family ?name|surname"
        rf"|namen? de[rs] (?:{_PEOPLE})\w*",
        _LETTERS,
    ),
    _word(
        "Geburtsdatum",
        r"geburts? ?(?:datum|tag|dat)|geb ?(?:datum|dat|am)|^geb$|geboren am|birth ?date"
        r"|date of birth|dob",
        _DAY,
    ),
    _word("Geburtsort", r"geburtsort", _LETTERS),
    _word("AZR-Nummer", r"azr ?(?:nr|nummer|id|zahl)", _DIGITS),
    _word("Ausländernummer", r"auslaender ?(?:nr|nummer)", _DIGITS),
    _word("Passnummer", r"(?:reise|national)?pass ?(?:nr|nummer)", _DIGITS),
    _word("Ausweisnummer", r"\w*ausweis ?(?:nr|nummer)", _DIGITS),
    _word("Personennummer", r"person(?:en)? ?(?:nr|nummer|id|kennziffer|kennzeichen)", _DIGITS),
    _word("Kundennummer", r"kunden ?(?:nr|nummer)|bg ?(?:nr|nummer)", _DIGITS),
    _word(
        "Versicherungsnummer",
        r"(?:sozial|renten|kranken)?versicher(?:ungs?|ten) ?(?:nr|nummer)|sv ?(?:nr|nummer)",
        _DIGITS,
    ),
    _word("Steuernummer", r"steuer ?(?:id|nr|nummer|identifikationsnummer)", _DIGITS),
    _word("IBAN", r"iban", _DIGITS),
    _word("Telefon", r"tel|telefon\w*|handy\w*|mobil(?:nr|nummer|telefon)?", _DIGITS, alone=False),
    _word("E-Mail", r"e ?mail(?: ?adressen?)?", re.compile("@"), alone=False),
    _word("Anschrift", r"\w*anschrift|(?:wohn|post|melde)?adresse", _LETTERS, alone=False),
    _word("Straße", r"strasse\w*|^str$", _LETTERS, alone=False),
    _word("Hausnummer", r"haus ?(?:nr|nummer)", alone=False),
    _word("Aktenzeichen", r"\w*aktenzeichen|^az$|akten ?(?:nr|nummer)", _DIGITS, alone=False),
)
#: „Name“ is an area's name in most tables; beside two of these it is a person's.
_NAME = _word("Name", r"namen?", _LETTERS)
_TRAITS = re.compile(
    r"\b(?:alter|geschlecht|staatsangehoerigkeit|nationalitaet|herkunftsland|geburtsjahr"
    r"|geburtsland|wohnort|wohnhaft|einreise\w*|aufenthalts(?:status|titel)|familienstand"
    r"|muttersprache|religion|unterkunft|plz)\b"
)
#: A count of something is no list of it.
_COUNTED = re.compile(r"\b(?:anzahl|zahl|anteil|ohne|quote|je|pro)\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_OTHER = re.compile(r"[\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?: 00:00:00)?|(\d\d?)\.(\d\d?)\.(\d{4})")
_AZR = re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}")
_KEYS = re.compile(r"\b(?:ars|ags|rs|\w*schluessel|code|key|gebiet\w*|region\w*)\b|code")
_PERSON = re.compile(
    r"\bAZR\W{0,3}(?:Nr|Nummer)\W{0,3}\d{6}"
    r"|\bgeb\. ?(?:am )?\d\d?\.\d\d?\.(?:19|20)\d\d",
    re.IGNORECASE,
)
_FEW = 5


def refuse_persons(source: Grid | Text) -> None:
    """Refuse a list of persons, told by its headers or by what stands below them.

    Raises:
        RefusedFileError: it has columns for persons.
    """
    where = f"{source.document}, Blatt „{source.sheet}“" if source.sheet else source.document
    cells = _cells(source)
    found = _in_header_rows(cells) or _in_form(cells) or _in_contents(cells) or _in_remarks(cells)
    if found:
        what, row, column = found
        place = (
            f"Zelle {column_letters(column)}{row}"
            if isinstance(source, Grid)
            else f"Spalte {column}"
        )
        raise about_persons(
            what,
            where=f"{where}, {place}",
            remedy="Nur Tabellen mit Anzahlen einlesen. Die Personen vorher im Fachverfahren "
            "auszählen und die Datei mit den Personen hier nicht mehr hochladen.",
        )


def about_persons(what: str, *, where: str, remedy: str) -> RefusedFileError:
    """The refusal of a file; ``what`` it holds is told by its kind and never quoted."""
    return RefusedFileError(
        f"Die Datei enthält Angaben zu einzelnen Personen: {what}. Sie wurde nicht gelesen "
        "und nicht aufbewahrt.",
        where=where,
        remedy=remedy,
    )


_Found = tuple[str, int, int]


def _cells(source: Grid | Text) -> Cells:
    if isinstance(source, Grid):
        rows = source.frame.head(_ROWS).iter_rows()
        return [[cell or "" for cell in row] for row in rows]
    return [row for _, row in islice(source.rows(), _ROWS)]


def plain_header(text: str) -> str:
    """A header in small letters without punctuation, brackets and umlauts."""
    bare = _BRACKETS.sub(" ", text.casefold()).translate(_UMLAUTS)
    return _OTHER.sub(" ", bare).strip()


def _word_of(cell: str) -> _Word | None:
    if not cell or len(cell) > _HEADER_LENGTH:
        return None
    plain = plain_header(cell)
    if _COUNTED.search(plain):
        return None
    return next((word for word in _WORDS if word.pattern.search(plain)), None)


def _in_header_rows(cells: Cells) -> _Found | None:
    for number, row in enumerate(cells[:_HEADER_ROWS]):
        filled = sum(bool(cell.strip()) for cell in row)
        found = _in_header_row(cells, number, filled)
        if found:
            return found
    return None


def _in_header_row(cells: Cells, number: int, filled: int) -> _Found | None:
    row = cells[number]
    hits = [
        (word, column)
        for column, cell in enumerate(row)
        if (word := _word_of(cell)) and _below(cells, number, column, word.value)
    ]
    # Addresses of an office stand in its title block, two cells to a line.
    if hits and (filled > 2 or any(word.alone for word, _ in hits)):
        word, column = next((hit for hit in hits if hit[0].alone), hits[0])
        return f"eine Spalte „{word.name}“", number + 1, column + 1
    traits = sum(
        bool(_TRAITS.search(plain_header(cell))) for cell in row if len(cell) <= _HEADER_LENGTH
    )
    for column, cell in enumerate(row):
        if traits >= 2 and plain_header(cell) in {"name", "namen"}:
            return "eine Spalte „Name“ neben Merkmalen von Personen", number + 1, column + 1
    return None


def _below(cells: Cells, number: int, column: int, value: re.Pattern[str]) -> bool:
    """Whether what stands below a header is mostly of its kind; a few rows tell."""
    filled = (row[column] for row in cells[number + 1 :] if column < len(row) and row[column])
    first = [bool(value.search(cell)) for cell in islice(filled, _FEW)]
    return 2 * sum(first) > len(first)


def _in_form(cells: Cells) -> _Found | None:
    """A form for one person: the words stand below one another, the answers beside them."""
    for column in range(_FORM_COLUMNS):
        hits = {
            word.name: row
            for row, line in enumerate(cells[:_HEADER_ROWS])
            if column + 1 < len(line)
            and (word := _word_of(line[column]))
            and word.alone
            and any(word.value.search(cell) for cell in line[column + 1 :])
        }
        if len(hits) > 1:
            name = next(iter(hits))
            return f"ein Feld „{name}“", hits[name] + 1, column + 1
    return None


def _in_contents(cells: Cells) -> _Found | None:
    tests: tuple[tuple[str, Callable[[set[str]], bool]], ...] = (
        ("eine Spalte mit Geburtsdaten", _are_birth_dates),
        ("eine Spalte mit AZR-Nummern", _are_register_numbers),
    )
    width = max((len(row) for row in cells), default=0)
    for column in range(width):
        values = {row[column].strip() for row in cells if column < len(row)}
        for what, test in tests:
            if test(values):
                return what, 1, column + 1
    return None


def _in_remarks(cells: Cells) -> _Found | None:
    """A person in a sentence: a number of the register, or the day somebody was born."""
    for number, row in enumerate(cells, start=1):
        if _PERSON.search(" ".join(row)):
            column = next((at for at, cell in enumerate(row, 1) if _PERSON.search(cell)), 1)
            return "eine „Bemerkung“ mit AZR-Nummer oder Geburtstag", number, column
    return None


def _dates(values: set[str]) -> Iterator[tuple[int, int, int]]:
    for value in values:
        match = _DATE.fullmatch(value)
        if match and match["y"]:
            yield int(match["y"]), int(match["m"]), int(match["d"])
        elif match:
            yield int(match[6]), int(match[5]), int(match[4])


def _are_birth_dates(values: set[str]) -> bool:
    """Many days of many years; reporting dates are the last or first days of months."""
    dates = set(_dates(values))
    if len(dates) < _FEW:
        return False
    years = [year for year, _, _ in dates]
    return len({day for _, _, day in dates}) >= _FEW and max(years) - min(years) >= 15


def _are_register_numbers(values: set[str]) -> bool:
    """Twelve digits that begin with a day; keys of areas look alike and are named so."""
    numbers = {value for value in values if _AZR.fullmatch(value)}
    return (
        len(numbers) >= _FEW
        and len({number[2:6] for number in numbers}) >= _FEW
        and not any(_KEYS.search(plain_header(value)) for value in values - numbers)
    )
