"""The entities.

`udp_core.model.registry` lists them all and registers every table in `SQLModel.metadata`.
"""
