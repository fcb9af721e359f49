"""Questions of a simulation, and on the scenarios kept."""
