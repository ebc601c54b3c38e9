import { queryOptions } from "@tanstack/react-query";
import { http, of } from "./http";
import { live } from "./live";
import { page } from "./paging";
import type {
  Blogger,
  BloggerChange,
  BloggerStats,
  ImportOrder,
  ImportReport,
  Job,
  NewBlogger,
  Page,
  Trend,
  TrendSettings,
  TrendVideo,
  TrendWithVideos,
  WatchWish,
} from "./types";

/** Followed creators, watched videos, trends. */
export const radar = {
  bloggers: (after: string | null) => http.get<Page<Blogger>>(`bloggers${page(after)}`),
  addBlogger: (wish: NewBlogger) => http.post<Blogger>("bloggers", wish),
  changeBlogger: (id: string, change: BloggerChange) =>
    http.patch<Blogger>(`bloggers/${of(id)}`, change, null),
  removeBlogger: (id: string) => http.remove(`bloggers/${of(id)}`),
  stats: (id: string) => http.get<BloggerStats>(`bloggers/${of(id)}/stats`),
  trends: (after: string | null) => http.get<Page<Trend>>(`trends/topics${page(after, { limit: "20" })}`),
  trend: (id: string) => http.get<TrendWithVideos>(`trends/topics/${of(id)}`),
  trending: (after: string | null) =>
    http.get<Page<TrendVideo>>(`trends/trending${page(after, { limit: "20" })}`),
  videos: (after: string | null) =>
    http.get<Page<TrendVideo>>(`trends/videos${page(after, { limit: "20" })}`),
  settings: () => http.getVersioned<TrendSettings>("trends/settings"),
  setSettings: (wish: WatchWish, etag: string | null) =>
    http.put<TrendSettings>("trends/settings", wish, etag),
  discover: () => http.post<Job>("trends/discover"),
  bring: (order: ImportOrder) => http.post<ImportReport>("trends/import", order),
};

const poll = () => (live.connected ? false : 15_000);

export const radarKeys = {
  all: ["radar"] as const,
  bloggers: ["radar", "bloggers"] as const,
  trends: ["radar", "trends"] as const,
  trending: ["radar", "trending"] as const,
  videos: ["radar", "videos"] as const,
  settings: ["radar", "settings"] as const,
};

export const radarQueries = {
  settings: () =>
    queryOptions({ queryKey: radarKeys.settings, queryFn: radar.settings, refetchInterval: poll }),
  stats: (id: string) =>
    queryOptions({ queryKey: [...radarKeys.bloggers, id, "stats"], queryFn: () => radar.stats(id) }),
  trend: (id: string) =>
    queryOptions({ queryKey: [...radarKeys.trends, id, "videos"], queryFn: () => radar.trend(id) }),
};
