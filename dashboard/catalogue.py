"""Every chart with its id, page and German name; ids are promises to scripts and permalinks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ChartEntry:
    """A chart as ``integrationsmonitor charts`` prints it. Takeaway titles come from the data."""

    id: str
    page: str
    title: str


CHARTS = (
    ChartEntry("verteilung-karte", "verteilung", "Karte: Anteil der ausländischen Bevölkerung"),
    ChartEntry("verteilung-rangliste", "verteilung", "Rangliste der Gemeinden nach Anteil"),
    ChartEntry("verteilung-gefluechtete", "verteilung", "Geflüchtete je 1.000 nach Gemeinde"),
    ChartEntry("verteilung-gefluechtete-verlauf", "verteilung", "Geflüchtete nach Monaten"),
    ChartEntry("verteilung-register", "verteilung", "Ausländerzentralregister seit 2005"),
    ChartEntry("verteilung-staatsangehoerigkeiten", "verteilung", "Staatsangehörigkeiten"),
    ChartEntry("verteilung-bevoelkerung", "verteilung", "Bevölkerung mit Zensusbrüchen"),
    ChartEntry("verteilung-wanderung", "verteilung", "Zuzüge und Fortzüge"),
    ChartEntry("verteilung-ohne-titel", "verteilung", "Ohne Aufenthaltstitel"),
    ChartEntry("verteilung-befristete-titel", "verteilung", "Befristete Aufenthaltstitel"),
    ChartEntry("verteilung-zaehlungen", "verteilung", "Zählungen von Geflüchteten"),
)
