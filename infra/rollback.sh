#!/usr/bin/env bash
# rollback.sh FOLDER: puts an earlier release back: FOLDER holds its api.zip and web.zip, and tag.txt of its render image.
# Infrastructure and data stay as they are: releases read the documents of the one before and after them (docs/azure.md).
set -euo pipefail
release=${1:?"rollback.sh FOLDER"}
group=$(azd env get-value AZURE_RESOURCE_GROUP)
image=$(azd env get-value SHORTLOOP_REGISTRY_NAME).azurecr.io/render:$(cat "$release/tag.txt")

# Not azd deploy for the job: its hook would build the image of what is checked out.
az containerapp job update --resource-group "$group" --name "$(azd env get-value SHORTLOOP_RENDER_JOB_NAME)" --image "$image" --output none
azd env set SHORTLOOP_RENDER_IMAGE "$image"
SHORTLOOP_KEEP_IMAGE=true azd deploy api --from-package "$release/api.zip" --no-prompt
"$(dirname "$0")/deploy-web.sh" "$release/web.zip"
