// Tells the app of uploads that are whole. Event Grid asks it for its consent while this is deployed: the app must be up, and listen already.
param topicName string
param storageId string
param mediaContainer string
param deadLetterContainer string

@description('How a delivery proves itself: by a secret in a header, through the page\'s address; or by Event Grid\'s own token, at the app\'s.')
@allowed(['key', 'entra'])
param proof string

param publicAddress string
param functionsAddress string

@description('With the way entra: of the app registration that the token is for.')
param entraAudience string = ''

@secure()
@description('With the way key.')
param key string = ''

var byKey = proof == 'key'

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = { name: topicName }

resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'uploads'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        // The static web app may change the header that a token comes in.
        // The proof is not in the address, so that it is no secret.
        #disable-next-line use-secure-value-for-secure-inputs
        endpointUrl: '${byKey ? publicAddress : functionsAddress}/api/v1/webhooks/storage'
        maxEventsPerBatch: 1
        ...(byKey ? {
          deliveryAttributeMappings: [
            { name: 'X-Shortloop-Event-Key', type: 'Static', properties: { isSecret: true, value: key } }
          ]
        } : {
          azureActiveDirectoryTenantId: subscription().tenantId
          azureActiveDirectoryApplicationIdOrUri: entraAudience
        })
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/${mediaContainer}/blobs/'
      subjectEndsWith: '/upload'
    }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: { resourceId: storageId, blobContainerName: deadLetterContainer }
      }
    }
  }
}
