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

# The window's tests mostly wait for screens and voices: the others run meanwhile. Those with a screen reader come
# alone afterwards: while a machine has too much to do, Qt hands over keys that Orca has not answered for too late.
told=$(mktemp)
trap 'kill "$window" 2>/dev/null || :; rm -f "$told"' EXIT
trap 'exit 130' INT TERM
python -m pytest tests/ui --ignore=tests/ui/orca >"$told" 2>&1 &
window=$!
failed=0
python -m pytest --ignore=tests/ui || failed=$?
wait "$window" || failed=$?
cat "$told"
python -m pytest tests/ui/orca || failed=$?
exit "$failed"
