"""From a post to its tags. Owns every tag of models/tags.py; knows nothing of authors, history, windows or decisions.

`Belonging` (match.py) says whose post it is; `Tagger` (tagger.py) says what it says. Both are built once from the
campaigns, hold no state but bounded caches of pure results, and can be pickled into other processes.
"""

from pipelines.tags.matching.stories import Belonging, Matcher
from pipelines.tags.tagger import Tagger

__all__ = ["Belonging", "Matcher", "Tagger"]
