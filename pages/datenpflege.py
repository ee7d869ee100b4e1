"""Datenpflege: reading files in, releasing, withdrawing and erasing them; for the office alone."""

from dashboard.care import page

page.show()
