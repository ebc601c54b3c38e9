#!/usr/bin/env bash
# What has to be known before a deployment, and isn't where azd's environment is new each time (a pipeline).
set -euo pipefail
: "${AZURE_ENV_NAME:?}" "${AZURE_SUBSCRIPTION_ID:?}"
group=rg-$AZURE_ENV_NAME

# az has a subscription of its own; in another one than azd's it would find nothing of what is there, and a deployment would take it away.
chosen=$(az account show --query id --output tsv)
if [ "$chosen" != "$AZURE_SUBSCRIPTION_ID" ]; then
  echo "az works in the subscription $chosen, azd in $AZURE_SUBSCRIPTION_ID. First: az account set --subscription $AZURE_SUBSCRIPTION_ID" >&2; exit 1
fi

# Flex Consumption and the render job run on the first, also in subscriptions that have never used it.
providers="Microsoft.App Microsoft.EventGrid"
[ "${SHORTLOOP_DURABLE_BACKEND:-}" != scheduler ] || providers="$providers Microsoft.DurableTask"
for provider in $providers; do
  az provider register --namespace "$provider" --only-show-errors --output none
done

exists=$(az group exists --name "$group")

# A budget's first month can't change once it is made.
if [ -z "${SHORTLOOP_BUDGET_START:-}" ]; then
  start=""
  if [ "$exists" = true ]; then
    start=$(az rest --method get --query 'value[0].properties.timePeriod.startDate' --output tsv \
      --url "/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$group/providers/Microsoft.Consumption/budgets?api-version=2024-08-01")
  fi
  start=${start:0:10}
  azd env set SHORTLOOP_BUDGET_START "${start:-$(date -u +%Y-%m-01)}"
fi

# What the render job runs now goes on until a release brings another, whoever brought this one.
if [ "$exists" = true ]; then
  image=$(az containerapp job list --resource-group "$group" --output tsv \
    --query "[?starts_with(name, 'job-render-')].properties.template.containers[0].image | [0]")
  [ -z "$image" ] || azd env set SHORTLOOP_RENDER_IMAGE "$image"
fi

# What the app refers to: those of our secrets that are in the vault, whoever put them there, and those said here. A deployment takes all others from the app.
if [ "$exists" = true ]; then
  vault=$(az resource list --resource-group "$group" --resource-type Microsoft.KeyVault/vaults --query "[?starts_with(name, 'kv-')].name | [0]" --output tsv)
  if [ -n "$vault" ]; then
    here=$(cd "$(dirname "$0")" && pwd)
    kept=$("$here/vault-secrets.sh" "$group" "$vault")
    names=${SHORTLOOP_SECRETS:-}
    while IFS= read -r name; do
      case ",$names," in *",$name,"*) continue ;; esac
      if grep -qx "$(tr '[:upper:]_' '[:lower:]-' <<<"${name#SHORTLOOP_}")" <<<"$kept"; then names="${names:+$names,}$name"; fi
    done < <(grep -o 'SHORTLOOP_[A-Z_]*' "$here/../secrets.json")
    [ "$names" = "${SHORTLOOP_SECRETS:-}" ] || azd env set SHORTLOOP_SECRETS "$names"
  fi
fi
