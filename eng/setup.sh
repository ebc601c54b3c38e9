# Sourced by ./run, ./test and ./bench: installs what is missing, or says exactly what to install. Every step shows a bar and
# writes to artifacts/setup.log; nothing is done twice.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log="$root/artifacts/setup.log"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
mkdir -p "$root/artifacts"

fail() { printf '%s\n' "$@" >&2; exit 3; }

# step N TOTAL TITLE COMMAND...: a bar that moves while the command runs; on failure the end of its output.
step() {
  local at=$1 total=$2 title=$3 begun=$SECONDS; shift 3
  printf '\n== %s\n' "$title" >>"$log"
  "$@" >>"$log" 2>&1 &
  local job=$!
  if [ -t 2 ]; then
    while kill -0 "$job" 2>/dev/null; do bar "$at" "$total" "$title" $((SECONDS - begun)); sleep 0.2; done
  fi
  if wait "$job"; then
    [ ! -t 2 ] || bar $((at + 1)) "$total" "$title" $((SECONDS - begun))
    printf '%s' "$([ -t 2 ] && echo $'\n' || printf 'Set-up %d/%d %s (%d s)\n' $((at + 1)) "$total" "$title" $((SECONDS - begun)))" >&2
    [ -t 2 ] || printf '\n' >&2
  else
    [ ! -t 2 ] || printf '\n' >&2
    tail -n 15 "$log" >&2
    fail "$title did not work. The whole output is in artifacts/setup.log."
  fi
}

bar() {
  local filled=$(($1 * 30 / $2))
  printf '\rSet-up  [%s%s] %d/%d  %s  %d s ' "$(printf '%*s' "$filled" '' | tr ' ' '#')" "$(printf '%*s' $((30 - filled)) '' | tr ' ' '.')" "$1" "$2" "$3" "$4" >&2
}

have_dotnet() { command -v dotnet >/dev/null && dotnet --list-sdks | grep -q '^1[0-9]\.'; }

# Commands and the Debian packages that bring them; "font" stands for a font that the overlays are drawn with.
missing_packages() {
  local need="ffmpeg:ffmpeg ffprobe:ffmpeg $*" pair out=""
  for pair in $need; do command -v "${pair%%:*}" >/dev/null || out="$out ${pair#*:}"; done
  [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || out="$out fonts-dejavu-core"
  printf '%s' "$out" | tr ' ' '\n' | sort -u | tr '\n' ' '
}

apt_install() {
  local as=""; [ "$(id -u)" = 0 ] || as="sudo -n"
  $as apt-get update -qq && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

may_apt() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }

need_tools() {
  have_dotnet || fail "Shortloop needs the .NET 10 SDK. Install it from https://dotnet.microsoft.com/download and start again."
  command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] \
    || fail "Shortloop needs Node.js 20 or newer. Install it from https://nodejs.org and start again."
  command -v npm >/dev/null || fail "Shortloop needs npm, which comes with Node.js. Install it and start again."
  packages=$(missing_packages "$@")
  if [ -n "${packages// /}" ] && ! may_apt; then
    fail "These are missing: $packages" "Install them (on Debian: sudo apt-get install $packages) and start again."
  fi
}

# stale STAMP PATHS...: true if the stamp is missing or any of the paths holds something newer.
stale() {
  local stamp=$1; shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name node_modules -o -name dist -o -name artifacts -o -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print -quit 2>/dev/null)" ]
}

npm_install() { (cd "$1" && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.stamp); }

web_build() { (cd "$root/static-web" && npm run build && touch dist/.stamp); }

sources="core orchestrations functions adapters render sdk sqlite engine local sandbox eng Directory.Build.props Directory.Build.targets Directory.Packages.props global.json"

app_build() {
  (cd "$root" && touch artifacts/.building \
    && for p in local render sandbox; do dotnet build "$p" -c Release -v q --nologo -p:RunAnalyzers=false || return 1; done \
    && mv artifacts/.building artifacts/.built)
}
