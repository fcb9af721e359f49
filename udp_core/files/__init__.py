"""Tables in files.

Reading them with every cell judged, so that a mistake has a file, a row, a column and a remedy.
"""
