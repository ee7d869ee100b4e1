"""What says that a delivery is shown before its release: above each page and on each card."""

from __future__ import annotations

from html import escape

from dashboard import german
from data_access.clock import ZONE
from data_access.deliveries.previews import Preview

MARK = '<p class="preview-mark">Vorschau, nicht freigegeben, nicht zur Veröffentlichung</p>'


def banner(shown: Preview) -> str:
    """Stands above a page."""
    until = german.day(shown.until.astimezone(ZONE).date())
    return (
        '<div class="preview-banner" role="note"><p><b>Vorschau, nicht freigegeben, nicht zur '
        "Veröffentlichung.</b> Gezeigt werden die Zahlen, wie sie mit der Lieferung "
        f"{escape(shown.code)} wären. Der Link gilt bis {until}. Dateien zum Herunterladen "
        "enthalten nur, was freigegeben ist.</p></div>"
    )


def marked(card: str, shown: Preview | None) -> str:
    """A card, with the mark where it shows what is not released."""
    return f"{MARK}{card}" if shown else card
