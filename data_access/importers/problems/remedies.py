"""What to do about files that have been changed or cut off on their way."""

from __future__ import annotations

FILE_AGAIN = "Die Datei noch einmal herunterladen und unverändert einlesen."
TABLE_AGAIN = "Die Tabelle noch einmal herunterladen und unverändert einlesen."
