"""Questions on the programme and its schede."""
