#!/usr/bin/env bash
# Builds the render job's image in the registry, where no Docker is needed here, and gives it to the job. azd itself can't deploy jobs.
set -euo pipefail
: "${SHORTLOOP_REGISTRY_NAME:?}" "${SHORTLOOP_RENDER_JOB_NAME:?}" "${AZURE_RESOURCE_GROUP:?}"
# A roll-back has chosen an image already; one release builds it once.
[ "${SHORTLOOP_KEEP_IMAGE:-}" != true ] || exit 0
root=$(cd "$(dirname "$0")/../.." && pwd)

# A release's image has the name that its tag.txt says: rollback.sh looks for it there.
tag=${SHORTLOOP_RENDER_TAG:-}
if [ -z "$tag" ]; then
  tag=$(git -C "$root" rev-parse --short=12 HEAD)
  [ -z "$(git -C "$root" status --porcelain)" ] || tag="$tag-$(date -u +%Y%m%d%H%M%S)"
fi
image="$SHORTLOOP_REGISTRY_NAME.azurecr.io/render:$tag"

# The job is asked, not this environment: another machine may have brought a release since.
runs=$(az containerapp job show --resource-group "$AZURE_RESOURCE_GROUP" --name "$SHORTLOOP_RENDER_JOB_NAME" --query 'properties.template.containers[0].image' --output tsv)
if [ "$runs" = "$image" ]; then exit 0; fi
az acr build --registry "$SHORTLOOP_REGISTRY_NAME" --image "render:$tag" --file "$root/render/Dockerfile" "$root" --only-show-errors
az containerapp job update --resource-group "$AZURE_RESOURCE_GROUP" --name "$SHORTLOOP_RENDER_JOB_NAME" --image "$image" --output none

# The next provisioning keeps this image.
azd env set SHORTLOOP_RENDER_IMAGE "$image"
