"""How an indicator stands, and which the archive counts by itself: pure."""
