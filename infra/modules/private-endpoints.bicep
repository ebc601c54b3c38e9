// Only with private networking: an address inside the network for each service.
param location string
param tags object
param subnetId string
param zoneIds object

@description('What is reached privately.')
param targets target[]

type target = {
  name: string
  resourceId: string

  @description('Which of the resource\'s services; Azure\'s word for it, and the key in zoneIds.')
  groupId: string
}

resource endpoints 'Microsoft.Network/privateEndpoints@2024-07-01' = [for target in targets: {
  name: 'pep-${target.name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: target.name
        properties: {
          // The ids come from the modules that make the resources.
          #disable-next-line use-resource-id-functions
          privateLinkServiceId: target.resourceId
          groupIds: [target.groupId]
        }
      }
    ]
  }
}]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [for (target, i) in targets: {
  parent: endpoints[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: target.groupId
        properties: { privateDnsZoneId: zoneIds[target.groupId] }
      }
    ]
  }
}]
