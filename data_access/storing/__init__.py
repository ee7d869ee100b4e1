"""Figures in bulk: compare with what is known, close what changed, write what is new, roll up.

All functions take an open connection of ``engine.writing`` where they write: the caller's
transaction decides. Frames, not objects, because an office's file may hold a million values.
"""

from data_access.storing.changing import add, close, touched, with_period_ends, write
from data_access.storing.comparing import compare, known_figures, sharing_a_key
from data_access.storing.inserting import insert_frame
from data_access.storing.model import FIGURES_TO_STORE, KEY, OPEN_ROWS, PAPERS, SAID, Comparison
from data_access.storing.rollup import preferred, renew_rollup

__all__ = [
    "FIGURES_TO_STORE",
    "KEY",
    "OPEN_ROWS",
    "PAPERS",
    "SAID",
    "Comparison",
    "add",
    "close",
    "compare",
    "insert_frame",
    "known_figures",
    "preferred",
    "renew_rollup",
    "sharing_a_key",
    "touched",
    "with_period_ends",
    "write",
]
