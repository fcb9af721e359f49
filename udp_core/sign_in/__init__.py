"""Proving who one is: passwords, invitations, sessions.

What may then be done is `domain.access`'s.
"""
