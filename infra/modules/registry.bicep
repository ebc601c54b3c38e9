// The render job's images. Reached publicly also with private networking, because images are built outside of it; open to identities only.
param location string
param tags object
@minLength(13)
param token string
param workspaceId string

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: 'cr${token}'
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: registry
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'ContainerRegistryLoginEvents', enabled: true }]
  }
}

output name string = registry.name
output loginServer string = registry.properties.loginServer
