"""Errors that a person can act on: what happened, where, and what to do."""

from __future__ import annotations

EXIT_USAGE = 2
EXIT_REJECTED = 3
EXIT_DATABASE = 4


class MonitorError(Exception):
    """Base of all expected errors. The three texts are German and complete sentences.

    ``exit_code`` is what the command line returns.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}\n  Wo: {self.where}\n  Abhilfe: {self.remedy}"


class SettingsError(MonitorError):
    """A setting cannot be understood."""

    exit_code = EXIT_DATABASE


class DatabaseUnavailableError(MonitorError):
    """The database cannot be reached, or not be read or written."""

    exit_code = EXIT_DATABASE


class DatabaseNotMigratedError(MonitorError):
    """The database has no schema, an older one, or one from a newer programme."""

    exit_code = EXIT_DATABASE


class AddressError(MonitorError):
    """The server cannot listen where it was told to."""

    exit_code = EXIT_USAGE


class PackError(MonitorError):
    """A reference pack contradicts itself."""

    exit_code = EXIT_REJECTED


class UnknownCountyError(MonitorError):
    """A county was named that this installation does not know."""

    exit_code = EXIT_REJECTED


class UnknownFindingError(MonitorError):
    """A finding of the audit was named that there is not."""

    exit_code = EXIT_REJECTED
