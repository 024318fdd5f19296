#!/usr/bin/env bash
# Writes packaging/constraints.txt anew from a fresh environment: the versions of everything the
# program, its tests and its recipes install. Run it to move to newer versions, then `make check`.
set -euo pipefail
cd "$(dirname "$0")/.."
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3.11}" -m venv "$place"
"$place/bin/pip" install --quiet ${PIP_ARGS:-} ${TORCH:-torch}
"$place/bin/pip" install --quiet ${PIP_ARGS:-} ".[dev,models]"
{
  echo "# Made by packaging/freeze.sh; the only place where versions are pinned."
  "$place/bin/pip" freeze --exclude mirat | sed 's/ @ .*//; s/+cpu$//'
} >packaging/constraints.txt
