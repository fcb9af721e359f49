"""The annual programme: schede, actions, money, lights."""
