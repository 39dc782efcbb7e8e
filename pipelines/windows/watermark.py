"""Watermark: how far event time has surely come, by what every tagging partition says of itself."""

from msgspec.structs import replace

from models.marks import Progress
from models.policy import Policy
from models.posts import HOUR_MS, Millis, millis
from pipelines.windows.state import Head, PartitionProgress

MINUTE_MS = 60_000


def advanced(head: Head, progress: Progress) -> Head:
    """With a partition's progress noted. Time reached never goes back; a repeat changes nothing.

    One that is idle comes as far as any other is by now, and no further: when it speaks again, it is waited for.
    """
    before = head.reached.get(progress.partition, PartitionProgress(0, False))
    others = [reach.at for reach in head.reached.values()] if progress.idle else []
    reach = PartitionProgress(max(before.at, millis(progress.reached), *others), progress.end)
    if reach == before and progress.partitions == head.partitions:
        return head
    reached = {**head.reached, progress.partition: reach}
    return replace(head, reached=reached, partitions=progress.partitions)


def watermark(head: Head, policy: Policy) -> Millis | None:
    """Nothing older is to be expected; None while a partition was not heard from.

    The least of the partitions' own, less the lateness that is allowed; a partition that has ended needs none.
    """
    if len(head.reached) < max(head.partitions, 1):
        return None
    lateness = round(policy.time.closing_lateness_minutes * MINUTE_MS)
    return min(reach.at if reach.end else reach.at - lateness for reach in head.reached.values())


def passed_hour(mark: Millis) -> int:
    """The last hour that the watermark has wholly passed."""
    return mark // HOUR_MS - 1
