#!/bin/sh
# Installs what the board's browser tests need: Debian's Chromium and a font. Does nothing where it is there.
set -eu
command -v chromium >/dev/null && exit 0
test "$(id -u)" = 0 && command -v apt-get >/dev/null || { echo "install Chromium, or set LISTENER_TEST_CHROMIUM" >&2; exit 1; }
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
