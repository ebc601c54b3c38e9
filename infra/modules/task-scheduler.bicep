// Only where the scheduler keeps the stories, in the place of the host's storage account: the service and one hub in it.
param location string
param tags object
param token string

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: 'dts-${token}'
  location: location
  tags: tags
  properties: {
    // Identities only, it has no keys. An empty list would let nobody in; the platform that scales the app asks from addresses of its own.
    ipAllowlist: ['0.0.0.0/0']
    sku: { name: 'Consumption' }
  }

  resource hub 'taskHubs' = {
    // As TASKHUB_NAME says.
    name: 'shortloop'
  }
}

output name string = scheduler.name
output hubName string = scheduler::hub.name
output endpoint string = scheduler.properties.endpoint
