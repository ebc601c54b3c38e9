#!/usr/bin/env bash
# The app is built on the official packages; MSBuild takes the choice from this variable, and azd hands it on.
set -euo pipefail
if [ "${FunctionsSdk:-}" != azure ]; then
  echo "Set FunctionsSdk=azure first: export FunctionsSdk=azure" >&2
  exit 1
fi
"$(dirname "$0")/../media-tools.sh"
