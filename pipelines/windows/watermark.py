"""Watermark: how far event time has surely come, by what every tagging partition says of itself."""

from msgspec.structs import replace

from models.marks import Progress
from models.policy import Policy
from models.posts import HOUR_MS, MINUTE_MS, Millis, millis
from pipelines.windows.state import AudienceHead, PartitionProgress


def record_progress(head: AudienceHead, progress: Progress) -> AudienceHead:
    """With a partition's progress noted. Time reached never goes back; a repeat changes nothing.

    One that is idle comes as far as any other is by now, and no further: when it speaks again, it is waited for.
    """
    before = head.progress.get(progress.partition, PartitionProgress(0, False))
    others = [reach.reached for reach in head.progress.values()] if progress.idle else []
    reach = PartitionProgress(max(before.reached, millis(progress.reached), *others), progress.final)
    if reach == before and progress.partitions == head.partition_count:
        return head
    reached = {**head.progress, progress.partition: reach}
    return replace(head, progress=reached, partition_count=progress.partitions)


def watermark(head: AudienceHead, policy: Policy) -> Millis | None:
    """Nothing older is to be expected; None while a partition was not heard from.

    The least of the partitions' own, less the lateness that is allowed; a partition that has ended needs none.
    """
    if len(head.progress) < max(head.partition_count, 1):
        return None
    lateness = round(policy.time.closing_lateness_minutes * MINUTE_MS)
    return min(reach.reached if reach.final else reach.reached - lateness for reach in head.progress.values())


def last_passed_hour(mark: Millis) -> int:
    """The last hour that the watermark has wholly passed."""
    return mark // HOUR_MS - 1
