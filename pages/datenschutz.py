"""Plain page: datenschutz."""

from dashboard import plain

plain.show("datenschutz")
