// Composes the modules, and nothing else: what belongs together, and who is told of whom. docs/azure.md says what each parameter costs and does.
targetScope = 'subscription'

@description('Name of this installation.')
@minLength(2)
@maxLength(20)
param environmentName string

param location string

@description('The page is served from everywhere; this is where its own resource lives, in one of the regions that have them.')
@allowed(['westeurope', 'westus2', 'centralus', 'eastus2', 'eastasia'])
param staticWebLocation string

@description('Whoever provisions may put secrets into the vault. Empty: nobody gets that.')
param operatorPrincipalId string
@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string

@description('Cosmos DB, Service Bus, AI Search, the vault and the host\'s storage are reached from a network of our own only. Costs: docs/azure.md.')
param privateNetworking bool

@description('With private networking: from where operators put secrets in, such as 203.0.113.7/32.')
param operatorAddresses string[]

@description('A domain of one\'s own, such as https://shortloop.example. Empty: the static web app\'s.')
param publicAddress string

@description('Settings that operators give.')
param values object

@description('Those of secrets.json that are in the vault.')
param secrets string[]

@description('How storage\'s events prove where they come from.')
@allowed(['off', 'key', 'entra'])
param storageEvents string

@description('Only after a release that listens: Event Grid asks the app for its consent.')
param storageEventsSubscribed bool

@description('The render job\'s image.')
param renderImage string
param renderCores string
param renderMaxExecutions int

@description('The account with the documents: another one after a restore. Empty: by this installation.')
param cosmosName string
@allowed(['serverless', 'autoscale'])
param cosmosMode string
param cosmosMaxThroughput int
param cosmosThroughputOf object
param cosmosSecondaryRegions string[]
@allowed(['Continuous7Days', 'Continuous30Days'])
param cosmosBackupTier string

@allowed(['free', 'basic', 'standard', 'standard2'])
param searchSku string
param searchReplicas int
param searchPartitions int

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param mediaStorageSku string
param mediaCoolAfterDays int

@description('What keeps the stories: the host\'s storage account, or Durable Task Scheduler. The app\'s package is built for it: docs/azure-durable.md.')
@allowed(['storage', 'scheduler'])
param durableBackend string

param instanceMemory int
param maxInstances int
param readyInstances int
param requestsPerInstance int

param logRetentionDays int
param logDailyQuotaGb int
param alertEmails string[]
param monthlyBudget int
param budgetStart string

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var mediaContainer = 'media'
var eventDeadLetters = 'event-dead-letters'
var packages = 'app-package'
var vaultName = 'kv-${token}'
var publicAccess = !privateNetworking

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module cosmos 'modules/cosmos.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: empty(cosmosName) ? 'cosmos-${token}' : cosmosName
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: publicAccess
    mode: cosmosMode
    maxThroughput: cosmosMaxThroughput
    throughputOf: cosmosThroughputOf
    secondaryRegions: cosmosSecondaryRegions
    backupTier: cosmosBackupTier
  }
}

module staticWeb 'modules/static-web.bicep' = {
  scope: group
  params: { location: staticWebLocation, tags: tags, token: token }
}

var address = empty(publicAddress) ? staticWeb.outputs.address : publicAddress

// Browsers put and read media by signed links, so this one is reached publicly also with private networking.
module mediaStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'stmedia${token}'
    sku: mediaStorageSku
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: true
    containers: [mediaContainer, eventDeadLetters]
    pageOrigins: union([staticWeb.outputs.address], [address])
    expiries: [{ name: 'event-dead-letters', prefix: '${eventDeadLetters}/', days: 30 }]
    coolContainer: mediaContainer
    coolAfterDays: mediaCoolAfterDays
  }
}

module hostStorage 'modules/storage.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: 'sthost${token}'
    sku: 'Standard_LRS'
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: publicAccess
    containers: [packages]
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: publicAccess
  }
}

module search 'modules/search.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: publicAccess
    sku: searchSku
    replicas: searchReplicas
    partitions: searchPartitions
  }
}

module keyVault 'modules/key-vault.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: vaultName
    workspaceId: monitoring.outputs.workspaceId
    publicAccess: publicAccess
    operatorAddresses: operatorAddresses
  }
}

module registry 'modules/registry.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
  }
}

module eventTopic 'modules/event-topic.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    storageId: mediaStorage.outputs.id
  }
}

module taskScheduler 'modules/task-scheduler.bicep' = if (durableBackend == 'scheduler') {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module roles 'modules/roles.bicep' = {
  scope: group
  params: {
    appPrincipalId: identities.outputs.app.principalId
    renderPrincipalId: identities.outputs.render.principalId
    eventsPrincipalId: eventTopic.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
    operatorPrincipalType: operatorPrincipalType
    mediaStorageName: mediaStorage.outputs.name
    mediaContainer: mediaContainer
    eventDeadLetterContainer: eventDeadLetters
    hostStorageName: hostStorage.outputs.name
    serviceBusName: serviceBus.outputs.name
    cosmosName: cosmos.outputs.name
    searchName: search.outputs.name
    vaultName: keyVault.outputs.name
    registryName: registry.outputs.name
    insightsName: monitoring.outputs.insightsName
    taskSchedulerName: durableBackend == 'scheduler' ? taskScheduler!.outputs.name : ''
    taskHubName: durableBackend == 'scheduler' ? taskScheduler!.outputs.hubName : ''
  }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    tags: tags
    subnetId: network!.outputs.endpointsSubnetId
    zoneIds: network!.outputs.zoneIds
    targets: [
      { name: cosmos.outputs.name, resourceId: cosmos.outputs.id, groupId: 'sql' }
      { name: 'bus-${token}', resourceId: serviceBus.outputs.id, groupId: 'namespace' }
      { name: 'search-${token}', resourceId: search.outputs.id, groupId: 'searchService' }
      { name: 'vault-${token}', resourceId: keyVault.outputs.id, groupId: 'vault' }
      { name: 'host-blob-${token}', resourceId: hostStorage.outputs.id, groupId: 'blob' }
      { name: 'host-queue-${token}', resourceId: hostStorage.outputs.id, groupId: 'queue' }
      { name: 'host-table-${token}', resourceId: hostStorage.outputs.id, groupId: 'table' }
    ]
  }
}

module functions 'modules/functions.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    insightsName: monitoring.outputs.insightsName
    identity: identities.outputs.app
    hostStorageName: hostStorage.outputs.name
    hostStorageBlobEndpoint: hostStorage.outputs.blobEndpoint
    packageContainer: packages
    mediaBlobEndpoint: mediaStorage.outputs.blobEndpoint
    serviceBusHost: serviceBus.outputs.host
    cosmosEndpoint: cosmos.outputs.endpoint
    cosmosDatabase: cosmos.outputs.databaseName
    cosmosRegions: cosmos.outputs.regions
    searchEndpoint: search.outputs.endpoint
    vaultName: keyVault.outputs.name
    vaultUri: keyVault.outputs.uri
    schedulerEndpoint: durableBackend == 'scheduler' ? taskScheduler!.outputs.endpoint : ''
    publicAddress: address
    values: union(values, { SHORTLOOP_STORAGE_EVENTS: storageEvents })
    secrets: secrets
    subnetId: privateNetworking ? network!.outputs.functionsSubnetId : ''
    instanceMemory: instanceMemory
    maxInstances: maxInstances
    readyInstances: readyInstances
    requestsPerInstance: requestsPerInstance
  }
  // The host reads its storage and the vault at its start; without the roles it would not come up.
  dependsOn: [roles, privateEndpoints]
}

module linkedBackend 'modules/linked-backend.bicep' = {
  scope: group
  params: {
    staticWebName: staticWeb.outputs.name
    functionsId: functions.outputs.id
    functionsRegion: location
  }
}

// Only looked up, for the one secret that Event Grid has to know.
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  scope: group
  name: vaultName
}

module storageEventsByKey 'modules/storage-events.bicep' = if (storageEventsSubscribed && storageEvents == 'key') {
  scope: group
  params: {
    topicName: eventTopic.outputs.name
    storageId: mediaStorage.outputs.id
    mediaContainer: mediaContainer
    deadLetterContainer: eventDeadLetters
    proof: 'key'
    publicAddress: address
    functionsAddress: functions.outputs.address
    key: vault.getSecret('storage-events-key')
  }
  dependsOn: [roles, linkedBackend]
}

// Of its own: a secret that is asked for must be there, and this way has none.
module storageEventsByEntra 'modules/storage-events.bicep' = if (storageEventsSubscribed && storageEvents == 'entra') {
  scope: group
  params: {
    topicName: eventTopic.outputs.name
    storageId: mediaStorage.outputs.id
    mediaContainer: mediaContainer
    deadLetterContainer: eventDeadLetters
    proof: 'entra'
    publicAddress: address
    functionsAddress: functions.outputs.address
    entraAudience: values.?SHORTLOOP_ENTRA_AUDIENCE ?? ''
  }
  dependsOn: [roles, linkedBackend]
}

module renderJob 'modules/render-job.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    identity: identities.outputs.render
    registryServer: registry.outputs.loginServer
    image: renderImage
    serviceBusName: serviceBus.outputs.name
    serviceBusHost: serviceBus.outputs.host
    tracesEndpoint: values.?OTEL_EXPORTER_OTLP_ENDPOINT ?? ''
    subnetId: privateNetworking ? network!.outputs.jobsSubnetId : ''
    cores: renderCores
    maxExecutions: renderMaxExecutions
  }
  dependsOn: [roles, privateEndpoints]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    eventTopicId: eventTopic.outputs.id
    emails: alertEmails
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
}

// azd keeps these for the hooks. Names and addresses, no secrets.
output AZURE_RESOURCE_GROUP string = group.name
output SHORTLOOP_ADDRESS string = address
output SHORTLOOP_STATIC_WEB_NAME string = staticWeb.outputs.name
output SHORTLOOP_FUNCTIONS_NAME string = functions.outputs.name
output SHORTLOOP_VAULT_NAME string = keyVault.outputs.name
output SHORTLOOP_REGISTRY_NAME string = registry.outputs.name
output SHORTLOOP_RENDER_JOB_NAME string = renderJob.outputs.jobName
