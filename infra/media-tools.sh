#!/usr/bin/env bash
# Puts static ffmpeg and ffprobe (5.1 or newer, Linux x64) into the package of the functions app: its platform has none, and installs none.
# And the fonts that captions, cards and PDFs are set in, from this machine.
# FFMPEG_ARCHIVE is an address or a file (.tar.xz, .tar.gz), FFMPEG_SHA256 its hash. Both are yours to choose: so is the licence of the build.
set -euo pipefail
fonts=/usr/share/fonts/truetype/dejavu
tools=$(cd "$(dirname "$0")/.." && pwd)/functions/AzureHost/tools

[ -e "$fonts/DejaVuSans-Bold.ttf" ] || { echo "Install the fonts first: sudo apt-get install fonts-dejavu-core" >&2; exit 1; }
mkdir -p "$tools"
cp "$fonts/DejaVuSans.ttf" "$fonts/DejaVuSans-Bold.ttf" "$tools/"
if [ -x "$tools/ffmpeg" ] && [ -x "$tools/ffprobe" ]; then exit 0; fi
if [ -z "${FFMPEG_ARCHIVE:-}" ] || [ -z "${FFMPEG_SHA256:-}" ]; then
  echo "The functions app needs static ffmpeg and ffprobe for Linux x64. Set FFMPEG_ARCHIVE (an address or a file) and FFMPEG_SHA256," >&2
  echo "or put both programs into functions/AzureHost/tools. See docs/azure.md." >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $FFMPEG_ARCHIVE in
  https://*) curl -fsSL --proto '=https' --retry 3 -o "$work/archive" "$FFMPEG_ARCHIVE" ;;
  *) cp "$FFMPEG_ARCHIVE" "$work/archive" ;;
esac
echo "$FFMPEG_SHA256  $work/archive" | sha256sum --check --quiet
mkdir "$work/all" "$work/found"
tar -xf "$work/archive" -C "$work/all"
find "$work/all" -type f \( -name ffmpeg -o -name ffprobe \) -exec cp {} "$work/found/" \;
for tool in ffmpeg ffprobe; do
  [ -e "$work/found/$tool" ] || { echo "There is no $tool in $FFMPEG_ARCHIVE." >&2; exit 1; }
  chmod 755 "$work/found/$tool"
done
# What the app asks of it: text in a font of ours, H.264 and AAC.
"$work/found/ffmpeg" -v error -f lavfi -i color=s=64x64:d=0.1 -f lavfi -i anullsrc -t 0.1 -vf "drawtext=fontfile=$tools/DejaVuSans.ttf:text=a" -c:v libx264 -c:a aac -f null - ||
  { echo "This ffmpeg can't do what the app needs: it wants libx264, AAC and drawtext (libfreetype)." >&2; exit 1; }
mv "$work/found/ffmpeg" "$work/found/ffprobe" "$tools/"
