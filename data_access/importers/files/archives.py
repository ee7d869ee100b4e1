"""ZIP containers, opened so that nothing in them can do harm; nothing is unpacked to disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from data_access.importers.errors import RefusedFileError
from data_access.importers.files import limits

#: What Python's reader raises on damaged or crafted archives.
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    # A way of packing that Python does not know.
    NotImplementedError,
)
_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 18
_LOCKED = 0x1 | 0x40
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Archive:
    """The entries of a ZIP, by name, each read with a count."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open a ZIP.

        Raises:
            RefusedFileError: it is damaged, locked, has too many entries or one name twice.
        """
        self.name = name
        # Each entry costs memory before it is looked at: count first.
        if content.count(_ENTRY) > limits.MAX_ZIP_ENTRIES:
            raise _too_many(name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise damaged(name) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self._entries = {entry.filename: entry for entry in entries}
        if len({entry.filename.casefold() for entry in entries}) < len(entries):
            raise damaged(name)
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise RefusedFileError(
                "Das ZIP-Archiv ist mit einem Kennwort geschützt.",
                where=name,
                remedy="Das Archiv mit dem Kennwort entpacken und die Tabelle daraus einlesen.",
            )

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the entries that are files, in the archive's order."""
        return tuple(self._entries)

    def find(self, name: str) -> str | None:
        """The entry of this name, upper and lower case alike, as some programmes write them."""
        wanted = name.casefold()
        return next((entry for entry in self._entries if entry.casefold() == wanted), None)

    def chunks(self, entry: str, spend: Callable[[int], None]) -> Iterator[bytes]:
        """The unpacked bytes of an entry, piece by piece.

        Args:
            entry: its name.
            spend: is told how many bytes have been unpacked, and stops what is too much.

        Raises:
            RefusedFileError: the entry is damaged or packed in a rare way.
        """
        if self._entries[entry].compress_type not in _PLAIN:
            raise RefusedFileError(
                "Das ZIP-Archiv ist auf eine Weise gepackt, die nicht gelesen wird.",
                where=f"{self.name}/{entry}",
                remedy="Das Archiv entpacken und die Tabelle daraus einzeln einlesen.",
            )
        try:
            with self._zip.open(self._entries[entry]) as opened:
                while piece := opened.read(_CHUNK):
                    spend(len(piece))
                    yield piece
        except _BROKEN as error:
            raise damaged(self.name) from error

    def read(self, entry: str, spend: Callable[[int], None]) -> bytes:
        """All unpacked bytes of an entry.

        Raises:
            RefusedFileError: see ``chunks``.
        """
        buffer = io.BytesIO()
        for piece in self.chunks(entry, spend):
            buffer.write(piece)
        return buffer.getvalue()


def damaged(name: str) -> RefusedFileError:
    """A container that cannot be read."""
    return RefusedFileError(
        "Die Datei ist beschädigt und lässt sich nicht öffnen.",
        where=name,
        remedy="Die Datei noch einmal herunterladen; lässt Excel sie öffnen, dort neu als .xlsx "
        "speichern.",
    )


def _too_many(name: str) -> RefusedFileError:
    return RefusedFileError(
        f"Das ZIP-Archiv hat mehr als {limits.MAX_ZIP_MEMBERS} Einträge.",
        where=name,
        remedy="Nur die Tabellen packen, die eingelesen werden sollen.",
    )


def refuse_many(archive: Archive) -> None:
    """Refuse an archive of more tables than an office delivers.

    Raises:
        RefusedFileError: it has more entries than allowed.
    """
    if len(archive.names) > limits.MAX_ZIP_MEMBERS:
        raise _too_many(archive.name)
