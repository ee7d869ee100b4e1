"""The line in A1 by which a sheet of a template is known, whatever the file is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Sheets that every template has beside those with data; nothing is read from them.
GUIDE, LISTS = "anleitung", "listen"

_PATTERN = re.compile(
    r"Integrationsmonitor · Vorlage (?P<template>[a-z0-9-]+) · Fassung (?P<version>[0-9]{1,4}) · "
    r"Blatt (?P<sheet>[a-z0-9-]+) · Kreis (?P<county>\S+)"
)


@dataclass(frozen=True)
class Mark:
    """What a sheet says of itself."""

    template: str
    version: int
    sheet: str
    county_key: str

    def __str__(self) -> str:
        return (
            f"Integrationsmonitor · Vorlage {self.template} · Fassung {self.version} · "
            f"Blatt {self.sheet} · Kreis {self.county_key}"
        )


def read_mark(text: str | None) -> Mark | None:
    """The mark in a cell; None where there is none."""
    match = _PATTERN.fullmatch(" ".join((text or "").split()))
    if match is None:
        return None
    return Mark(match["template"], int(match["version"]), match["sheet"], match["county"])
