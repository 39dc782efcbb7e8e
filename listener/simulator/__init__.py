"""Simulator: audiences whose truth is known. Owns scenarios and the posts they make; knows nothing of decisions.

`load_scenario` reads a story, `simulate` makes its posts and its truth. The same seed, the same bytes.

scenario_file/ reads what a scenario says; audience/ draws, as arrays, who posts when and what it shows, and computes
what is true; posts/ makes text and NDJSON of the arrays; scenarios/ has the stories that come with us.
"""

from listener.simulator.audience.truth import Truth
from listener.simulator.scenario_file.parsing import load_scenario, parse_scenario, shipped_scenarios
from listener.simulator.scenario_file.scenario import Scenario
from listener.simulator.simulate import Simulation, simulate

__all__ = ["Scenario", "Simulation", "Truth", "load_scenario", "parse_scenario", "shipped_scenarios", "simulate"]
