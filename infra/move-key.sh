#!/usr/bin/env bash
# move-key.sh < DATA/keys.json: brings the keys of an installation on one machine into the vault, before the app's first start there (docs/azure-move.md).
# The first key that provisioning made is disabled: nothing was sealed with it yet. Safe to repeat.
set -euo pipefail
if [ -t 0 ]; then echo "move-key.sh < DATA/keys.json" >&2; exit 2; fi

# A line for each: number, key, whether it was put away. Keys go through pipes only, so that they stand in no list of processes and in no file.
keys=$(jq -r '
  [((.tokenKeys // {}) | to_entries[] | . + {away: false}), ((.retiredTokenKeys // {}) | to_entries[] | . + {away: true})]
  | if any(.away | not) then . else error("tokenKeys holds no key") end
  | if all((.key | test("^[1-9][0-9]*$")) and (.value | type == "string" and test("^[A-Za-z0-9+/]{43}=$"))) then .
    else error("a key has no number, or is not 32 bytes in Base64") end
  | sort_by(.key | tonumber)[] | "\(.key) \(.value) \(.away)"')

vault=$(azd env get-value SHORTLOOP_VAULT_NAME)
versions() { az keyvault secret list-versions --vault-name "$vault" --name token-key --query "[?attributes.enabled && tags.moved$1'true'].[id, tags.key]" --output tsv; }
there=$(versions '!=')
moved=$(versions '==' | cut -f2)
if cut -f2 <<<"$there" | grep -Eq '^([2-9]|1[0-9])'; then
  echo "The app has made keys of its own in $vault: it has run there, and what it sealed would not open any more. Nothing was changed." >&2; exit 1
fi

# First: without any key the app doesn't start, with a wrong one it would seal.
while IFS=$'\t' read -r id _; do
  [ -z "$id" ] || az keyvault secret set-attributes --id "$id" --enabled false --output none </dev/null
done <<<"$there"

printf '%s\n' "$keys" | while read -r number key away; do
  # An earlier try came so far.
  if grep -qx "$number" <<<"$moved"; then continue; fi
  printf '%s' "$key" | az keyvault secret set --vault-name "$vault" --name token-key --file /dev/stdin \
    --tags "key=$number" moved=true --disabled "$away" --output none
  echo "Key $number is in the vault$( [ "$away" = false ] || echo ', disabled as it was')." >&2
done
