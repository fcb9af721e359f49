"""On what the work rests: laws, agreements, regulations, appointments, who answers for what."""
