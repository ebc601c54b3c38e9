// The document store. Containers, their partition keys and indexes are data: cosmos-containers.json.
param location string
param tags object
param name string
param workspaceId string
param publicAccess bool

@description('serverless: pay per request, one region, at most 1 TB a container. autoscale: a floor to pay for in each container, more regions.')
@allowed(['serverless', 'autoscale'])
param mode string

@description('Only with autoscale. Most request units a second of a container; a tenth of it is paid for always.')
@minValue(1000)
param maxThroughput int

@description('Only with autoscale: containers that get another maximum than the others, such as { events: 10000 }.')
param throughputOf object

@description('Only with autoscale: copies for reading that take over when the first region is lost, in order.')
param secondaryRegions string[]

@description('How far back a restore can reach: 7 days are free, 30 days cost by the GB.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param backupTier string

var serverless = mode == 'serverless'
var regions = concat([location], serverless ? [] : secondaryRegions)

type container = {
  name: string
  partitionKeyPaths: string[]
  partitionKeyKind: 'Hash' | 'MultiHash'

  @description('Seconds; -1: by each document\'s own ttl; null: nothing expires.')
  defaultTtl: int?

  excludedPaths: string[]
  compositeIndexes: { path: string, order: 'ascending' | 'descending' }[][]
}

var containers container[] = loadJsonContent('cosmos-containers.json')

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    // In the region that writes, every instance reads what any has written: the document store's port promises it. Reads cost twice those of Session.
    consistencyPolicy: {
      defaultConsistencyLevel: 'BoundedStaleness'
      maxIntervalInSeconds: 300
      maxStalenessPrefix: 100000
    }
    locations: [for (region, i) in regions: {
      locationName: region
      failoverPriority: i
      isZoneRedundant: false
    }]
    enableAutomaticFailover: length(regions) > 1
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: backupTier }
    }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: 'shortloop'
  properties: { resource: { id: 'shortloop' } }
}

// A few at a time: the account refuses more changes at once.
@batchSize(4)
resource stores 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [for container in containers: {
  parent: database
  name: container.name
  properties: {
    resource: {
      id: container.name
      partitionKey: {
        paths: container.partitionKeyPaths
        kind: container.partitionKeyKind
        version: 2
      }
      ...(container.?defaultTtl == null ? {} : { defaultTtl: container.?defaultTtl })
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [{ path: '/*' }]
        excludedPaths: map(container.excludedPaths, path => { path: path })
        compositeIndexes: container.compositeIndexes
      }
    }
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: throughputOf[?container.name] ?? maxThroughput } }
  }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    // Who changed the account, and how the load spreads; not each request, which would cost more than the requests.
    logs: [
      { category: 'ControlPlaneRequests', enabled: true }
      { category: 'PartitionKeyStatistics', enabled: true }
    ]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output id string = account.id
output name string = account.name
output endpoint string = account.properties.documentEndpoint
output databaseName string = database.name
@description('As the SDK names them, such as West Europe, the first one first.')
output regions string[] = map(account.properties.readLocations, region => region.locationName)
