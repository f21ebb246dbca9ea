#!/bin/sh
# Sets up what is missing, then opens the example and reads it aloud; in a terminal without a screen it
# prints the story and its summary and writes the sound file instead. Words after it go to `reader open`.
set -eu
here=$(dirname "$0")
sh "$here/setup.sh"
[ $# -gt 0 ] || set -- --example
exec "$here/../.venv/bin/reader" open "$@"
