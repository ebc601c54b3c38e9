import { http, of } from "./http";
import type {
  Account,
  ConnectStarted,
  Job,
  Measurements,
  Page,
  Pattern,
  Post,
  ProduceOptions,
  Render,
  Script,
  SimilarVideo,
  Strategy,
  UploadStarted,
  UploadState,
  Video,
} from "./types";

export const api = {
  videos: () => http.get<Page<Video>>("videos"),
  video: (id: string) => http.get<Video>(`videos/${of(id)}`),
  createVideo: (file: { fileName: string; sizeBytes: number }, key: string) =>
    http.post<UploadStarted>("videos", file, key),
  blocks: (id: string) => http.get<UploadState>(`videos/${of(id)}/blocks`),
  complete: (id: string, blockIds: string[], produce: ProduceOptions) =>
    http.post<Job>(`videos/${of(id)}/complete`, { blockIds, produce }, `complete-${id}`),
  deleteVideo: (id: string) => http.remove(`videos/${of(id)}`),
  measurements: (id: string) => http.get<Measurements>(`videos/${of(id)}/measurements`),
  patterns: (id: string) => http.get<Page<Pattern>>(`videos/${of(id)}/patterns`),
  similar: (id: string) => http.get<Page<SimilarVideo>>(`videos/${of(id)}/similar`),
  strategies: (videoId: string) => http.get<Page<Strategy>>(`strategies?videoId=${of(videoId)}`),
  scripts: (videoId: string) => http.get<Page<Script>>(`scripts?videoId=${of(videoId)}`),
  renders: (videoId: string) => http.get<Page<Render>>(`renders?videoId=${of(videoId)}`),
  cancelRender: (id: string) => http.post<Page<Render>>(`renders/${of(id)}/cancel`),
  posts: (videoId: string) => http.get<Page<Post>>(`posts?videoId=${of(videoId)}`),
  approvePost: (id: string) => http.post<Post>(`posts/${of(id)}/approve`),
  publishAgain: (id: string) => http.post<Post>(`posts/${of(id)}/publish`),
  cancelPost: (id: string) => http.post<Post>(`posts/${of(id)}/cancel`),
  accounts: () => http.get<Page<Account>>("accounts"),
  connectAccount: (platform: string) => http.post<ConnectStarted>(`accounts/${of(platform)}/connect`),
  job: (id: string) => http.get<Job>(`jobs/${of(id)}`),
  cancelJob: (id: string) => http.post<Job>(`jobs/${of(id)}/cancel`),
};
