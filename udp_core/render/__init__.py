"""What a figure is drawn with: tables, charts, slides, documents. No figure is made here."""
