"""What if, in final words and numbers: for the browser, for tables, for charts."""
