"""Imports its importer's other half: both see one another half-made."""

import module_cycle_other

name = "cycle"


def both():
    return name + " " + module_cycle_other.name
