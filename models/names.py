"""Names: what campaigns, audiences, routes and channels may be called, and the identifiers that sources give."""

from typing import Annotated

import msgspec

Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]  # safe in a Kafka key, a path and a label
SourceId = Annotated[str, msgspec.Meta(min_length=1, max_length=512)]  # of a post or an author, as its source has it
