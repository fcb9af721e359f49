"""Where the dashboard is served, and where somebody may be sent back to after signing in.

Only inside it.
"""

from __future__ import annotations

import re

LONGEST_BACK = 2000
"""Of a screen with all its filters and its votes by name."""
_INSIDE = re.compile(r"/?([a-z0-9_-]*(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?)", re.ASCII)
"""The name of one screen and its query.

No host, no scheme, no other folder, no blank or line end.
"""


def prefix_of(base: str) -> str:
    """The path before every address: nothing, or «/cruscotto» for a dashboard served under it."""
    inner = base.strip("/")
    return f"/{inner}" if inner else ""


def inside(wanted: str) -> str:
    """The screen asked for, by its name and query, where it is one of ours.

    Nothing, which is the first one, otherwise.
    """
    found = _INSIDE.fullmatch(wanted) if len(wanted) <= LONGEST_BACK else None
    return found[1] if found else ""
