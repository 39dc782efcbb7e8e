"""From a post to its tags. Owns every tag of models/tags.py; knows nothing of authors, history, windows or decisions.

`Matcher` (matching/) says whose post it is; `Tagger` (tagger.py) says what it says. Both are built once from the
campaigns, hold no state but bounded caches of pure results, and can be pickled into other processes.

The rooms, each importing only those before it: text; fast and linear; language, sentiment and acts; stance and
matching; document; classifiers; compose; tagger.
"""

from pipelines.tags.linear import stage_rates
from pipelines.tags.matching import Belonging, Matcher, MatchExplainer
from pipelines.tags.tagger import Tagger

__all__ = ["Belonging", "MatchExplainer", "Matcher", "Tagger", "stage_rates"]
