// Who the two programs are. What each may do is in roles.bicep.
param location string
param tags object
param token string

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-app-${token}'
  location: location
  tags: tags
}

resource render 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-render-${token}'
  location: location
  tags: tags
}

@description('How the resources that run as it name an identity.')
@export()
type programIdentity = {
  id: string
  clientId: string
  principalId: string
}

output app programIdentity = {
  id: app.id
  clientId: app.properties.clientId
  principalId: app.properties.principalId
}
output render programIdentity = {
  id: render.id
  clientId: render.properties.clientId
  principalId: render.properties.principalId
}
