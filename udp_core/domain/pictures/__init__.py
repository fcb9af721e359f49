"""What screens and documents are made from.

Frozen values, already judged, not yet put into words.
"""
