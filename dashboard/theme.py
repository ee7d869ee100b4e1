"""Colours and type by role. The only place with colour values besides the stylesheet.

``tests/dashboard/test_theme.py`` compares them with ``.streamlit/config.toml`` and
``static/monitor.css``.
"""

from __future__ import annotations

from data_access.vocabulary import State

INK = "#15212B"
MUTE = "#4D5D6A"
BLUE = "#0B4F8A"
ACCENT = "#B4500F"
ACCENT_TEXT = "#9A420B"
CONTEXT = "#5B6B79"
CONTEXT_PALE = "#93A1AD"
BORDER = "#D5DCE3"
RULE = "#E6EBEF"
GRID = "#E3E8ED"
SIDEBAR = "#F1F4F7"
SAMPLE = "#FBE7B2"
SAMPLE_TEXT = "#3D2800"
SAMPLE_EDGE = "#C79A2B"
WHITE = "#FFFFFF"

#: Five classes, palest first, with the text colour that is legible on each.
SEQUENTIAL = ("#E3EDF6", "#B5D0E8", "#74A5D0", "#3576B2", "#0B4478")
SEQUENTIAL_TEXT = (INK, INK, INK, WHITE, WHITE)
PALEST_EDGE = "#7E97AD"
NO_DATA_FILL = "#F1F4F7"

#: Parts of a whole, told apart by lightness as well as hue, at most five.
PARTS = ("#0B4F8A", "#74A5D0", "#B4500F", "#93A1AD", "#5B6B79")
PARTS_TEXT = (WHITE, INK, WHITE, INK, WHITE)

FONT = "IBM Plex Sans, Segoe UI, Helvetica, Arial, sans-serif"

#: Word of a state; its symbol and colours are in the stylesheet as ``.state-<value>``.
STATE_WORDS = {
    State.ACHIEVED: "erreicht",
    State.ON_COURSE: "auf Kurs",
    State.AT_RISK: "gefährdet",
    State.MISSED: "verfehlt",
    State.NO_DATA: "ohne Daten",
}
STATE_ORDER = (
    State.ACHIEVED,
    State.ON_COURSE,
    State.AT_RISK,
    State.MISSED,
    State.NO_DATA,
)
