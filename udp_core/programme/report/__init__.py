"""The programme and one scheda as the screens need them."""
