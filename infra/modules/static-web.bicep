// The page. Its name is known before the functions are: they give it to browsers and to the render job.
param location string
param tags object
param token string

resource site 'Microsoft.Web/staticSites@2025-03-01' = {
  name: 'stapp-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  // The linked backend needs Standard.
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    allowConfigFileUpdates: true
    // Copies of the page for each pull request would have no backend.
    stagingEnvironmentPolicy: 'Disabled'
  }
}

output name string = site.name
output address string = 'https://${site.properties.defaultHostname}'
