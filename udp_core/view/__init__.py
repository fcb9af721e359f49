"""What is shown, before how: final words and numbers, and the charts, tables and files made from them."""
