"""What a screen needs, loaded and judged.

Queries in, rules applied, one picture (`udp_core.domain.pictures`) out.
"""
