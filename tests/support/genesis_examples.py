"""Tables of the regional database as it writes them (CSV), and what the layout reads there."""

from __future__ import annotations

from data_access.importers.layouts import genesis_table
from data_access.importers.tables.cells import ReadTable
from tests.support.flat_files import filled
from tests.support.sources import text_of

FOOTER = """\
__________
"zu ""gesamte Tabelle"":
Berichtsjahr ab 2011: Zensus; Gebietsstand
01.01.2011, siehe ""Tabelle"" dort"
"© Statistische Ämter des Bundes und der Länder, 2017.
Namensnennung, Version 2.0."
Stand: 10.10.2017 / 16:36:03
"""

DATES_IN_ROWS = f"""\
GENESIS-Tabelle: 12411-03-03-4
Bevölkerung nach Geschlecht, Nationalität;;;;;;
und Altersgruppen - Stichtag 31.12. -;;;;;;
Bevölkerungsstand (Anzahl);;;;;;
;;;;Deutsche;Deutsche;Ausländer(innen)
;;;;Insgesamt;weiblich;Insgesamt
31.12.2015;DG;Deutschland;unter 3 Jahre;1983127;966055;217280
31.12.2015;03254;      Hildesheim,  Landkreis;unter 3 Jahre;5974;2917;-
31.12.2014;03254;      Hildesheim,  Landkreis;Insgesamt;258120;.;18935
{FOOTER}"""

DATES_ABOVE = f"""\
GENESIS-Tabelle: 12411-01-01-4
Bevölkerung nach Geschlecht;;;;
;;31.12.2015;31.12.2015;31.12.2014
;;Insgesamt;weiblich;Insgesamt
03254;      Hildesheim, Landkreis;277055;142048;274554
03241;      Hannover, Region;1144481;590000;-
{FOOTER}"""

YEARS_AND_UNITS = f"""\
GENESIS-Tabelle: 12711-03-02-4
Zu- und Fortzüge nach Nationalität;;;;;
;;;;Zuzüge über die  Gemeindegrenzen;Fortzüge | ins Ausland
;;;;Geschlecht;Geschlecht
;;;;Insgesamt;
;;;;Anzahl;Anzahl
2015;03254;      Hildesheim, Landkreis;Deutsche;12397;252
1995;03254;      Hildesheim, Landkreis;Deutsche;14168;.
{FOOTER}"""

#: Since 2024 the first word is missing, and the date has a name above it.
OF_TODAY = f"""\
Tabelle: 12411-01-01-4
Bevölkerung nach Geschlecht - Stichtag 31.12. - regionale;;
Tiefe: Kreise und krfr. Städte;;
;;Stichtag;Stichtag
;;31.12.2024;31.12.2023
;;Insgesamt;Insgesamt
03254;      Hildesheim, Landkreis;270000;271000
{FOOTER}"""

#: One table of each form.
EXAMPLES = [DATES_IN_ROWS, DATES_ABOVE, YEARS_AND_UNITS, OF_TODAY]

#: What tells one cell from another.
COLUMNS = ("row", "column", "area_code", "area_name", "period", "series", "item", "text")


def tables_of(content: str | bytes) -> tuple[ReadTable, ...]:
    """All tables of an upload."""
    return genesis_table.read(text_of(content))


def one_table(content: str | bytes) -> ReadTable:
    """The only table of an upload."""
    (table,) = tables_of(content)
    return table


def codes(table: ReadTable) -> list[str]:
    """Codes of all problems."""
    return [one.code for one in table.problems]


def fields_of(content: str) -> int:
    """Number of fields that are not empty, as another reader counts them."""
    return filled(content.encode())
