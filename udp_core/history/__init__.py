"""What changed, who changed it, why: in words."""
