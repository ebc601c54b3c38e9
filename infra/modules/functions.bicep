// The functions app on Flex Consumption. Every setting that the code reads is here, in main.bicepparam or in secrets.json; a test holds them together.
import { programIdentity } from 'identities.bicep'

param location string
param tags object
param token string
param workspaceId string
param insightsName string
param identity programIdentity
param hostStorageName string
param hostStorageBlobEndpoint string
param packageContainer string
param mediaBlobEndpoint string
param serviceBusHost string
param cosmosEndpoint string
param cosmosDatabase string
param cosmosRegions string[]
param searchEndpoint string
param vaultName string
param vaultUri string

@description('Of Durable Task Scheduler. Empty: the host\'s storage account keeps the stories.')
param schedulerEndpoint string

@description('Where browsers and the render job reach the app.')
param publicAddress string

@description('Settings that operators give; empty ones are left out.')
param values object

@description('Those of secrets.json that are in the vault. A reference to one that is not there would reach the code as it stands.')
param secrets string[]

@description('Empty: no network of our own.')
param subnetId string

@description('Memory of an instance in MB: 512, 2048 or 4096.')
param instanceMemory int

@minValue(40)
@maxValue(1000)
param maxInstances int

@description('Instances that always wait for requests. 0: the first request after a pause waits some seconds.')
param readyInstances int

@description('Requests at once on an instance. A page that is open holds one for its events, which costs it next to nothing.')
param requestsPerInstance int

var knownSecrets string[] = loadJsonContent('../secrets.json')

// Of our own address, the identity that everything is done as, and the services.
var own = {
  AZURE_CLIENT_ID: identity.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'
  AzureWebJobsStorage__accountName: hostStorageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.clientId
  ServiceBus__fullyQualifiedNamespace: serviceBusHost
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identity.clientId
  TASKHUB_NAME: 'shortloop'
  SHORTLOOP_BLOB_SERVICE: mediaBlobEndpoint
  SHORTLOOP_QUEUE_ENDPOINT: 'https://${serviceBusHost}'
  SHORTLOOP_PUBLIC_ADDRESS: publicAddress
  // The platform's front end and the static web app before it.
  SHORTLOOP_PROXIES: '2'
  // Where the package is mounted; infra/media-tools.sh has put them into it.
  SHORTLOOP_FFMPEG: '/home/site/wwwroot/tools/ffmpeg'
  SHORTLOOP_FFPROBE: '/home/site/wwwroot/tools/ffprobe'
  FONTCONFIG_FILE: '/home/site/wwwroot/fonts.conf'
  SHORTLOOP_COSMOS_ENDPOINT: cosmosEndpoint
  SHORTLOOP_COSMOS_DATABASE: cosmosDatabase
  SHORTLOOP_COSMOS_REGIONS: join(cosmosRegions, ',')
  // The SDK plans ordered queries by itself, without a call to the gateway before each.
  AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX: 'true'
  SHORTLOOP_SEARCH_ENDPOINT: searchEndpoint
  SHORTLOOP_SEARCH_INDEX: 'shortloop-vectors'
  SHORTLOOP_KEY_VAULT: vaultUri
  // The package's host.json says the same, for the platform that scales the app reads only that. These go before it, so that a package that was built for storage
  // does not start instead of running its stories in the wrong place.
  ...(empty(schedulerEndpoint) ? {} : {
    DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};Authentication=ManagedIdentity;ClientID=${identity.clientId}'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
  })
}

var given = toObject(
  filter(items(values), value => !empty(value.value)),
  value => value.key,
  value => value.value)

// SHORTLOOP_STRIPE_KEY is the secret stripe-key. Without a version: the app follows a new one within a day.
var referred = toObject(
  filter(secrets, name => contains(knownSecrets, name)),
  name => name,
  name => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${toLower(replace(replace(name, 'SHORTLOOP_', ''), '_', '-'))})')

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'func-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    // Reached by the static web app, the render job and webhooks; the linked backend can't be private.
    publicNetworkAccess: 'Enabled'
    ...(empty(subnetId) ? {} : { virtualNetworkSubnetId: subnetId })
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hostStorageBlobEndpoint}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemory
        maximumInstanceCount: maxInstances
        alwaysReady: readyInstances == 0 ? [] : [
          { name: 'http', instanceCount: readyInstances }
          { name: 'durable', instanceCount: 1 }
        ]
        triggers: { http: { perInstanceConcurrency: requestsPerInstance } }
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(given, referred, own)
  }

  // Releases come by Entra tokens; user names and passwords of the deployment site are off.
  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
  resource noScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    // What the code logs comes through Application Insights; the category of function logs would be the same again.
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = app.id
output name string = app.name
output address string = 'https://${app.properties.defaultHostName}'
