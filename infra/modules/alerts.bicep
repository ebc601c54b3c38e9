// What should wake somebody: posts that go out late, messages that were set aside, money.
param tags object
param token string
param location string
param workspaceId string
param serviceBusId string
param eventTopicId string

@description('Who is told. Empty: alerts are only in the portal.')
param emails string[]

@description('For all of this resource group, in the currency of the subscription. 0: no budget.')
param monthlyBudget int

@description('First day of the month in which the budget was first made, such as 2027-01-01; it can\'t change later. Empty: no budget.')
param budgetStart string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'shortloop'
    enabled: true
    emailReceivers: [for (email, i) in emails: {
      name: 'operator${i}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-dead-letters-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages were delivered too often and set aside. Look at them under Admin, dead letters; send them again or drop them.'
    severity: 1
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'any'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource eventDeadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-event-dead-letters-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Events of uploads could not be delivered for a day. They are in the container event-dead-letters; the page\'s own call may have done the work.'
    severity: 2
    enabled: true
    scopes: [eventTopicId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'any'
          metricName: 'DeadLetteredCount'
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

// Lateness from the queue's side: messages that are due and nobody takes. It is seen even when no post gets out at all.
resource waiting 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-due-waiting-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Due entries wait in the queue: nothing takes them, or not fast enough. Is the app up, and is it throttled?'
    severity: 1
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'due'
          metricName: 'ActiveMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['due'] }]
          operator: 'GreaterThan'
          threshold: 20
          timeAggregation: 'Minimum'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

// Lateness as people see it: from the instant a post was due to when it was out.
resource lateness 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alert-lateness-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Posts go out late'
    description: 'A post was out more than five minutes after it was due.'
    severity: 2
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    // The table is there only after the first metric has come.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'AppMetrics | where Name == "shortloop.publish.lateness" | summarize Latest = max(Max) by bin(TimeGenerated, 5m)'
          metricMeasureColumn: 'Latest'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 300
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = if (monthlyBudget > 0 && !empty(budgetStart)) {
  name: 'budget-${token}'
  properties: {
    category: 'Cost'
    timeGrain: 'Monthly'
    amount: monthlyBudget
    timePeriod: { startDate: budgetStart }
    notifications: {
      mostIsSpent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: emails
        contactRoles: ['Owner']
      }
      willBeOver: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: emails
        contactRoles: ['Owner']
      }
    }
  }
}
