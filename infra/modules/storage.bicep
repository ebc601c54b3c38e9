// A storage account without keys. Used twice: for media, which browsers reach by signed links, and for the functions host.
param location string
param tags object
param name string
param sku string
param workspaceId string
param publicAccess bool

param containers string[]

@description('Whose pages put and read blobs by signed links. Empty: none.')
param pageOrigins string[] = []

@description('What is deleted by itself, by the beginning of its path.')
param expiries { name: string, prefix: string, days: int }[] = []

@description('Blobs of this container move to the cool tier when nobody has read them for some time, and back when somebody does. Empty: none.')
param coolContainer string = ''
param coolAfterDays int = 60

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: publicAccess ? 'Allow' : 'Deny' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // For mistakes of operators. What people delete is gone for good after this time, too.
      deleteRetentionPolicy: { enabled: true, days: 7 }
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
      lastAccessTimeTrackingPolicy: { enable: !empty(coolContainer), name: 'AccessTimeTracking', trackingGranularityInDays: 1, blobType: ['blockBlob'] }
      cors: {
        corsRules: empty(pageOrigins) ? [] : [
          {
            allowedOrigins: pageOrigins
            allowedMethods: ['GET', 'HEAD', 'PUT', 'OPTIONS']
            allowedHeaders: ['content-type', 'content-length', 'range', 'if-match', 'if-none-match', 'x-ms-*']
            exposedHeaders: ['content-length', 'content-range', 'content-type', 'accept-ranges', 'etag', 'x-ms-*']
            maxAgeInSeconds: 3600
          }
        ]
      }
    }

    resource each 'containers' = [for container in containers: {
      name: container
      properties: { publicAccess: 'None' }
    }]
  }
}

var expiryRules = map(expiries, expiry => {
  name: expiry.name
  enabled: true
  type: 'Lifecycle'
  definition: {
    filters: { blobTypes: ['blockBlob'], prefixMatch: [expiry.prefix] }
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: expiry.days } } }
  }
})

var coolRules = empty(coolContainer) ? [] : [
  {
    name: 'cool'
    enabled: true
    type: 'Lifecycle'
    definition: {
      filters: { blobTypes: ['blockBlob'], prefixMatch: ['${coolContainer}/'] }
      actions: { baseBlob: { tierToCool: { daysAfterLastAccessTimeGreaterThan: coolAfterDays }, enableAutoTierToHotFromCool: true } }
    }
  }
]

var rules = concat(expiryRules, coolRules)

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = if (!empty(rules)) {
  parent: account
  name: 'default'
  properties: { policy: { rules: rules } }
  // The rules ask for last access, which has to be recorded first.
  dependsOn: [account::blobs]
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: account::blobs
  properties: {
    workspaceId: workspaceId
    // Reads and writes are too many to keep; what was deleted, and by whom, is asked for later.
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

output id string = account.id
output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
