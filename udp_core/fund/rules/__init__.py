"""Equilibrium, forecast, voci and identities: pure."""
