"""SQL on what waits unsaved. None of it is history, and none of it is exported."""
