#!/bin/sh
# Makes .venv beside the program with everything it needs; does nothing where that is done already.
#   sh packaging/setup.sh        what the program needs
#   sh packaging/setup.sh tests  and what its tests need
# As root on Debian or Ubuntu it also installs the system libraries that Qt's wheels expect;
# elsewhere it names what is missing, with the line that installs it.
set -eu
cd "$(dirname "$0")/.."
want=${1:-program}

say() { printf '%s\n' "reader: $*" >&2; }

libraries=$(sed 's/#.*//' packaging/debian/libraries.txt)
[ "$want" = tests ] && libraries="$libraries $(sed 's/#.*//' packaging/debian/test-tools.txt)"

# Which of Debian's packages are not here; a package renamed for 64-bit time counts as its old name.
missing() {
  for package in $libraries; do
    dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null | grep -q '^install ok installed' || printf '%s ' "$package"
  done
}

if command -v dpkg-query >/dev/null 2>&1; then
  lacking=$(missing)
  if [ -n "$lacking" ]; then
    if [ "$(id -u)" = 0 ]; then
      say "installing system packages: $lacking"
      apt-get update -q >/dev/null
      DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $lacking >/dev/null
    else
      say "without these system packages the window may not open. To install them:"
      say "    sudo apt-get install $lacking"
    fi
  fi
elif [ "$(uname -s)" = Linux ]; then
  say "this is not Debian: if the window does not open, 'reader doctor' names the libraries that are missing."
fi

python=
for name in python3 python3.13 python3.12 python3.11; do
  if command -v "$name" >/dev/null 2>&1; then python=$name; break; fi
done
if [ -z "$python" ]; then
  say "Python 3 is not here. On Debian and Ubuntu: sudo apt-get install python3 python3-venv"
  exit 1
fi

if command -v uv >/dev/null 2>&1; then
  uv=uv
else
  uv=.uv/bin/uv
  if [ ! -x "$uv" ]; then
    say "fetching uv, which installs the rest"
    if ! "$python" -m venv --clear .uv 2>/dev/null; then
      if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3-venv; } >/dev/null
        "$python" -m venv --clear .uv
      else
        say "Python lacks its venv module. On Debian and Ubuntu: sudo apt-get install python3-venv"
        exit 1
      fi
    fi
    .uv/bin/python -m pip install -q --disable-pip-version-check uv
  fi
fi

locks=requirements.lock
[ "$want" = tests ] && locks="$locks requirements-dev.lock"
# The stamp holds what was installed, so that a second start costs nothing.
stamp=.venv/installed-$want
now=$(cat pyproject.toml $locks | cksum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$now" ]; then
  say "installing the Python packages (about 250 MB the first time)"
  [ -x .venv/bin/python ] || [ -x .venv/Scripts/python.exe ] || "$uv" venv -q --allow-existing --python '>=3.11' .venv
  set --
  for lock in $locks; do set -- "$@" -r "$lock"; done
  # Compiled now, every command starts 60 ms sooner, also where Python must not write beside its modules.
  "$uv" pip install -q --python .venv --compile-bytecode --require-hashes "$@"
  "$uv" pip install -q --python .venv --no-deps --editable .
  "$(ls .venv/bin/python .venv/Scripts/python.exe 2>/dev/null | head -n 1)" -m compileall -q reader || :
  printf '%s' "$now" > "$stamp"
fi
