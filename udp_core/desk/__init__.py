"""The figures that are somebody’s to give, and who checks them."""
