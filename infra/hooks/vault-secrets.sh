#!/usr/bin/env bash
# vault-secrets.sh GROUP VAULT: names of the secrets in the vault that are enabled, a line each. Asked of Azure's control plane, which knows names and no
# values: a pipeline's machine is let in there also when the vault's network is private, and needs no role in the vault.
set -euo pipefail
: "${AZURE_SUBSCRIPTION_ID:?}"
page="/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$1/providers/Microsoft.KeyVault/vaults/$2/secrets?api-version=2024-11-01"
while [ -n "$page" ]; do
  answer=$(az rest --method get --url "$page" --query "[join(',', value[?properties.attributes.enabled].name), nextLink || '']" --output tsv)
  { IFS= read -r names; IFS= read -r page; } <<<"$answer" || page=''
  if [ -n "$names" ]; then tr ',' '\n' <<<"$names"; fi
done
