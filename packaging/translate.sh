#!/bin/sh
# Brings the catalogues of all languages up to date with the source, and tells what is left to translate.
# A word after it begins another language, such as: sh packaging/translate.sh pt
set -eu
cd "$(dirname "$0")/.."
exec .venv/bin/python packaging/translations.py "$@"
