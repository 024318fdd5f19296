#!/usr/bin/env bash
# Sets up what Mirat needs: system libraries, a virtual environment, pinned dependencies.
# Does nothing where that is done already. `setup.sh dev` adds what the tests need.
set -euo pipefail
cd "$(dirname "$0")/.."

extra=""
libraries="libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1
  libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0
  libxcb-render-util0 libxcb-randr0 libxcb-shape0 libxcb-xkb1"
if [ "${1:-}" = dev ]; then
  extra="[dev]"
  libraries="$libraries xvfb poppler-utils qpdf"
fi

# --- system libraries: installed where we may, else named in one line ---
if command -v dpkg-query >/dev/null; then
  missing=""
  for package in $libraries; do
    # A library renamed by Debian (libglib2.0-0t64) counts as there.
    status="$(dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null || true)"
    case "$status" in *"ok installed"*) ;; *) missing="$missing $package" ;; esac
  done
  if [ -n "$missing" ]; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if [ -z "$as_root" ] || sudo -n true 2>/dev/null; then
      echo "Installing system libraries:$missing"
      ($as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        $as_root apt-get install -y -qq --no-install-recommends $missing) >/dev/null ||
        echo "Could not install them; please run: sudo apt-get install$missing" >&2
    else
      echo "Missing system libraries; please run: sudo apt-get install$missing" >&2
    fi
  fi
elif [ "$(uname)" = Linux ]; then
  echo "On this Linux please see to it that Qt's libraries are there (Debian's names: $libraries)" >&2
fi

# --- Python ---
python="${PYTHON:-python3.11}"
command -v "$python" >/dev/null || python=python3
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Mirat needs Python 3.11 or newer; $python is $("$python" -V 2>&1)." >&2
  exit 1
}

# --- the virtual environment, made again only when what it must hold has changed ---
wanted="$(cat pyproject.toml packaging/constraints.txt | cksum)"
stamp=".venv/mirat-setup"
have="$(cat "$stamp" 2>/dev/null || true)"
if [ "$have" != "$wanted dev" ] && { [ -n "$extra" ] || [ "$have" != "$wanted" ]; }; then
  echo "Installing Python packages into .venv (about 2.4 GB, a few minutes)…"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  # torch first and by its exact version: where a CPU build lies on disk or at an index named
  # in PIP_ARGS, pip takes that one, and the packages below are content with it.
  torch="$(grep '^torch==' packaging/constraints.txt)"
  .venv/bin/pip install --quiet --disable-pip-version-check ${PIP_ARGS:-} "$torch"
  .venv/bin/pip install --quiet --disable-pip-version-check ${PIP_ARGS:-} \
    -c packaging/constraints.txt -e ".$extra"
  echo "$wanted${extra:+ dev}" >"$stamp"
fi
