"""Measuring: from a sample to all that is told of an audience."""

from msgspec.structs import asdict

from models.campaigns import Campaign
from models.movement import AudienceMovement, MovementSample
from pipelines.movement.conversions import measure_conversion
from pipelines.movement.grid import date_of, make_grid
from pipelines.movement.intervals import measure_count
from pipelines.movement.momentum import find_momentum


def measure_movement(sample: MovementSample, campaign: Campaign, audience: str) -> AudienceMovement:
    """What a sample tells of an audience."""
    grid = make_grid(sample)
    return AudienceMovement(
        campaign=campaign.name,
        audience=audience,
        first_day=date_of(grid.first) if grid else None,
        last_day=date_of(grid.last) if grid else None,
        authors=measure_count(len(grid.travellers) if grid else 0, sample.share),
        sampled_share=sample.share,
        momentum=find_momentum(grid, campaign.policy),
        conversion=measure_conversion(grid),
        policy=asdict(campaign.policy.movement),
    )
