"""Plain page: barrierefreiheit."""

from dashboard import plain

plain.show("barrierefreiheit")
