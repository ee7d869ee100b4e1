"""One module per layout that really arrives. Each is found because it is here.

A layout knows how a publisher lays out a table, and neither the database nor what a column means.
"""
