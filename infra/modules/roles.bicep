// Who may do what, all of it. Data-plane roles on the smallest scope that has them; nobody has a key.
param appPrincipalId string
param renderPrincipalId string
param eventsPrincipalId string

@description('Who provisions: may put secrets into the vault. Empty: nobody gets that.')
param operatorPrincipalId string

@allowed(['User', 'Group', 'ServicePrincipal'])
param operatorPrincipalType string

param mediaStorageName string
param mediaContainer string
param eventDeadLetterContainer string
param hostStorageName string
param serviceBusName string
param cosmosName string
param searchName string
param vaultName string
param registryName string
param insightsName string

@description('Empty: the host\'s storage account keeps the stories.')
param taskSchedulerName string
param taskHubName string

var roles = {
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDelegator: 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  serviceBusSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  serviceBusReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  searchIndexDataContributor: '8ebe5a00-799e-43f5-93ac-243d3dce84a7'
  searchServiceContributor: '7ca78c08-252a-4471-8644-bb5ff32d4ba0'
  vaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  registryPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

// Cosmos DB has roles of its own, beside Azure's.
var cosmosDataContributor = '00000000-0000-0000-0000-000000000002'

resource media 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: mediaStorageName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource media 'containers' existing = { name: mediaContainer }
    resource deadLetters 'containers' existing = { name: eventDeadLetterContainer }
  }
}

resource host 'Microsoft.Storage/storageAccounts@2025-01-01' existing = { name: hostStorageName }

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBusName

  resource render 'queues' existing = { name: 'render' }
  resource due 'queues' existing = { name: 'due' }
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: cosmosName

  resource contributor 'sqlRoleDefinitions' existing = { name: cosmosDataContributor }
}

resource search 'Microsoft.Search/searchServices@2025-05-01' existing = { name: searchName }
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }
resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = { name: registryName }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource taskScheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = {
  name: empty(taskSchedulerName) ? 'none' : taskSchedulerName

  resource hub 'taskHubs' existing = { name: empty(taskHubName) ? 'none' : taskHubName }
}

// ---- The app ----

resource appMedia 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(media::blobs::media.id, 'app', roles.blobDataContributor)
  scope: media::blobs::media
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

// The key that signs links is the account's; by itself it opens nothing.
resource appLinks 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(media.id, 'app', roles.blobDelegator)
  scope: media
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDelegator)
  }
}

// What the Functions host and the durable extension ask for: keys, leases, the task hub, the package.
resource appHost 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [
  roles.blobDataOwner
  roles.queueDataContributor
  roles.tableDataContributor
]: {
  name: guid(host.id, 'app', role)
  scope: host
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

// It runs stories, and starts, asks for and purges them: more than Durable Task Worker may.
resource appStories 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(taskSchedulerName)) {
  name: guid(taskScheduler::hub.id, 'app', roles.durableTaskDataContributor)
  scope: taskScheduler::hub
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
  }
}

resource appSendsOrders 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus::render.id, 'app', roles.serviceBusSender)
  scope: bus::render
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusSender)
  }
}

// Administrators look at the render queue's dead letters, which is receiving.
resource appReadsOrders 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus::render.id, 'app', roles.serviceBusReceiver)
  scope: bus::render
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusReceiver)
  }
}

resource appDue 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [
  roles.serviceBusSender
  roles.serviceBusReceiver
]: {
  name: guid(bus::due.id, 'app', role)
  scope: bus::due
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource appDocuments 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: cosmos
  name: guid(cosmos.id, 'app', cosmosDataContributor)
  properties: {
    principalId: appPrincipalId
    roleDefinitionId: cosmos::contributor.id
    scope: cosmos.id
  }
}

// The second is for the index's definition, which the app makes at its first write.
resource appSearch 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [
  roles.searchIndexDataContributor
  roles.searchServiceContributor
]: {
  name: guid(search.id, 'app', role)
  scope: search
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

// Officer, not user: the app makes new versions of its token key and disables old ones. On the vault, not on that secret alone: the secret is made after the
// first provisioning, and a role can't be given on what isn't there yet. Nothing can be lost for good: the vault is protected from purges.
resource appSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, 'app', roles.vaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.vaultSecretsOfficer)
  }
}

resource appTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, 'app', roles.metricsPublisher)
  scope: insights
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.metricsPublisher)
  }
}

// ---- The render job: one queue and its image, no store ----

resource renderOrders 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(bus::render.id, 'render', roles.serviceBusReceiver)
  scope: bus::render
  properties: {
    principalId: renderPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusReceiver)
  }
}

resource renderImage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, 'render', roles.registryPull)
  scope: registry
  properties: {
    principalId: renderPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.registryPull)
  }
}

// ---- Event Grid: sets aside what it could not deliver ----

resource eventsDeadLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(media::blobs::deadLetters.id, 'events', roles.blobDataContributor)
  scope: media::blobs::deadLetters
  properties: {
    principalId: eventsPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

// ---- Whoever provisions ----

resource operatorSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorPrincipalId)) {
  name: guid(vault.id, operatorPrincipalId, roles.vaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: operatorPrincipalId
    principalType: operatorPrincipalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.vaultSecretsOfficer)
  }
}
