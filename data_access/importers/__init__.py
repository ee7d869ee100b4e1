"""From a file of an office to figures in the database: whole or not at all.

In the order in which a file goes through them; none knows a later one, which a contract checks:

- ``files``: bytes become sheets as grids and texts as lines; ``persons`` refuses lists of persons;
  ``opening`` is the one way in.
- ``layouts``: what each office's tables look like, found by ``registry``; they share ``tables``,
  ``genesis`` and ``names``. ``templates`` are the office's own workbooks, ``records`` its lists.
- ``profiles``: what a mapping says of a table; ``answers``: what the office says, and keeps.
- ``interpretation``: cells become figures. ``examination`` goes so far and writes nothing.
- ``comparison``: against what is known. ``asking``: what is to be said of a new table.
- ``reports``: all of it in German, with ``problems`` of every step. ``importing`` writes.
"""
