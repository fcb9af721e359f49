"""The indicators as the screens need them: computed, judged, small counts hidden."""
