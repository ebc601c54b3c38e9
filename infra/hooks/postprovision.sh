#!/usr/bin/env bash
# Makes the first key that seals tokens, once; the app makes the next ones itself, as versions of the same secret (docs/keys.md).
set -euo pipefail
: "${SHORTLOOP_VAULT_NAME:?}" "${SHORTLOOP_FUNCTIONS_NAME:?}" "${AZURE_RESOURCE_GROUP:?}"

# Only who makes it has to be let into the vault, which a pipeline's machine is not when its network is private.
kept=$("$(dirname "$0")/vault-secrets.sh" "$AZURE_RESOURCE_GROUP" "$SHORTLOOP_VAULT_NAME")
if ! grep -qx token-key <<<"$kept"; then
  # Asked once more, of the vault itself: a second first key would make all that is sealed unreadable.
  # The role that lets us write is a moment old, and takes some minutes to be known everywhere.
  for try in 1 2 3 4 5 6 7 8 9 10; do
    if found=$(az keyvault secret list --vault-name "$SHORTLOOP_VAULT_NAME" --query "[?name=='token-key'] | length(@)" --output tsv 2>/tmp/vault.$$); then break; fi
    [ "$try" -lt 10 ] || { cat "/tmp/vault.$$" >&2; rm -f "/tmp/vault.$$"; exit 1; }
    sleep 30
  done
  rm -f "/tmp/vault.$$"

  if [ "$found" = 0 ]; then
    # From a pipe, so that it stands in no list of processes and in no file.
    openssl rand -base64 32 | tr -d '\n' | az keyvault secret set --vault-name "$SHORTLOOP_VAULT_NAME" --name token-key --file /dev/stdin --tags key=1 --output none
  fi
fi

# Without references there is nothing to look at anew, on a first day not even an app.
[ -n "${SHORTLOOP_SECRETS:-}" ] || exit 0

# Otherwise the app would see new secrets within a day.
app=$(az functionapp show --resource-group "$AZURE_RESOURCE_GROUP" --name "$SHORTLOOP_FUNCTIONS_NAME" --query id --output tsv)
az rest --method post --url "$app/config/configreferences/appsettings/refresh?api-version=2022-03-01" --output none
