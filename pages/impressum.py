"""Plain page: impressum."""

from dashboard import plain

plain.show("impressum")
