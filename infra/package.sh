#!/usr/bin/env bash
# package.sh FOLDER: what a release consists of, as files that can be kept: api.zip, web.zip, and tag.txt of the render image.
set -euo pipefail
folder=${1:?"package.sh FOLDER"}
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder"; folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/infra/media-tools.sh"
dotnet publish "$root/functions/AzureHost" -c Release -p:FunctionsSdk=azure -o "$work/api" --nologo
(cd "$work/api" && zip -qr "$folder/api.zip" .)

(cd "$root/static-web" && npm ci --no-audit --no-fund && npm run build)
(cd "$root/static-web/dist" && zip -qr "$folder/web.zip" .)

git -C "$root" rev-parse --short=12 HEAD >"$folder/tag.txt"
