import type { components } from "./schema";

/** The API's nouns under the names the pages use; their shapes are those of docs/openapi.json. */
type Schemas = components["schemas"];

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** RFC 9457 with our members; `details` says by field what is wrong with it. */
export type Problem = Schemas["ProblemBody"];

export type Video = Schemas["VideoView"];
export type Probe = Schemas["MediaProbe"];
/** One picture that holds small frames in rows, `interval` seconds apart. */
export type Strip = Schemas["PreviewStrip"];
export type UploadStarted = Schemas["UploadStarted"];
export type UploadState = Schemas["UploadState"];
export type Block = Schemas["BlobBlock"];

export type Span = Schemas["TimeSpanSeconds"];
export type TimelinePoint = Schemas["TimelineSample"];
export type Measurements = Schemas["MeasurementsView"];
export type Pattern = Schemas["PatternView"];
export type Evidence = Schemas["PatternEvidence"];
export type SimilarVideo = Schemas["SimilarView"];
export type Strategy = Schemas["StrategyView"];
export type Script = Schemas["ScriptView"];

export type Render = Schemas["RenderView"];
export type Post = Schemas["PostView"];
export type PostStatus = Schemas["PostStatus"];
export type Metrics = Schemas["MetricView"];
export type Account = Schemas["AccountView"];
export type ConnectStarted = Schemas["ConnectStarted"];

export type Job = Schemas["JobView"];
export type Station = Schemas["StationView"];

/** The two we make shorts for; the API takes any platform's name. */
export type Platform = "tiktok" | "instagram";
/** Who may see a post, in TikTok's words. */
export type Privacy = "PUBLIC_TO_EVERYONE" | "MUTUAL_FOLLOW_FRIENDS" | "SELF_ONLY";
export type ProduceOptions = Required<Schemas["ProduceOptions"]>;

export type Me = Schemas["MeView"];
export type ProfileEdit = Schemas["ProfileEdit"];
export type SignInProvider = Schemas["ProviderView"];
export type LoginMethod = Schemas["LoginView"];
export type Export = Schemas["ExportView"];
export type DeletionRequest = Schemas["DeletionRequest"];
export type LegalText = Schemas["LegalTextView"];
export type LinkStarted = Schemas["LinkStarted"];
export type Installation = Schemas["InstallationView"];
export type Registration = Schemas["Registration"];
export type SignedInSession = Schemas["SessionView"];
export type Organisation = Schemas["OrganisationView"];
export type Member = Schemas["MemberView"];
export type Invitation = Schemas["InvitationView"];

export type Usage = Schemas["Usage"];
export type Billing = Schemas["BillingView"];
export type Tier = Schemas["TierView"];
export type Pack = Schemas["PackView"];
export type Checkout = Schemas["CheckoutView"];
export type LedgerEntry = Schemas["LedgerEntryView"];

export type Notice = Schemas["NoticeView"];
export type NoticeChoice = Schemas["NoticeChoice"];
export type NoticePreferences = Schemas["NoticePreferencesView"];
export type ApiKey = Schemas["KeyView"];
export type NewKey = Schemas["KeyWish"];
export type KeyMade = Schemas["KeyMade"];
export type KeyScope = Schemas["KeyScope"];
export type AuditEntry = Schemas["AuditEntryView"];
export type AuditVerdict = Schemas["AuditVerdictView"];
export type Project = Schemas["ProjectView"];
export type ProjectChange = Schemas["ProjectChange"];
export type BrandEntry = Schemas["BrandView"];
export type BrandType = Schemas["BrandType"];
export type NewBrandEntry = Schemas["NewBrandEntry"];
export type AddedToBrand = Schemas["BrandAdded"];

export type InstallationFigures = Schemas["StatsView"];
export type AdminUser = Schemas["AdminUserView"];
export type AdminJob = Schemas["AdminJobView"];
export type DeadLetter = Schemas["DeadLetter"];
export type Policy = Schemas["PolicyView"];
export type PolicyDraft = Schemas["PolicyBody"];
export type Flag = Schemas["FlagView"];
export type LogLine = Schemas["LogLineView"];

export type Blogger = Schemas["BloggerView"];
export type NewBlogger = Schemas["NewBlogger"];
export type BloggerChange = Schemas["BloggerChange"];
export type BloggerStats = Schemas["BloggerStatistics"];
export type Trend = Schemas["TrendView"];
export type TrendWithVideos = Schemas["TrendWithVideos"];
export type TrendVideo = Schemas["TrendVideoView"];
export type TrendSettings = Schemas["TrendSettingsView"];
export type WatchWish = Schemas["WatchWish"];
export type RoundReport = Schemas["RoundReport"];
export type ImportOrder = Schemas["ImportOrder"];
export type ImportReport = Schemas["ImportReport"];
export type ChatRequest = Schemas["ChatBody"];
export type ChatAnswer = Schemas["ChatAnswer"];
export type Conversation = Schemas["ConversationView"];
export type Turn = Schemas["TurnView"];
export type Card = Schemas["Card"];
export type Confirmation = Schemas["Confirmation"];
/** What a note is made from. */
export type Source = Schemas["SourceView"];
export type Note = Schemas["NoteView"];
export type NoteSummary = Schemas["NoteSummaryView"];
export type NoteSection = Schemas["NoteSection"];
export type NoteNeighbours = Schemas["NoteLinksView"];
export type NoteIdeas = Schemas["NoteIdeas"];
export type Month = Schemas["MonthView"];
export type MonthWish = Schemas["MonthWish"];
export type PlanItem = Schemas["ItemView"];
export type ItemChange = Schemas["ItemChange"];
export type ProduceWish = Schemas["ProduceWish"];
export type AgentPrompt = Schemas["PromptView"];
export type KnowledgeDocument = Schemas["KnowledgeView"];
export type KnowledgeHit = Schemas["KnowledgeHitView"];
export type ProjectUsage = Schemas["ProjectUsageView"];
