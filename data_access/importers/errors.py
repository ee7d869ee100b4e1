"""What keeps a file, a mapping or a delivery from being used. Nothing is changed by any of it."""

from __future__ import annotations

from data_access.errors import EXIT_REJECTED, MonitorError


class RefusedFileError(MonitorError):
    """A file is not read: wrong kind, locked, harmful, broken, too large, or about persons."""

    exit_code = EXIT_REJECTED


class UnknownLayoutError(MonitorError):
    """No layout recognises a file."""

    exit_code = EXIT_REJECTED


class ProfileError(MonitorError):
    """What was said of a table cannot be understood, or names what does not exist."""

    exit_code = EXIT_REJECTED


class DeliveryError(MonitorError):
    """A delivery does not exist, or is not in the state that is asked for."""

    exit_code = EXIT_REJECTED


class OlderEditionError(DeliveryError):
    """A release would replace values of a later edition, and nobody has confirmed that."""


class AliasError(MonitorError):
    """A spelling cannot be taken in or forgotten."""

    exit_code = EXIT_REJECTED
