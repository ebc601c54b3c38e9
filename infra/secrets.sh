#!/usr/bin/env bash
# secrets.sh NAME: puts a secret of infra/secrets.json into the vault, from standard input. secrets.sh: lists them.
# Then: azd provision, so that the app refers to it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
known=$(grep -o 'SHORTLOOP_[A-Z_]*' "$here/secrets.json")

if [ $# -ne 1 ]; then echo "$known"; exit 0; fi
grep -qx "$1" <<<"$known" || { echo "$1 is no secret of this product. They are:" >&2; echo "$known" >&2; exit 2; }

vault=$(azd env get-value SHORTLOOP_VAULT_NAME)
name=$(tr '[:upper:]_' '[:lower:]-' <<<"${1#SHORTLOOP_}")
if [ -t 0 ]; then read -rsp "$1: " value && echo >&2; else IFS= read -r value || [ -n "$value" ]; fi
[ -n "$value" ] || { echo "Nothing was given; nothing was changed." >&2; exit 2; }
printf '%s' "$value" | az keyvault secret set --vault-name "$vault" --name "$name" --file /dev/stdin --output none

all=$(azd env get-value SHORTLOOP_SECRETS 2>/dev/null) || all=''
case ",$all," in
  *",$1,"*) ;;
  *) azd env set SHORTLOOP_SECRETS "${all:+$all,}$1" ;;
esac
echo "$1 is in the vault. Now: azd provision" >&2
