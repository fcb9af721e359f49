"""The programme compiled into terms: what the levers start from and cost."""
