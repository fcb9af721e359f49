"""What is shown in the room, one message at a time.

The same slides on the wall, on paper and in the files.
"""
