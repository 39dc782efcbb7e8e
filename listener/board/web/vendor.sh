#!/bin/sh
# Fetches the charting library anew, as it stands in static/vendor: a pinned release, checked against its checksum.
# Needs npm, and only for this: what it fetches is in the repository and in the package.
set -eu
NAME=uplot VERSION=1.6.32
SHA256=4b8a8191e425658e3ea8c8c1314b0fc679c861ee3a1af2b20c7b16ba50b5133d

there=$(cd "$(dirname "$0")/static/vendor/uplot" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "$NAME@$VERSION" >/dev/null
echo "$SHA256  $NAME-$VERSION.tgz" | sha256sum -c --quiet
tar xzf "$NAME-$VERSION.tgz"
install -m 644 package/LICENSE package/dist/uPlot.iife.min.js package/dist/uPlot.min.css "$there"
echo "$NAME $VERSION is in $there"
