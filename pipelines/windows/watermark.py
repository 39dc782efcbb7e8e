"""Watermark: the event time before which no more posts are expected, by what each tagging partition reports.

Each partition of `posts` reports the greatest event time that it has seen. The watermark is the least of these, less
the lateness that the policy allows. No wall clock enters it. Nor does the order in which the partitions report, but
for idle ones: such a report counts for as far as the others had come when it was taken.
"""

from msgspec.structs import replace

from models.marks import Progress
from models.policy import Policy
from models.posts import HOUR_MS, MINUTE_MS, Millis, millis
from pipelines.windows.state import AudienceHead, PartitionProgress


def record_progress(head: AudienceHead, progress: Progress) -> AudienceHead:
    """The head with a partition's report. Event time never goes back; a repeat returns the same head.

    An idle partition (read to its end, and quiet) is taken to be as far as the furthest is now, and no further: once
    the others go on, they wait for its next report. A topic's partitions are only ever raised: who still counts fewer
    of them has not heard of it yet.
    """
    before = head.progress.get(progress.partition, PartitionProgress(0, False))
    furthest = [each.reached for each in head.progress.values()] if progress.idle else []
    after = PartitionProgress(max(before.reached, millis(progress.reached), *furthest), progress.final)
    count = max(progress.partitions, head.partition_count)
    if after == before and count == head.partition_count:
        return head
    by_partition = {**head.progress, progress.partition: after}
    return replace(head, progress=by_partition, partition_count=count)


def find_watermark(head: AudienceHead, policy: Policy) -> Millis | None:
    """The watermark, or None until every partition has reported.

    A partition whose sources have ended (`final`) has no late posts, so no lateness is taken off.
    """
    if len(head.progress) < max(head.partition_count, 1):
        return None
    lateness = round(policy.time.closing_lateness_minutes * MINUTE_MS)
    return min(each.reached if each.final else each.reached - lateness for each in head.progress.values())


def last_passed_hour(watermark: Millis) -> int:
    """The number of the last hour that lies wholly before the watermark."""
    return watermark // HOUR_MS - 1
