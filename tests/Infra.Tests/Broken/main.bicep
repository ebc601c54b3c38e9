// Wrong on purpose: what the compiler must not let pass.
param used string
param unused string

module missing 'nowhere.bicep' = {
  params: { used: used }
}

module incomplete 'part.bicep' = {
  params: { more: used }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  name: 'a/b'
  properties: { lockDurations: 'PT5M' }
}

resource future 'Microsoft.ServiceBus/namespaces@2031-01-01' existing = { name: 'namespace' }

output noOutput string = incomplete.outputs.nothing
output noSymbol string = nobody.id
output versions string = future.id
