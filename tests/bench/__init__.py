"""How fast and how small: each measure beside a bare baseline, in the same run.

Not collected by pytest.
"""
