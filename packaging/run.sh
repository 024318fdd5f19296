#!/usr/bin/env bash
# Opens an article in the window; with no display says so and writes its annotated PDF.
set -euo pipefail
cd "$(dirname "$0")/.."
article="$1"
if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  pdf="build/$(basename "${article%%.*}").pdf"
  mkdir -p build
  echo "No display here, so no window: writing the article's annotated PDF to $pdf instead."
  exec .venv/bin/python main.py --export "$pdf" "$article"
fi
exec .venv/bin/python main.py "$article"
