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
exec python -m pytest "$@"
