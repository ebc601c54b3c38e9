#!/usr/bin/env bash
# smoke.sh ADDRESS [MINUTES]: whether a release works, asked from outside. Changes nothing. Exit code 0 only if everything did.
set -euo pipefail
address=${1:?"smoke.sh ADDRESS [MINUTES]"}; address=${address%/}
minutes=${2:-5}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# ask PATH [CURL OPTIONS]: prints the status; the body is in $answer. 000: no answer.
ask() { local path=$1; shift; curl -sS --max-time 30 -o "$answer" -w '%{http_code}' "$@" "$address$path" 2>/dev/null || true; }

# A release takes some minutes to be everywhere, and the first request after one starts it.
until=$((SECONDS + minutes * 60))
while status=$(ask /api/ready); [ "$status" != 200 ]; do
  if [ $SECONDS -ge "$until" ]; then
    echo "/api/ready says $status after $minutes minutes:" >&2; head -c 600 "$answer" >&2; echo >&2; exit 1
  fi
  sleep 10
done

failed=0
expect() {
  local what=$1 wanted=$2 got=$3 text=${4:-}
  if [ "$got" = "$wanted" ] && { [ -z "$text" ] || grep -q "$text" "$answer"; }; then echo "ok      $what"; return; fi
  echo "failed  $what: $got instead of $wanted$( [ -z "$text" ] || echo ", or not '$text'"): $(head -c 300 "$answer")" >&2; failed=1
}

expect "health"                                 200 "$(ask /api/health)" '"status":"ok"'
expect "the API's description"                  200 "$(ask /api/openapi.json)" '"openapi"'
expect "the page"                               200 "$(ask /)" '<div id="root"'
expect "a page below it, by the page's routing" 200 "$(ask /videos)" '<div id="root"'
# What we say to a key that is none, and to nothing else: the header came through the front ends as it was sent.
expect "a wrong API key is refused as a key" 401 "$(ask /api/v1/me -H 'Authorization: Bearer sk_shortloop_none')" 'API key'
exit $failed
