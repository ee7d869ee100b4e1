"""The arithmetic and plausibility audit of what the database holds, for the office.

Sums, shares, changes, sources, dates, gaps: each kind is a module of ``checks``. What belongs
together is data (``knowledge``), how far a printed number reaches is ``reach``. Nothing of it is
for the public.
"""
