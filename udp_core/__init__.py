"""Library of the district dashboard.

Plan, budget and indicator models, their rules and their storage.
"""
