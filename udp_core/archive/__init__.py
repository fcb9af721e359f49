"""Rows and their history: what a class says of itself, engine, writer, migrations, copies."""
