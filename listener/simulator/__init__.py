"""Simulator: audiences whose truth is known. Owns scenarios and the posts they make; knows nothing of decisions.

`found` loads a scenario, `simulate` writes its posts and its truth. The same seed, the same bytes.
"""

from listener.simulator.reading import found, parsed, shipped
from listener.simulator.scenario import Scenario
from listener.simulator.simulate import Simulation, simulate
from listener.simulator.truth import Truth

__all__ = ["Scenario", "Simulation", "Truth", "found", "parsed", "shipped", "simulate"]
