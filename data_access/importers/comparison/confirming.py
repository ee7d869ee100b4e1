"""What keeps a file out until the office has looked at it and says why it is meant so.

All of it changes what is known in a way that is a mistake nearly always, and right now and then.
"""

from __future__ import annotations

from data_access.importers.examination import Order
from data_access.importers.problems import Problem, Severity

#: Most values become quite others.
UPHEAVAL = "mostly-changed"
#: Columns have each other's values.
SWAPPED = "columns-swapped"
#: Values of a later edition are known.
OLDER = "older-edition"
#: They may be; this is a doubt only, and nothing to confirm.
PERHAPS_OLDER = "perhaps-older-edition"
#: The values are known of another day or year.
OTHER_PERIOD = "other-period"
#: They would be dated by year beside known days, or by day beside known years.
OTHER_KIND = "other-kind-of-period"
#: Codes of problems that turn into notes where the office confirms the file.
TO_CONFIRM = frozenset({UPHEAVAL, SWAPPED, OLDER, OTHER_PERIOD, OTHER_KIND})

#: How the office confirms a file on the command line.
OPTION = "--confirmed"
#: How to do it.
CONFIRM = (
    f"diese Datei einzeln einlesen, mit „{OPTION}“ und dem Grund („--reason TEXT“); auf der Seite "
    "„Datenpflege“ im Feld unter der Vorschau."
)


def to_confirm(order: Order, code: str, file: str, what: str, remedy: str) -> Problem:
    """An error; a note where the office has confirmed the file.

    A reason alone is no answer: who gives one for a folder of corrections has not looked at this
    file.

    Args:
        order: how the file is to be read.
        code: one of ``TO_CONFIRM``.
        file: its name.
        what: what is wrong with it.
        remedy: what to do before, and where it is meant.
    """
    if order.meant:
        remedy = "Nichts zu tun: So ist es mit der Datei angegeben."
    severity = Severity.NOTE if order.meant else Severity.ERROR
    return Problem(severity, code, file, "", "", what, remedy)


def become(order: Order, count: int) -> str:
    """Whether so many values are going to be others, or would be."""
    if order.meant:
        return "wird" if count == 1 else "werden"
    return "würde" if count == 1 else "würden"
