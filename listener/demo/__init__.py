"""The demo: a simulated campaign through the embedded broker and a real worker, in one process, start to end.

play.py runs the parts, script.py knows what happens in the scenario, reader.py reads votes, screen.py shows it.
"""

from listener.demo.play import play_demo

__all__ = ["play_demo"]
