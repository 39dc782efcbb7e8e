#!/usr/bin/env bash
# Asks the database of advisories about every package that we pin. Fails where one is known to be bad; where the
# database does not answer, says so with the day, and fails nothing: no news is no clearance.
set -euo pipefail
cd "$(dirname "$0")/../.."
note() { echo "note, $(date -u +%F): $1: nothing was audited" >&2; exit 0; }

tool=build/audit
[[ -x $tool/bin/pip-audit ]] || {
  "${PYTHON:-python3}" -m venv "$tool"
  "$tool/bin/python" -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3' || note "pip-audit cannot be had"
}
answer=$(timeout 300 "$tool/bin/pip-audit" -r constraints.txt --disable-pip --no-deps --progress-spinner off -f json 2>/dev/null) || true
[[ -n $answer ]] || note "the database of advisories does not answer"
"$tool/bin/python" - "$answer" <<'PYTHON'
import json, sys
from datetime import UTC, datetime

found = json.loads(sys.argv[1])["dependencies"]
asked = [each for each in found if "vulns" in each]
bad = [each for each in asked if each["vulns"]]
for each in bad:
    print(f"{each['name']} {each['version']}: {', '.join(known['id'] for known in each['vulns'])}")
today = f"{datetime.now(UTC):%Y-%m-%d}"
if not asked:
    print(f"note, {today}: the database of advisories does not answer: nothing was audited", file=sys.stderr)
else:
    print(f"{today}: {len(asked)} of {len(found)} packages audited, {len(bad)} with advisories")
sys.exit(bool(bad))
PYTHON
