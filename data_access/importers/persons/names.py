"""Texts that name a person, told from names of places, offices and things by how they are built.

No list of names is kept: two capitalised words may be anybody's, so what a column is called and
what its other cells say belongs to the answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from data_access.importers.names.text import collapsed
from data_access.reference.names import territories


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLE: Final = r"\b(?:Dr|Prof|Dipl|Ing|med|phil|jur)\.(?:-\w+\.?)?"
_TITLES: Final = re.compile(_TITLE)
_SALUTATION: Final = re.compile(
    # Within quotation marks it is the name of something: „Frau Holle“.
    r"(?<![\w„“»‚\"'-])(?<!\bjede )(?<!\bjeder )(?<!\bpro )(?<!\bje )"
    r"(?P<word>Herrn?|HERRN?|Frau|FRAU|Hr\.|Fr\.|Familie|FAMILIE|Fam\.)\s+"
    rf"(?:{_TITLE}\s*)*"
    # "Frau der Woche", "Frau zu Hause": these particles are too often plain words.
    r"(?P<particle>(?:(?:von|van|vom|ten|de|da|di|dos|al|el|bin|ibn|abu|ben)[\s-]+"
    r"(?:und zu |de[rnm]\s+)?)*)"
    r"(?P<name>[^\W\d_](?:\.|[\w'’]+(?:-\w+)*))(?:\s+(?P<next>[^\W\d_][\w'’-]+))?"
)
#: Whoever holds an office is addressed by it.
_OFFICE: Final = re.compile(
    r"(?:ober|erste[rn]?)?(?:(?:land|stadt|kreis|gemeinde|bau)rat|(?:land|stadt|kreis|bau)rätin"
    r"|bürgermeister|minister|präsident|dezernent|direktor|sekretär|vorsitzende[rn]?"
    r"|(?:amts|fachdienst|fachbereichs|abteilungs|schul)leiter|\w+beauftragte[rn]?)(?:in|s)?",
    re.IGNORECASE,
)
#: "Eine Frau von Welt", "die Frau vom Amt": no name follows.
_ARTICLE: Final = re.compile(
    r"\b(?:ein|eine|einer|einen|einem|der|die|den|dem|als)\s+$", re.IGNORECASE
)
#: What follows a salutation in headings that are all in capitals: "FRAU UND BERUF".
_PLAIN_WORDS: Final = _words(
    "am als an auf aus bei das dem den der des die für hat ihr im in ist mit nach oder ohne sein "
    "sind um und vor wird zu zum zur über"
)
_WEEKDAYS: Final = re.compile(r"\b(?:Mo|Di|Mi|Do|Sa|So|Vormittag|Nachmittag|Abend|Uhr)\b")
#: What stands behind "Frau" and "Familie" in names of offices and programmes, and in sentences.
_TOPICS: Final = _words(
    "anspruch arbeit ausbildung beratung beruf bildung deutsch digital ehrenamt frauen "
    "gesundheit gesellschaft gleichstellung hilfe integration jugend kinder kita kultur leben "
    "migration mensch pflege politik schule senioren soziales sport sprache technik wirtschaft "
    "wohnen zugang zukunft"
)

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\W\d_]\.")
_PARTICLES: Final = _words("von van de der den da di dos zu zur al el bin ibn abu ben")
#: Words of places, buildings, offices and courses.
_THINGS: Final = _words(
    "bau beratung bildung burg caritas cafe café deutsch diakonie einheit fachbereich fachdienst "
    "flecken frauen gemeinde haus hotel jobcenter jugend kinder kita kolping kreis kurs landkreis "
    "laut lebenshilfe malteser markt migration mitte pro projekt rathaus referat region "
    "samtgemeinde schloss schloß siehe soziales stadt stand team verein villa wohnen "
    "zentrale"
)
#: Words before the name of a place or thing; as the last word they are names of families.
_BEFORE: Final = _words(
    "ab alt alte alter altes am an auf bad bunte das der deutsche deutscher deutsches "
    "diakonisches die erste evangelische groß große großer grüne im in katholische klein kleine "
    "kommunale kommunales nach neu neue neuer neues nieder nord ober offene offener ost rotes "
    "sankt soziale süd unter vom west zum zur"
)
_THING_ENDINGS: Final = (
    *("amt", "dienst", "stelle", "bereich", "schule", "schulen", "verein", "verband", "zentrum"),
    *("werk", "haus", "heim", "straße", "weg", "platz", "büro", "kurs", "kurse", "akademie"),
    *("institut", "treff", "halle", "garten", "kirche", "klinik", "unterkunft", "projekt", "bund"),
    *("beirat", "kreis", "gruppe", "hilfe", "beratung", "bildung", "integration", "stadt", "dorf"),
    *("hausen", "leitung", "stiftung", "gesellschaft", "gemeinde", "agentur", "siedlung"),
    *("werkstatt", "stätte", "zentren", "kaserne", "linie", "allee", "wohnung", "wohnungen"),
)
#: Shorter words in capitals are abbreviations: VHS, AWO, BNVHS.
_ABBREVIATION: Final = 5
_FEWEST, _MOST = 2, 5


def mentions_person(text: str) -> bool:
    """Whether somebody is named in a sentence: "Rückfragen an Frau …"."""
    return any(_is_somebody(found, text) for found in _SALUTATION.finditer(text))


def _is_somebody(found: re.Match[str], text: str) -> bool:
    word, name = found["word"], found["name"]
    if _OFFICE.fullmatch(name):
        name = found["next"] or ""
    if not name[:1].isupper() or name.casefold() in _TOPICS:
        return False
    if name.isupper() and name.casefold() in _PLAIN_WORDS:
        return False
    if found["particle"] and (_is_thing(name) or _ARTICLE.search(text, 0, found.start())):
        return False
    if word == "Fr." and _WEEKDAYS.search(text):
        return False
    return word.title() not in {"Familie", "Fam."} or not _is_thing(name)


def names_person(text: str, known: Collection[str] = ()) -> bool:
    """Whether a cell looks like the name of a person: "Vorname Nachname", "Nachname, V.".

    Args:
        text: the cell.
        known: words in small letters that are of places and things.
    """
    text = collapsed(text)
    if mentions_person(text):
        return True
    words = _TITLES.sub(" ", text).replace(",", " ").split()
    named = [word for word in words if word not in _PARTICLES]
    return (
        _is_built_so(words, text)
        and all(map(_is_name, named))
        and not any(word.casefold() in known for word in named)
        # Only initials are no name.
        and any(len(word) > len("A.") for word in named)
    )


def are_names(cells: Collection[str]) -> bool:
    """Whether most cells of a column, equal ones counted once, look like names of persons."""
    different = {cell for cell in cells if cell.strip()}
    return 2 * sum(map(names_person, different)) > len(different)


def _is_built_so(words: Sequence[str], text: str) -> bool:
    """Whether so many words, with so many commas, may be a name."""
    if not _FEWEST <= len(words) <= _MOST or {words[0], words[-1]} & _PARTICLES:
        return False
    commas = text.count(",")
    return commas == 1 or (not commas and words[0].casefold() not in _BEFORE)


def _is_name(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word[0].isupper() and not _is_thing(word)


def _is_thing(word: str) -> bool:
    """Whether a word belongs to a place, an office or a thing."""
    parts = word.rstrip(".").split("-")
    if any(part.isupper() and 1 < len(part) < _ABBREVIATION for part in parts):
        return True
    plain = word.casefold()
    return plain in _THINGS or plain.endswith(_THING_ENDINGS) or plain in _county_words()


@cache
def _county_words() -> frozenset[str]:
    """Words of the names of counties and states: what bears one is mostly of that place."""
    return frozenset(
        word.casefold()
        for one in territories()
        for word in re.findall(r"[^\W\d_]{3,}", one.name)
        if word[0].isupper() and word.casefold() not in _BEFORE
    )
