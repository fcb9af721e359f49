"""What the documents tell who adds something is run, block by block."""
