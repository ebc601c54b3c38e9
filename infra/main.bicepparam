// Every parameter, from azd's environment (azd env set NAME VALUE) or its usual value.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'shortloop')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param staticWebLocation = readEnvironmentVariable('SHORTLOOP_STATIC_WEB_LOCATION', 'westeurope')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param operatorPrincipalType = readEnvironmentVariable('AZURE_PRINCIPAL_TYPE', 'User')

param privateNetworking = bool(readEnvironmentVariable('SHORTLOOP_PRIVATE_NETWORKING', 'false'))
param operatorAddresses = filter(split(readEnvironmentVariable('SHORTLOOP_OPERATOR_ADDRESSES', ''), ','), address => !empty(address))

param publicAddress = readEnvironmentVariable('SHORTLOOP_OWN_ADDRESS', '')
param values = {
  OTEL_EXPORTER_OTLP_ENDPOINT: readEnvironmentVariable('OTEL_EXPORTER_OTLP_ENDPOINT', '')
  SHORTLOOP_ADMINS: readEnvironmentVariable('SHORTLOOP_ADMINS', '')
  SHORTLOOP_ALLOWED_ORIGINS: readEnvironmentVariable('SHORTLOOP_ALLOWED_ORIGINS', '')
  SHORTLOOP_DISCORD_CLIENT_ID: readEnvironmentVariable('SHORTLOOP_DISCORD_CLIENT_ID', '')
  SHORTLOOP_ENTRA_AUDIENCE: readEnvironmentVariable('SHORTLOOP_ENTRA_AUDIENCE', '')
  SHORTLOOP_ENTRA_AUTHORITY: readEnvironmentVariable('SHORTLOOP_ENTRA_AUTHORITY', '')
  SHORTLOOP_ENTRA_SCOPE: readEnvironmentVariable('SHORTLOOP_ENTRA_SCOPE', '')
  SHORTLOOP_GEMINI_MODEL: readEnvironmentVariable('SHORTLOOP_GEMINI_MODEL', '')
  SHORTLOOP_GITHUB_CLIENT_ID: readEnvironmentVariable('SHORTLOOP_GITHUB_CLIENT_ID', '')
  SHORTLOOP_GOOGLE_CLIENT_ID: readEnvironmentVariable('SHORTLOOP_GOOGLE_CLIENT_ID', '')
  SHORTLOOP_LIMITS: readEnvironmentVariable('SHORTLOOP_LIMITS', '')
  SHORTLOOP_MAIL_FROM: readEnvironmentVariable('SHORTLOOP_MAIL_FROM', '')
  SHORTLOOP_MODEL: readEnvironmentVariable('SHORTLOOP_MODEL', '')
  SHORTLOOP_OPENAI_ENDPOINT: readEnvironmentVariable('SHORTLOOP_OPENAI_ENDPOINT', '')
  SHORTLOOP_OPENAI_MODEL: readEnvironmentVariable('SHORTLOOP_OPENAI_MODEL', '')
  SHORTLOOP_SMTP_HOST: readEnvironmentVariable('SHORTLOOP_SMTP_HOST', '')
  SHORTLOOP_SMTP_USER: readEnvironmentVariable('SHORTLOOP_SMTP_USER', '')
  SHORTLOOP_TIKTOK_CLIENT_KEY: readEnvironmentVariable('SHORTLOOP_TIKTOK_CLIENT_KEY', '')
  SHORTLOOP_VIDEO: readEnvironmentVariable('SHORTLOOP_VIDEO', '')
  SHORTLOOP_VIDEO_MODEL: readEnvironmentVariable('SHORTLOOP_VIDEO_MODEL', '')
  SHORTLOOP_YOUTUBE_CLIENT_ID: readEnvironmentVariable('SHORTLOOP_YOUTUBE_CLIENT_ID', '')
  SHORTLOOP_YOUTUBE_SEARCHES_A_DAY: readEnvironmentVariable('SHORTLOOP_YOUTUBE_SEARCHES_A_DAY', '')
  SHORTLOOP_YOUTUBE_UNITS_A_DAY: readEnvironmentVariable('SHORTLOOP_YOUTUBE_UNITS_A_DAY', '')
}
param secrets = filter(split(readEnvironmentVariable('SHORTLOOP_SECRETS', ''), ','), name => !empty(name))

param storageEvents = readEnvironmentVariable('SHORTLOOP_STORAGE_EVENTS', 'off')
param storageEventsSubscribed = bool(readEnvironmentVariable('SHORTLOOP_STORAGE_EVENTS_SUBSCRIBED', 'false'))

// Until the first image is built: something that ends at once.
param renderImage = readEnvironmentVariable('SHORTLOOP_RENDER_IMAGE', 'mcr.microsoft.com/k8se/quickstart-jobs:latest')
param renderCores = readEnvironmentVariable('SHORTLOOP_RENDER_CORES', '2')
param renderMaxExecutions = int(readEnvironmentVariable('SHORTLOOP_RENDER_MAX', '10'))

// Another one after a restore, which makes a new account.
param cosmosName = readEnvironmentVariable('SHORTLOOP_COSMOS_NAME', '')
param cosmosMode = readEnvironmentVariable('SHORTLOOP_COSMOS_MODE', 'serverless')
param cosmosMaxThroughput = int(readEnvironmentVariable('SHORTLOOP_COSMOS_MAX_THROUGHPUT', '1000'))
param cosmosThroughputOf = json(readEnvironmentVariable('SHORTLOOP_COSMOS_THROUGHPUT_OF', '{}'))
param cosmosSecondaryRegions = filter(split(readEnvironmentVariable('SHORTLOOP_COSMOS_SECONDARY_REGIONS', ''), ','), region => !empty(region))
param cosmosBackupTier = readEnvironmentVariable('SHORTLOOP_COSMOS_BACKUP', 'Continuous7Days')

param searchSku = readEnvironmentVariable('SHORTLOOP_SEARCH_SKU', 'basic')
param searchReplicas = int(readEnvironmentVariable('SHORTLOOP_SEARCH_REPLICAS', '1'))
param searchPartitions = int(readEnvironmentVariable('SHORTLOOP_SEARCH_PARTITIONS', '1'))

param mediaStorageSku = readEnvironmentVariable('SHORTLOOP_MEDIA_STORAGE_SKU', 'Standard_ZRS')
param mediaCoolAfterDays = int(readEnvironmentVariable('SHORTLOOP_MEDIA_COOL_AFTER_DAYS', '60'))

param durableBackend = readEnvironmentVariable('SHORTLOOP_DURABLE_BACKEND', 'storage')
param instanceMemory = int(readEnvironmentVariable('SHORTLOOP_INSTANCE_MEMORY', '2048'))
param maxInstances = int(readEnvironmentVariable('SHORTLOOP_MAX_INSTANCES', '40'))
param readyInstances = int(readEnvironmentVariable('SHORTLOOP_READY_INSTANCES', '0'))
param requestsPerInstance = int(readEnvironmentVariable('SHORTLOOP_REQUESTS_PER_INSTANCE', '200'))

param logRetentionDays = int(readEnvironmentVariable('SHORTLOOP_LOG_RETENTION_DAYS', '30'))
param logDailyQuotaGb = int(readEnvironmentVariable('SHORTLOOP_LOG_DAILY_QUOTA_GB', '1'))
param alertEmails = filter(split(readEnvironmentVariable('SHORTLOOP_ALERT_EMAILS', ''), ','), email => !empty(email))
param monthlyBudget = int(readEnvironmentVariable('SHORTLOOP_MONTHLY_BUDGET', '150'))
param budgetStart = readEnvironmentVariable('SHORTLOOP_BUDGET_START', '')
