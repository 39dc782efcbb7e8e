"""Build: writes the dashboards as Grafana reads them: `python deploy/grafana/build.py [FOLDER]`."""

import json
import sys
from pathlib import Path
from typing import Any

import operations
import readiness
from grafana_foundation_sdk.builders.dashboard import Dashboard
from grafana_foundation_sdk.cog.encoder import JSONEncoder

FOLDER = Path(__file__).parent / "dashboards"

# What an annotation says: the SDK has no word for it.
TITLES = {
    "Signals": "{{decision}}: {{campaign}} {{audience}}",
    "Chapters": "{{campaign}} {{audience}}: {{chapter}}",
    "Outcomes": "{{campaign}}: more {{outcome}}",
    "Labels": "{{campaign}} {{audience}}: somebody read posts",
}


def plain(made: Dashboard) -> dict[str, Any]:
    """A dashboard as plain values, its panels numbered in their order."""
    found: dict[str, Any] = json.loads(JSONEncoder().encode(made.build()))
    for number, panel in enumerate(found["panels"], start=1):
        panel["id"] = number
    for annotation in found["annotations"].get("list", []):
        annotation["titleFormat"] = TITLES[annotation["name"]]
    return found


def main(folder: Path) -> None:
    """Writes one file a dashboard, named by its uid."""
    for module in (readiness, operations):
        found = plain(module.made())
        text = json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False)
        (folder / f"{found['uid']}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
