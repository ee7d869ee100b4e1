"""What a reader should know of the files, of deliveries, and of what is not in the list."""

from __future__ import annotations

from dashboard.views.model import Note, Strong
from data_access.domain import County


def notes(county: County) -> tuple[Note, ...]:
    """Cards of words under the list."""
    sample = (
        (
            (
                Strong("Beispieldaten. "),
                "Alle Zahlen sind frei erfunden. Das steht in jeder Zeile der Dateien.",
            ),
        )
        if county.synthetic
        else ()
    )
    return (
        Note(
            "Was in den Dateien steht",
            (
                (
                    Strong("CSV "),
                    "öffnet sich in Excel mit Umlauten, Spalten und Dezimalkomma. Vor amtlichen "
                    "Schlüsseln steht dort „AGS“ oder „ARS“, damit die führende Null bleibt.",
                ),
                (
                    Strong("Excel "),
                    "enthält dieselben Werte und ein Blatt „Papiere“ mit Definition, Quelle, "
                    "Lizenz, Stand und Zeichenerklärung.",
                ),
                (
                    "Was auf den Seiten geheim gehalten wird, fehlt auch in den Dateien: Der Wert "
                    "ist leer, daneben steht ein Stern.",
                ),
                *sample,
            ),
        ),
        Note(
            "Was „überfällig“ heißt",
            (
                (
                    "Nach dem üblichen Takt der Quelle müsste ein neuerer Wert vorliegen, ist hier "
                    "aber nicht eingespielt. Der Takt ist Erfahrung, kein Versprechen der Quelle; "
                    "worauf er beruht, steht unter „Definition und Papiere“.",
                ),
            ),
        ),
        Note(
            "Was hier nicht steht",
            (
                (
                    "Sprachkurse mit Wartelisten und Prüfungen, Ziele, Maßnahmen und Beschlüsse "
                    "sind keine Kennzahlen mit fester Lieferung. Sie stehen auf den Seiten "
                    "Sprachkurse und Handlungsfelder, mit einer Tabelle unter jedem Diagramm.",
                ),
            ),
        ),
    )
