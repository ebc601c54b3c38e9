// The render job: one execution a message, started by the length of the queue.
import { programIdentity } from 'identities.bicep'

param location string
param tags object
param token string
param workspaceId string
param identity programIdentity
param registryServer string
param image string
param serviceBusName string
param serviceBusHost string

@description('Where its traces go by OTLP. Empty: nowhere.')
param tracesEndpoint string

@description('Empty: no network of our own.')
param subnetId string

@description('Cores of an execution, as text; memory is twice as many GiB. At most 4.')
param cores string

@description('Most executions at once; the rest waits in the queue.')
param maxExecutions int

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' = {
  name: 'cae-${token}'
  location: location
  tags: tags
  properties: {
    // Not straight to the workspace: that would take its shared key.
    appLogsConfiguration: { destination: 'azure-monitor' }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    ...(empty(subnetId) ? {} : { vnetConfiguration: { infrastructureSubnetId: subnetId, internal: true } })
  }
}

resource job 'Microsoft.App/jobs@2026-01-01' = {
  name: 'job-render-${token}'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Event'
      // Half an hour of ffmpeg for the longest video, and room to upload; the message's lock is renewed meanwhile.
      replicaTimeout: 3600
      // The queue repeats: a failed execution has given its message back, and the next one takes it.
      replicaRetryLimit: 0
      eventTriggerConfig: {
        parallelism: 1
        replicaCompletionCount: 1
        scale: {
          minExecutions: 0
          maxExecutions: maxExecutions
          pollingInterval: 30
          rules: [
            {
              name: 'render'
              type: 'azure-servicebus'
              identity: identity.id
              metadata: {
                namespace: serviceBusName
                queueName: 'render'
                messageCount: '1'
              }
            }
          ]
        }
      }
      registries: [{ server: registryServer, identity: identity.id }]
    }
    template: {
      containers: [
        {
          name: 'render'
          image: image
          resources: {
            cpu: json(cores)
            memory: '${int(cores) * 2}Gi'
          }
          env: [
            // Which identity DefaultAzureCredential takes.
            { name: 'AZURE_CLIENT_ID', value: identity.clientId }
            { name: 'SHORTLOOP_QUEUE_ENDPOINT', value: 'https://${serviceBusHost}' }
            { name: 'SHORTLOOP_QUEUE_WAIT_SECONDS', value: '20' }
            ...(empty(tracesEndpoint) ? [] : [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: tracesEndpoint }])
          ]
        }
      ]
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: environment
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'ContainerAppConsoleLogs', enabled: true }
      { category: 'ContainerAppSystemLogs', enabled: true }
    ]
  }
}

output jobName string = job.name
