"""The commands of `udp` by what they are for; each module adds its own with `register(app)`."""
