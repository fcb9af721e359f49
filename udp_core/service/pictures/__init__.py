"""What a screen needs, loaded and judged: queries in, rules applied, one picture (`udp_core.domain.pictures`) out."""
