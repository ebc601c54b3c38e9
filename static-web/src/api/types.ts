/** The API's nouns under the names the pages use. */

export type VideoStatus = "uploading" | "uploaded" | "processing" | "processed" | "failed";
export type Platform = "tiktok" | "instagram";

export interface Failure {
  code: string;
  message: string;
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface Probe {
  format: string;
  durationSeconds: number;
  sizeBytes: number;
  video: {
    codec: string;
    width: number;
    height: number;
    rotation: number;
    frameRate: number;
    variableFrameRate: boolean;
  } | null;
  audio: { codec: string; sampleRate: number; channels: number } | null;
}

/** One picture that holds small frames in rows, `interval` seconds apart. */
export interface Strip {
  columns: number;
  frameWidth: number;
  frameHeight: number;
  interval: number;
  count: number;
}

export interface Video {
  id: string;
  title: string;
  fileName: string;
  sizeBytes: number;
  status: VideoStatus;
  failure: Failure | null;
  createdAt: string;
  probe: Probe | null;
  posterUrl: string | null;
  stripUrl: string | null;
  strip: Strip | null;
  contentUrl: string | null;
  jobId: string | null;
}

export interface UploadTarget {
  url: string;
  expiresAt: string;
  blockSizeBytes: number;
}

export interface Block {
  id: string;
  length: number;
}

export interface ProduceOptions {
  platforms: Platform[];
  framing: "blur" | "crop";
  requireApproval: boolean;
  publishAt: string | null;
  goal?: string;
}

export interface Span {
  start: number;
  end: number;
}

export interface TimelinePoint {
  at: number;
  motion: number;
  brightness: number;
  loudness: number | null;
}

export interface Measurements {
  measuredSeconds: number;
  frames: number;
  cuts: { at: number; score: number }[];
  timeline: TimelinePoint[];
  black: Span[];
  frozen: Span[];
  sound: {
    integratedLufs: number | null;
    rangeLu: number | null;
    truePeakDb: number | null;
    silences: Span[];
    firstSoundAt: number | null;
  } | null;
  keyFrames: { at: number; url: string }[];
}

export interface Evidence {
  at: number | null;
  end: number | null;
  text: string;
  value: number | null;
  unit: string | null;
}

export interface Pattern {
  id: string;
  videoId: string;
  type: string;
  title: string;
  score: number;
  typicality: number | null;
  effect: { value: number; n: number; low: number; high: number } | null;
  confidence: number;
  evidence: Evidence[];
}

export interface SimilarVideo {
  video: { id: string; title: string; posterUrl: string | null };
  score: number;
}

export interface Strategy {
  id: string;
  videoId: string;
  model: string;
  summary: string;
  themes: { title: string; why: string; evidence: { at: number | null; text: string }[] }[];
  hashtags: string[];
  schedule: { weekday: string; hour: number; why: string }[];
  advice: { platform: string; text: string }[];
}

export interface ScriptSegment {
  start: number;
  end: number;
  visual: string;
  audio: string;
  overlay: string | null;
  instruction: string;
}

export interface Script {
  id: string;
  videoId: string;
  model: string;
  title: string;
  caption: string;
  hashtags: string[];
  segments: ScriptSegment[];
}

export type RenderStatus = "queued" | "rendering" | "succeeded" | "failed" | "cancelled";

export interface Render {
  id: string;
  videoId: string;
  editId: string;
  platform: string;
  status: RenderStatus;
  progress: number;
  speed: number | null;
  etaSeconds: number | null;
  url: string | null;
  thumbnailUrl: string | null;
  downloadUrl: string | null;
  sizeBytes: number | null;
  durationSeconds: number | null;
  width: number | null;
  height: number | null;
  loudnessLufs: number | null;
  failure: Failure | null;
}

export type PostStatus =
  | "draft"
  | "changes_requested"
  | "awaiting_approval"
  | "approved"
  | "scheduled"
  | "publishing"
  | "processing"
  | "published"
  | "in_inbox"
  | "outcome_unknown"
  | "failed"
  | "cancelled";

export interface Metrics {
  at: string;
  ageLabel: string;
  views: number | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  saves: number | null;
}

export interface Post {
  id: string;
  videoId: string;
  platform: string;
  accountId: string | null;
  accountName: string | null;
  status: PostStatus;
  caption: string;
  privacy: string | null;
  dueAt: string | null;
  publishedAt: string | null;
  link: string | null;
  failure: Failure | null;
  policy: { decision: "allow" | "review" | "block"; reasons: string[] } | null;
  attempts: { at: string; step: string; outcome: string; message: string | null }[];
  metrics: Metrics[];
}

export interface Account {
  id: string;
  platform: string;
  displayName: string;
  avatarUrl: string | null;
  status: "connected" | "needs_reconnecting";
  connectedAt: string;
  notes: string[];
}

export type StationStatus = "waiting" | "running" | "done" | "failed" | "skipped";

export interface Station {
  name: string;
  status: StationStatus;
  fraction: number;
  message: string | null;
  seconds: number | null;
}

export interface Job {
  id: string;
  videoId: string;
  status: "running" | "succeeded" | "failed" | "cancelled" | "waiting";
  station: string | null;
  stations: Station[];
  failure: Failure | null;
}
