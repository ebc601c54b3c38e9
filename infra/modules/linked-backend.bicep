// Sends /api/* of the page's address to the functions.
param staticWebName string
param functionsId string
param functionsRegion string

resource site 'Microsoft.Web/staticSites@2025-03-01' existing = {
  name: staticWebName
}

resource backend 'Microsoft.Web/staticSites/linkedBackends@2025-03-01' = {
  parent: site
  name: 'functions'
  properties: {
    backendResourceId: functionsId
    region: functionsRegion
  }
}
