"""Plain pages that the law asks for: texts by settings, honest defaults."""

from __future__ import annotations

import streamlit as st

from dashboard.screen import piece
from data_access.settings import Settings, settings

_NO_IMPRINT = """
Für diese Installation ist noch **kein Impressum hinterlegt**.

Die Stelle, die den Integrationsmonitor betreibt, trägt es mit der Einstellung
`INTEGRATIONSMONITOR_IMPRINT_TEXT` ein. Bis dahin sollte die Seite nur im Haus verwendet werden.
"""

_PRIVACY = """
**Keine Personen in der Datenbank.** Der Integrationsmonitor enthält nur Zählungen. Namen,
Geburtsdaten, Adressen und Registernummern werden nicht gespeichert.

**Kleine Zahlen.** Eigene Zählungen des Amtes, etwa von Geflüchteten, von Teilnehmenden und
Wartenden der Sprachkurse, werden nicht gezeigt, wenn sie unter {limit} Personen liegen; ebenso
Zahlen, aus denen sie sich errechnen ließen.

**Keine Beobachtung der Besucherinnen und Besucher.** Die Seite lädt nichts von fremden Servern und
wertet Besuche nicht aus. Der Server setzt ein technisch nötiges Sitzungs-Cookie; es endet mit dem
Schließen des Browsers.

**Verantwortlich** ist die Stelle, die im Impressum steht.
"""

_ACCESS = """
Diese Erklärung gilt für den Integrationsmonitor. Grundlage sind § 9a bis § 9d des Niedersächsischen
Behindertengleichstellungsgesetzes und die Norm EN 301 549.

**Stand der Vereinbarkeit.** Die Seiten werden bei jeder Änderung mit einem Prüfwerkzeug auf die
Regeln der WCAG 2.1, Stufe A und AA, untersucht. Eine Prüfung durch Menschen mit Behinderungen hat
noch nicht stattgefunden.

**Was zugänglich ist.** Zu jedem Diagramm gehören ein Alternativtext und eine Tabelle mit denselben
Werten. Ein Zustand wird nie allein durch Farbe gezeigt, sondern auch durch Wort und Zeichen.

**Was noch fehlt.** Einzelne Punkte in den Diagrammen sind mit der Tastatur nicht erreichbar; die
Werte stehen in der Tabelle darunter.

**Barriere melden.** {contact}

**Durchsetzung.** Bleibt eine Meldung ohne Antwort, hilft die Schlichtungsstelle nach § 9d des
Niedersächsischen Behindertengleichstellungsgesetzes.
"""


def text_of(slug: str, given: Settings) -> tuple[str, str]:
    """Title and Markdown of a plain page."""
    contact = (
        f"Bitte an [{given.contact_email}](mailto:{given.contact_email}) schreiben."
        if given.contact_email
        else "Eine Adresse für Meldungen ist noch nicht hinterlegt; die Stelle, die diese Seite "
        "betreibt, trägt sie mit `INTEGRATIONSMONITOR_CONTACT_EMAIL` ein."
    )
    if slug == "impressum":
        return "Impressum", given.imprint_text or _NO_IMPRINT
    if slug == "datenschutz":
        base = _PRIVACY.format(limit=given.small_cell_limit)
        return "Datenschutz", f"{base}\n\n{given.privacy_text}"
    return "Erklärung zur Barrierefreiheit", given.accessibility_text or _ACCESS.format(
        contact=contact
    )


def show(slug: str) -> None:
    """Draw a plain page."""
    title, text = text_of(slug, settings())
    piece(f'<div class="opening"><h1>{title}</h1></div>')
    with st.container(key="plainpage"):
        st.markdown(text)
