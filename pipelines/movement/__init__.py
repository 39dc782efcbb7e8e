"""Movement: what an audience's journeys come to over weeks. Pure: event time is an argument.

posts ------> observations    `observing`, `sample_reader`: what of a post counts
observation -> sample         `travellers`: a bounded sample of authors, set-like: order and repeats change nothing;
                              `leaving_out`: without who is erased
sample ------> grid           `grid`: authors by days, as arrays
grid --------> figures        `momentum`, `conversions`, `calls`, `outcome_series`, `voices`, `community`; `measuring`
                              has all of them; `baselines`: before the campaign; `reviews`, `lessons`: after it
"""

from pipelines.movement.baselines import measure_baseline
from pipelines.movement.chapter_spans import find_beginnings, find_releases
from pipelines.movement.leaving_out import leave_out_after
from pipelines.movement.measuring import measure_movement
from pipelines.movement.observing import Observation, observe_post
from pipelines.movement.outcome_series import find_known_authors, latest_reports
from pipelines.movement.reviews import review_campaign
from pipelines.movement.sample_reader import MovementReader
from pipelines.movement.travellers import add_observations, merge_samples, new_sample

__all__ = [
    "MovementReader",
    "Observation",
    "add_observations",
    "find_beginnings",
    "find_known_authors",
    "find_releases",
    "latest_reports",
    "leave_out_after",
    "measure_baseline",
    "measure_movement",
    "merge_samples",
    "new_sample",
    "observe_post",
    "review_campaign",
]
