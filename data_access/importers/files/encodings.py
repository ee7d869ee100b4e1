"""Which encoding a text file has; a file in two of them, or in another one, is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from data_access.importers.errors import RefusedFileError

#: So much stays in the processor's own memory while it is looked at.
_PIECE = 1 << 18
#: About so many bytes of whole lines are decoded at once.
_LINES = 1 << 20
_ENDS = b"\n\r\t\f"
_LINE_FEED = np.uint8(ord("\n"))
_CONTROLS = bytes(code for code in range(32) if code not in _ENDS)
#: Umlauts, accents, dashes and quotation marks as UTF-8 writes them. Read in any other way they
#: are pairs such as „Ã¼“ that no table contains.
_UTF8_LETTER = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
#: Bytes that Windows does not use, and DOS or Macintosh umlauts inside a word: ``L\x84nder``.
_FOREIGN = re.compile(rb"[\x81\x8d\x8f\x90\x9d]|[A-Za-z][\x84\x8a\x8e\x94\x99\x9f][a-z]")
_ASCII = bytes(range(128))
_BETWEEN = frozenset(range(0x80, 0xA0))
_CONTINUING = frozenset(range(0x80, 0xC0))
_LEADING = frozenset({0xC2, 0xC3, 0xE2})
#: What UTF-8 makes of an umlaut inside a word that was UTF-8 already and was taken for Windows or
#: Latin: „fÃ¼r“ for „für“.
_TWICE = re.compile(
    rb"(?<=[A-Za-z])\xc3\x83(%(letter)s)|\xc3\x83(%(letter)s)(?=[a-z])"
    % {b"letter": rb"\xc2[\x84\x96\x9c\x9f\xa4\xb6\xbc]|\xc5[\x93\xb8]|\xe2\x80[\x93\x9e]"}
)
#: Whoever saves a table again in Excel loses more than its encoding: marks, codes, line ends.
_REMEDY = (
    "Die Datei beim Herausgeber noch einmal herunterladen und unverändert einlesen, ohne sie "
    "vorher in Excel oder einem Texteditor zu speichern."
)


def encoding_of(name: str, content: bytes) -> str:
    """Python's name of the encoding.

    Raises:
        RefusedFileError: it is no text, mixes two encodings, was encoded twice, or is in one that
            is not known.
    """
    wide = _wide(content)
    if wide:
        return _checked_wide(name, content, wide)
    # Both look at bytes without the interpreter, each on a core of its own.
    with ThreadPoolExecutor(1) as beside:
        is_utf8 = beside.submit(_is_utf8, content)
        _refuse_binary(name, content)
    if is_utf8.result():
        _refuse_twice(name, content)
        return "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    position = _first_not(content, "utf-8") or 0
    # Searching a large file for patterns takes long; which letters it has is known at once.
    high = set(content.translate(None, _ASCII))
    windows = bool(high & _BETWEEN)
    if content.startswith(codecs.BOM_UTF8) or (
        high & _CONTINUING and high & _LEADING and _UTF8_LETTER.search(content)
    ):
        raise RefusedFileError(
            "Die Datei mischt zwei Zeichenkodierungen (UTF-8 und Windows).",
            where=_place(name, content, position),
            remedy=_REMEDY,
        )
    foreign = _FOREIGN.search(content) if windows else None
    if foreign:
        raise RefusedFileError(
            "Die Datei enthält ein Zeichen aus einer fremden Kodierung (DOS oder Macintosh); "
            "Umlaute würden falsch gelesen.",
            where=_place(name, content, foreign.end() - 1 - (len(foreign[0]) > 1)),
            remedy=_REMEDY,
        )
    return "cp1252" if windows else "iso-8859-1"


def decoded(content: bytes, encoding: str) -> Iterator[str]:
    """The text in pieces, so that it never stands in memory twice.

    Raises:
        UnicodeDecodeError: it is not in this encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), _PIECE):
        yield decoder.decode(content[start : start + _PIECE])
    yield decoder.decode(b"", final=True)


def _wide(content: bytes) -> str | None:
    """The encoding with two bytes per letter, told by its mark or by every other byte being 0."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = content[:256]
    half = len(start) // 2
    for encoding, letters, zeros in (
        ("utf-16-le", start[0::2], start[1::2]),
        ("utf-16-be", start[1::2], start[0::2]),
    ):
        if half > 1 and b"\0" not in letters and zeros.count(0) > half * 0.8:
            return encoding
    return None


def _checked_wide(name: str, content: bytes, encoding: str) -> str:
    """UTF-16 that really is."""
    try:
        for piece in decoded(content, encoding):
            if any(chr(code) in piece for code in _CONTROLS):
                raise _no_text(f"{name}, am Anfang")
    except UnicodeDecodeError as error:
        raise RefusedFileError(
            "Die Datei ist unvollständig oder in keiner bekannten Zeichenkodierung.",
            where=name,
            remedy=_REMEDY,
        ) from error
    return encoding


def _refuse_binary(name: str, content: bytes) -> None:
    codes = np.frombuffer(content, dtype=np.uint8)
    for start in range(0, len(content), _PIECE):
        piece = codes[start : start + _PIECE]
        # Mostly there are line feeds only: exchanged with 0, they become the largest byte.
        rest = piece ^ _LINE_FEED
        rest -= np.uint8(1)
        if rest.min() >= ord(" ") - 1:
            continue
        # Counting takes a fraction of picking them out.
        controls = np.count_nonzero(piece < ord(" "))
        for end in _ENDS:
            controls -= np.count_nonzero(piece == end) if controls else 0
        if controls:
            low = piece[piece < ord(" ")].tobytes().translate(None, _ENDS)
            raise _no_text(_place(name, content, content.index(low[:1], start)))


def _refuse_twice(name: str, content: bytes) -> None:
    # All umlauts of such a file are broken; the first ones are found at its beginning.
    # A letter is found in a fraction of the time that a pattern takes.
    start = content.find(b"\xc3\x83", 0, _LINES)
    found = _TWICE.search(content, max(0, start - 1), _LINES) if start >= 0 else None
    if found:
        broken = found[0].decode()
        meant = broken.encode("latin-1" if max(broken) <= "\xff" else "cp1252").decode()
        shown = broken if broken.isprintable() else broken[0]
        raise RefusedFileError(
            f"Die Zeichen der Datei sind zweimal umgewandelt: Statt „{meant}“ steht „{shown}“ da.",
            where=_place(name, content, found.start()),
            remedy=_REMEDY,
        )


def _no_text(where: str) -> RefusedFileError:
    return RefusedFileError(
        "Die Datei ist weder eine Arbeitsmappe noch ein Text: sie enthält Zeichen, die in keiner "
        "Tabelle vorkommen.",
        where=where,
        remedy="Die Tabelle beim Herausgeber als Excel-Datei (.xlsx) oder CSV herunterladen.",
    )


def _is_utf8(content: bytes) -> bool:
    """Whether all of it is. Polars looks at many bytes at once, if they are whole letters."""
    start = 0
    while start < len(content):
        stop = start + _LINES
        if stop < len(content):
            stop = content.rfind(b"\n", start, stop) + 1 or content.find(b"\n", stop) + 1
            stop = stop or len(content)
        try:
            pl.Series([content[start:stop]], dtype=pl.Binary).cast(pl.String)
        except pl.exceptions.ComputeError:
            return False
        start = stop
    return True


def _first_not(content: bytes, encoding: str) -> int | None:
    """Where the first byte stands that is not of the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(piece, final=start + _PIECE >= len(content))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _place(name: str, content: bytes, position: int) -> str:
    line = content.count(b"\n", 0, position) + 1
    column = position - content.rfind(b"\n", 0, position)
    return f"{name}, Zeile {line}, Byte {column} (0x{content[position]:02X})"
