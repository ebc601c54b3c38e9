import { QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "./client";
import { ApiError } from "./http";
import { live } from "./live";
import { money } from "./money";
import { people } from "./people";
import { study } from "./study";
import type { Job } from "./types";
import { workspace } from "./workspace";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays one; only an unreachable or stumbling server is worth asking again.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
    },
  },
});

/** Without the event stream the pages ask on their own. */
const poll = () => (live.connected ? false : 4_000);

/** Everything of one video lies under ["video", id], so that one call marks all of it as changed. */
export const keys = {
  library: ["library"] as const,
  video: (id: string) => ["video", id] as const,
  part: (id: string, name: string) => ["video", id, name] as const,
  jobs: ["job"] as const,
  job: (id: string) => ["job", id] as const,
  accounts: ["accounts"] as const,
  me: ["me"] as const,
  sessions: ["me", "sessions"] as const,
  logins: ["me", "logins"] as const,
  legal: (name: string, language: string) => ["legal", name, language] as const,
  exports: ["me", "exports"] as const,
  organisations: ["organisations"] as const,
  members: (org: string) => ["organisation", org, "members"] as const,
  invitations: (org: string) => ["organisation", org, "invitations"] as const,
  billing: (org: string) => ["organisation", org, "billing"] as const,
  usage: (org: string) => ["organisation", org, "usage"] as const,
  ledger: (org: string) => ["organisation", org, "billing", "ledger"] as const,
  apiKeys: (org: string) => ["organisation", org, "keys"] as const,
  audit: (org: string) => ["organisation", org, "audit"] as const,
  notices: ["notices"] as const,
  latestNotices: ["notices", "latest"] as const,
  allNotices: ["notices", "all"] as const,
  noticePreferences: ["me", "notifications"] as const,
  projects: ["projects"] as const,
  project: (id: string) => ["projects", id] as const,
  brand: ["brand"] as const,
  notes: ["notes"] as const,
  note: (id: string) => ["notes", id] as const,
  noteLinks: (id: string) => ["notes", id, "links"] as const,
  sources: ["sources"] as const,
  months: ["month"] as const,
  month: (id: string) => ["month", id] as const,
  monthItems: (id: string) => ["month", id, "items"] as const,
  planItem: (id: string) => ["item", id] as const,
  prompts: ["prompts"] as const,
  knowledge: ["knowledge"] as const,
  projectUsage: (id: string) => ["projects", id, "usage"] as const,
  admin: (part: string) => ["admin", part] as const,
};

export const queries = {
  /** Null: nobody is signed in. */
  me: () =>
    queryOptions({
      queryKey: keys.me,
      queryFn: () =>
        people.me().catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 401) return null;
          throw error;
        }),
      staleTime: 300_000,
    }),
  installation: () =>
    queryOptions({
      queryKey: ["installation"],
      queryFn: people.installation,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  providers: () => ({ ...list(["providers"], people.providers), staleTime: Number.POSITIVE_INFINITY }),
  logins: () => list(keys.logins, people.logins),
  exported: (id: string) =>
    queryOptions({
      queryKey: [...keys.exports, id],
      queryFn: () => absent(people.exported(id)),
      refetchInterval: ({ state }) =>
        state.data?.status === "running" || state.data?.status === "waiting" ? 2_000 : false,
    }),
  deletion: (id: string) =>
    queryOptions({
      queryKey: ["deletion", id],
      queryFn: () => people.deletion(id),
      refetchInterval: ({ state }) => (isOver(state.data) ? false : 2_000),
    }),
  legal: (name: string, language: string) =>
    queryOptions({ queryKey: keys.legal(name, language), queryFn: () => people.legal(name, language) }),
  sessions: () => list(keys.sessions, people.sessions),
  organisations: () => list(keys.organisations, people.organisations),
  latestNotices: () =>
    queryOptions({
      queryKey: keys.latestNotices,
      queryFn: () => workspace.notices(null, 6),
      refetchInterval: () => (live.connected ? false : 30_000),
    }),
  noticePreferences: () =>
    queryOptions({ queryKey: keys.noticePreferences, queryFn: workspace.noticePreferences }),
  usage: (org: string) => queryOptions({ queryKey: keys.usage(org), queryFn: () => money.usage(org) }),
  billing: (org: string) =>
    queryOptions({ queryKey: keys.billing(org), queryFn: () => money.billing(org), staleTime: 0 }),
  project: (id: string) => queryOptions({ queryKey: keys.project(id), queryFn: () => workspace.project(id) }),

  note: (id: string) => queryOptions({ queryKey: keys.note(id), queryFn: () => study.note(id) }),
  noteLinks: (id: string) => queryOptions({ queryKey: keys.noteLinks(id), queryFn: () => study.links(id) }),

  library: () => queryOptions({ queryKey: keys.library, queryFn: api.videos, refetchInterval: poll }),
  accounts: () => queryOptions({ queryKey: keys.accounts, queryFn: api.accounts }),
  job: (id: string) =>
    queryOptions({
      queryKey: keys.job(id),
      queryFn: () => api.job(id),
      // also with the stream open: a lost event must not leave a bar standing still
      refetchInterval: ({ state }) => (isOver(state.data) ? false : live.connected ? 10_000 : 2_000),
    }),
  video: (id: string) =>
    queryOptions({ queryKey: keys.video(id), queryFn: () => api.video(id), refetchInterval: poll }),
  measurements: (id: string) =>
    queryOptions({ queryKey: keys.part(id, "measurements"), queryFn: () => absent(api.measurements(id)) }),
  patterns: (id: string) => part(id, "patterns", () => api.patterns(id)),
  similar: (id: string) => part(id, "similar", () => api.similar(id)),
  strategies: (id: string) => part(id, "strategies", () => api.strategies(id)),
  scripts: (id: string) => part(id, "scripts", () => api.scripts(id)),
  renders: (id: string) => part(id, "renders", () => api.renders(id)),
  posts: (id: string) => part(id, "posts", () => api.posts(id)),
};

function list<T>(queryKey: readonly string[], read: () => Promise<{ items: T[] }>) {
  return queryOptions({ queryKey, queryFn: async () => (await read()).items });
}

function part<T>(id: string, name: string, read: () => Promise<{ items: T[] }>) {
  return queryOptions({
    queryKey: keys.part(id, name),
    queryFn: async () => (await absent(read()))?.items ?? [],
    refetchInterval: poll,
  });
}

/** What isn't measured yet is not an error on a page that fills while it is looked at. */
async function absent<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

export const isOver = (job: Job | undefined) =>
  job !== undefined && job.status !== "running" && job.status !== "waiting";
