"""Files read one after the other, each whole or not at all, whatever becomes of the others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from dashboard.commands.files import read_file
from dashboard.commands.output import progress_bar
from dashboard.commands.repeated import depends_on_name, repeated, repeated_by_name
from dashboard.commands.wording import AFTER_UNEXPECTED, unexpected
from data_access.errors import EXIT_REJECTED, MonitorError
from data_access.importers.errors import RefusedFileError
from data_access.importers.examination import Order
from data_access.importers.importing import import_file, look_at
from data_access.importers.reports.report import FileReport, Outcome, refused


@dataclass
class FileByFile:
    """Reads files; remembers what it has read.

    Attributes:
        dry_run: nothing is stored.
        release: whether what is stored is shown at once.
        debug: whether an error that nobody has foreseen ends the work.
    """

    engine: Engine
    order: Order
    dry_run: bool
    release: bool
    debug: bool
    #: Reports of the files that were read, by the checksum of their bytes.
    known: dict[str, FileReport] = field(default_factory=dict)

    def read(self, path: Path) -> tuple[FileReport, bytes]:
        """The report of a file and its bytes; a file that is not read at all has a report too.

        Raises:
            MonitorError: the file is not to blame, such as a database that is gone.
        """
        content = b""
        try:
            content = read_file(path)
            return self._read(path, content), content
        except MonitorError as error:
            if error.exit_code != EXIT_REJECTED:
                raise
            return refused(path.name, error), content
        except Exception as error:
            # It is told of this file; the others, each stored by itself, are read all the same.
            if self.debug:
                raise
            return refused(path.name, _not_foreseen(path, error)), content

    def _read(self, path: Path, content: bytes) -> FileReport:
        checksum = hashlib.sha256(content).hexdigest()
        first = self.known.get(checksum)
        if first:
            return self._once_more(path, content, first)
        report = self._stored(path.name, content)
        # What was refused is not there: the same under another name may be right.
        if report.outcome is not Outcome.REJECTED:
            self.known[checksum] = report
        return report

    def _once_more(self, path: Path, content: bytes, first: FileReport) -> FileReport:
        """The report of a file of which another one was read that has the same bytes."""
        if not depends_on_name(first):
            return repeated(path, first.file)
        again = look_at(self.engine, path.name, content, self.order)
        return repeated_by_name(path, first, again)

    def _stored(self, name: str, content: bytes) -> FileReport:
        progress = progress_bar(name)
        if self.dry_run:
            return look_at(self.engine, name, content, self.order, progress=progress)
        return import_file(
            self.engine, name, content, self.order, release=self.release, progress=progress
        )


def _not_foreseen(path: Path, error: Exception) -> RefusedFileError:
    """That reading a file ended in an error of the program; its transaction is undone."""
    return RefusedFileError(
        f"{unexpected(error)} Die Datei wurde nicht eingelesen.",
        where=path.name,
        remedy=f"{AFTER_UNEXPECTED[0].upper()}{AFTER_UNEXPECTED[1:]}",
    )
