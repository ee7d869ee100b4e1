"""XML of a workbook's parts, read in a stream; document types and entities are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn
from xml.parsers import expat

from data_access.importers.errors import RefusedFileError
from data_access.importers.files.archives import damaged

Start = Callable[[Mapping[str, str]], None]
Text = Callable[[str], None]
End = Callable[[], None]


class BrokenMarkupError(Exception):
    """The XML is not what a workbook's part must be."""


class DeclaredMarkupError(BrokenMarkupError):
    """The XML declares a document type, with which entities come."""


def refused_markup(where: str, error: BrokenMarkupError) -> RefusedFileError:
    """What to say of a part that is broken or declares what Excel never does."""
    if isinstance(error, DeclaredMarkupError):
        return RefusedFileError(
            "Die Arbeitsmappe enthält Vereinbarungen (DTD, Entities), die Excel nie schreibt und "
            "mit denen Dateien Schaden anrichten können. Sie wurde nicht gelesen.",
            where=where,
            remedy="Die Datei noch einmal beim Herausgeber herunterladen.",
        )
    return damaged(where)


def parse(
    pieces: Iterable[bytes],
    *,
    starts: Mapping[str, Start] | None = None,
    texts: Mapping[str, Text] | None = None,
    ends: Mapping[str, End] | None = None,
) -> None:
    """Read XML and report elements by their local name.

    Args:
        pieces: the bytes.
        starts: what to call with the attributes where an element begins.
        texts: what to call with the text of an element that holds nothing else.
        ends: what to call where an element ends.

    Raises:
        BrokenMarkupError: it is no well-formed XML, or declares a document type or encoding.
    """
    reader = _Reader(starts or {}, texts or {}, ends or {})
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    # Without a document type there are no entities: neither bombs nor files from elsewhere.
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _refuse_encoding
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise BrokenMarkupError(str(error)) from error


def _refuse(*_: object) -> NoReturn:
    raise DeclaredMarkupError("document type")


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.casefold() not in {"utf-8", "us-ascii"}:
        raise BrokenMarkupError(f"encoding {encoding}")


class _Reader:
    """Turns raw names into handlers; the names of a sheet are few and come millions of times."""

    def __init__(
        self, starts: Mapping[str, Start], texts: Mapping[str, Text], ends: Mapping[str, End]
    ) -> None:
        self._handlers: dict[str, tuple[Start | None, Text | None, End | None]] = {
            name: (starts.get(name), texts.get(name), ends.get(name))
            for name in {*starts, *texts, *ends}
        }
        self._collected: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        begin, collect, _ = self._of(name)
        if begin:
            begin(attributes)
        if collect:
            self._collected = []

    def end(self, name: str) -> None:
        _, collect, finish = self._of(name)
        if collect and self._collected is not None:
            collect("".join(self._collected))
            self._collected = None
        if finish:
            finish()

    def text(self, data: str) -> None:
        if self._collected is not None:
            self._collected.append(data)

    def _of(self, name: str) -> tuple[Start | None, Text | None, End | None]:
        found = self._handlers.get(name)
        if found is None:
            # Some programmes write a prefix before every name.
            found = self._handlers.get(name.rpartition(":")[2], _NOTHING)
        return found


_NOTHING: tuple[None, None, None] = (None, None, None)
