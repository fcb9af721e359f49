"""What is shown, before how.

Final words and numbers, and the charts, tables and files made from them.
"""
