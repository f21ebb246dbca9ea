#!/bin/sh
# Renews the lock files from pyproject.toml: exact versions with hashes, for every system and Python.
# They name no package index, so that the same files serve a mirror.
set -eu
cd "$(dirname "$0")/.."
uv lock -q --upgrade
export='uv export -q --frozen --format requirements.txt --no-header --no-emit-project --no-annotate'
$export --no-dev -o requirements.lock >/dev/null
$export --only-dev -o requirements-dev.lock >/dev/null
