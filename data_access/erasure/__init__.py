"""Erasing for good: what goes, what the log keeps of it, and what stays out from then on.

From the ground up: ``figures`` says by keys what was erased, ``log`` tells of it, ``keeping_out``
is for those who read files and packs. Above them ``erasing`` does it, with ``records`` for the
office's lists and ``notes`` for what people wrote; ``unknown_figures`` tells why there is nothing.
"""
