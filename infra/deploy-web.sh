#!/usr/bin/env bash
# deploy-web.sh FILE: puts a kept build of the page (web.zip) into the static web app. azd deploys only what it has just built.
set -euo pipefail
zip=$(realpath "${1:?"deploy-web.sh FILE"}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unzip -q "$zip" -d "$folder/site"

group=$(azd env get-value AZURE_RESOURCE_GROUP)
name=$(azd env get-value SHORTLOOP_STATIC_WEB_NAME)
# Asked for with our own identity, good for this page, and handed over in the environment: it stands in no list of processes.
SWA_CLI_DEPLOYMENT_TOKEN=$(az staticwebapp secrets list --resource-group "$group" --name "$name" --query properties.apiKey --output tsv)
export SWA_CLI_DEPLOYMENT_TOKEN
# From above: the client refuses to run in what it puts there.
cd "$folder"
npx --yes @azure/static-web-apps-cli@2.0.10 deploy site --env production
# It may end well although nothing was put there.
state=$(az staticwebapp environment list --resource-group "$group" --name "$name" --query "[?name=='default'].status | [0]" --output tsv)
[ "$state" = Ready ] || { echo "The page is not there: its deployment is in the state '$state'." >&2; exit 1; }
