"""Questions on where figures come from, and the published tables read back."""
