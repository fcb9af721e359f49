"""Asking figures of a body outside, and giving them through a link."""
