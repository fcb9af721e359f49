"""The workbook made for a person: their figures of a month, filled offline, brought back."""
