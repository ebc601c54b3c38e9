// Secrets of others' services and the keys that seal tokens. Nothing here gives one out; infra/secrets.sh puts them in.
param location string
param tags object
param name string
param workspaceId string
param publicAccess bool

@description('With private networking: from where operators put secrets in, such as 203.0.113.7/32. Empty: only from inside the network.')
param operatorAddresses string[]

var closed = !publicAccess && empty(operatorAddresses)

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // A deployment may read the one secret that it hands to Event Grid.
    enabledForTemplateDeployment: true
    // A lost token key makes every connected account ask to be connected again.
    enablePurgeProtection: true
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
      ipRules: [for address in operatorAddresses: { value: address }]
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
