"""Files that readers take away. What is protected on the pages is protected in them.

Pure: typed series in, bytes out. Equal data gives equal bytes.
"""
