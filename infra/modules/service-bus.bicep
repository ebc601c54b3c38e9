// Two queues: orders for the render job, and scheduled messages that wake the due index.
param location string
param tags object
param token string
param workspaceId string
param publicAccess bool

// Private endpoints need Premium, and Standard can't become Premium later by itself.
var sku = publicAccess ? 'Standard' : 'Premium'

// Deliveries: the render job reports a failure on the third, so that only what it can't even read comes further.
var queues = [
  { name: 'render', maxDeliveryCount: 5 }
  { name: 'due', maxDeliveryCount: 10 }
]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: 'sb-${token}'
  location: location
  tags: tags
  sku: sku == 'Premium' ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
  }

  resource each 'queues' = [for queue in queues: {
    name: queue.name
    properties: {
      lockDuration: 'PT5M'
      maxDeliveryCount: queue.maxDeliveryCount
      deadLetteringOnMessageExpiration: true
      // An entry that is moved sends its id again: the service must not take it for a repetition. Consumers are idempotent instead.
      requiresDuplicateDetection: false
      requiresSession: false
    }
  }]
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = namespace.id
output name string = namespace.name
output host string = '${namespace.name}.servicebus.windows.net'
