// Vectors of videos, notes and knowledge, and the words of knowledge (docs/cloud-adapters.md).
param location string
param tags object
param token string
param workspaceId string
param publicAccess bool

@description('free has no private endpoint and no guarantee, and there is one a subscription.')
@allowed(['free', 'basic', 'standard', 'standard2'])
param sku string

@description('Two for reading with a guarantee, three for writing.')
param replicas int

param partitions int

resource service 'Microsoft.Search/searchServices@2025-05-01' = {
  name: 'srch-${token}'
  location: location
  tags: tags
  sku: { name: sku }
  properties: {
    replicaCount: replicas
    partitionCount: partitions
    disableLocalAuth: true
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    semanticSearch: 'disabled'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: service
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = service.id
output name string = service.name
output endpoint string = 'https://${service.name}.search.windows.net'
