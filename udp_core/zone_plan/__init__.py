"""The plan of several years: objectives, coverage, integration, the making of it, its outcome."""
