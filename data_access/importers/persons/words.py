"""Words that stand above columns about persons, and what stands below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

#: A longer text is a sentence, not the name of a column.
_HEADER_LENGTH = 60


@dataclass(frozen=True)
class Word:
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
#: A number of the register; counts of its persons stand under „AZR“ as well.
_REGISTERED = re.compile(r"^\s*\d{12}\s*$")
#: „Bahnhofstr. 4“, „Hauptweg 12 a, 31061 Alfeld“
_HOUSE = re.compile(r"^\s*[^\W\d_][^\d;]{2,40}?\s?\d{1,4}\s?[a-zA-Z]?\s*(?:$|[,;(/-])")
#: A number of a person or telephone: five digits at least, and little besides.
_DIGITS = re.compile(r"^(?=(?:\D*\d){5})[\w /.+()-]{5,25}$")


def _word(
    name: str, pattern: str, value: re.Pattern[str] = _ANYTHING, *, alone: bool = True
) -> Word:
    return Word(name, re.compile(rf"\b(?:{pattern})\b"), value, alone)


#: Of the columns that make a list beside others only, the one that may make one by itself.
ADDRESS = "Anschrift"
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
    _word("AZR-Nummer", r"^azr$", _REGISTERED),
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
    _word(ADDRESS, r"\w*anschrift|(?:wohn|post|melde)?adresse", _LETTERS, alone=False),
    _word("Straße", r"strasse\w*|^str$", _LETTERS, alone=False),
    _word("Hausnummer", r"haus ?(?:nr|nummer)", alone=False),
    _word("Aktenzeichen", r"\w*aktenzeichen|^az$|akten ?(?:nr|nummer)", _DIGITS, alone=False),
)
#: Columns of people; the first are never counted, the others may be heads of labels and counts.
_STAFF = (
    r"ansprech(?:partner|person)|kontakt(?:partner|person)|sachbearbeit|bearbeiter|betreuer"
    r"|fallmanag|lehrkr(?:a|ae)ft|lehrer|dozent|kursleit|dolmetscher|sprachmittler|mitarbeiter"
)
_ATTENDED = r"teilnehmer|teilnehmende|klient|bewohner|eltern|kind\b|person(?:en)?\b"
PEOPLE = rf"\b(?:{_STAFF}|{_ATTENDED})"
#: „Name“ is an area's name in most tables; beside two of these it is a person's.
_NAMES = frozenset({"name", "namen"})
_TRAITS = re.compile(
    r"\b(?:alter|geschlecht|staatsangehoerigkeit|nationalitaet|herkunftsland|geburtsjahr"
    r"|geburtsland|wohnort|wohnhaft|einreise\w*|aufenthalts(?:status|titel)|familienstand"
    r"|muttersprache|religion|unterkunft|plz)\b"
)
#: What a list says of each person or family; a table of areas may have such columns as well.
_DETAILS = re.compile(
    r"\b(?:geb|herkunft|kurs\w*|niveau|sprachniveau|pruefung\w*|zertifikat|ergebnis|zimmer\w*"
    r"|wohnung\w*|wohn\w*|objekt|haus|telefon|tel|handy|e ?mail|eingereist|status|titel|termin)\b"
)
#: A count of something is no list of it.
_COUNTED = re.compile(r"\b(?:anzahl|zahl|anteil|ohne|quote|je|pro)\b")
_PEOPLE_HEADER = re.compile(PEOPLE)
_STAFF_HEADER = re.compile(rf"\b(?:{_STAFF})")
#: A count of something is no list of it, and a name of something is no person's.
_NAMES_OF_THINGS = re.compile(
    r"\b(?:anzahl|zahl|anteil|ohne|quote|je|pro|name de[rs]|stunden|kosten|plaetze)\b"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_OTHER = re.compile(r"[\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})

#: Any of the words, as polars finds them in texts that are plain already.
_ANY = "|".join([*(word.pattern.pattern for word in _WORDS), "^namen?$", PEOPLE])


def plain_header(text: str) -> str:
    """A header in small letters without punctuation, brackets and umlauts."""
    bare = _BRACKETS.sub(" ", text.casefold()).translate(_UMLAUTS)
    return _OTHER.sub(" ", bare).strip()


def plain_texts(texts: pl.Series) -> pl.Series:
    """The same of many texts at once."""
    return (
        texts.str.to_lowercase()
        .str.replace_all(_BRACKETS.pattern, " ")
        .str.replace_many(["ä", "ö", "ü", "ß"], ["ae", "oe", "ue", "ss"])
        .str.replace_all(_OTHER.pattern, " ")
        .str.strip_chars()
    )


def may_head(texts: pl.Series, plain: pl.Series) -> pl.Series:
    """Flags of texts that may be headers of columns about persons, which ``word_of`` tells."""
    return (texts.str.len_chars() <= _HEADER_LENGTH) & plain.str.contains(_ANY)


@lru_cache(maxsize=10_000)
def word_of(cell: str) -> Word | None:
    """The word for a column about persons that a cell is."""
    if not cell or len(cell) > _HEADER_LENGTH:
        return None
    plain = plain_header(cell)
    if _COUNTED.search(plain):
        return None
    return next((word for word in _WORDS if word.pattern.search(plain)), None)


def heads_names(plain: str) -> bool:
    """Whether a plain header says „Name“ and nothing else; of what, other cells tell."""
    return plain in _NAMES


def heads_people(plain: str, *, staff: bool = False) -> bool:
    """Whether a column is about people, from its plain header.

    Args:
        plain: the header as ``plain_header`` makes it.
        staff: only those whom a table names and never counts, such as a contact.
    """
    pattern = _STAFF_HEADER if staff else _PEOPLE_HEADER
    return bool(pattern.search(plain)) and not _NAMES_OF_THINGS.search(plain)


def is_trait(cell: str) -> bool:
    """Whether a header says what a person is like."""
    return len(cell) <= _HEADER_LENGTH and bool(_TRAITS.search(plain_header(cell)))


def is_detail(cell: str) -> bool:
    """Whether a header says what a list of persons holds beside their names."""
    if word_of(cell) or is_trait(cell):
        return True
    return len(cell) <= _HEADER_LENGTH and bool(_DETAILS.search(plain_header(cell)))


def is_address(cell: str) -> bool:
    """Whether a cell is a street with the number of a house."""
    return bool(_HOUSE.search(cell))


def answers(word: Word, cell: str) -> bool:
    """Whether a cell is what stands below or beside a word; names are no words themselves."""
    if word.value is _LETTERS and word.alone and word_of(cell):
        return False
    return bool(word.value.search(cell))
