#!/bin/sh
# Sets up what is missing, then does all that every change must pass: format, lint, types, contracts, tests.
# Words after it go to pytest, such as: sh packaging/test.sh tests/core
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh tests
PATH="$PWD/.venv/bin:$PATH"
ruff format --check .
ruff check .
mypy
lint-imports
[ $# = 0 ] || exec python -m pytest "$@"

# The window's tests mostly wait for screens, voices and screen readers: the others run meanwhile.
told=$(mktemp)
trap 'kill "$window" 2>/dev/null || :; rm -f "$told"' EXIT
trap 'exit 130' INT TERM
python -m pytest tests/ui >"$told" 2>&1 &
window=$!
others=0
python -m pytest --ignore=tests/ui || others=$?
windows=0
wait "$window" || windows=$?
cat "$told"
[ "$others" = 0 ] || exit "$others"
exit "$windows"
