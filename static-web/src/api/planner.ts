import { http, of, type Versioned } from "./http";
import { page } from "./paging";
import type {
  AgentPrompt,
  ItemChange,
  Job,
  KnowledgeDocument,
  KnowledgeHit,
  Month,
  MonthWish,
  Page,
  PlanItem,
  ProduceWish,
  ProjectUsage,
} from "./types";

/** Months of posts, their items, what the agents are told and what they know. */
export const planner = {
  months: (after: string | null) => http.get<Page<Month>>(`months${page(after)}`),
  month: (id: string) => http.getVersioned<Month>(`months/${of(id)}`),
  createMonth: (wish: MonthWish) => http.post<Job>("months", wish),
  deleteMonth: (id: string) => http.remove(`months/${of(id)}`),
  regenerate: (id: string, day: number | null) =>
    http.post<Job>(`months/${of(id)}/regenerate`, day === null ? {} : { day }),
  /** All pages of it: a month is looked at as a whole. */
  items: async (id: string): Promise<PlanItem[]> => {
    const all: PlanItem[] = [];
    let after: string | null = null;
    do {
      const next: Page<PlanItem> = await http.get(`months/${of(id)}/items${page(after, { limit: "100" })}`);
      all.push(...next.items);
      after = next.next;
    } while (after);
    return all;
  },
  item: (id: string) => http.getVersioned<PlanItem>(`items/${of(id)}`),
  changeItem: (id: string, change: ItemChange, etag: string | null): Promise<Versioned<PlanItem>> =>
    http.patch<PlanItem>(`items/${of(id)}`, change, etag),
  lock: (id: string, locked: boolean) => http.post<PlanItem>(`items/${of(id)}/${locked ? "lock" : "unlock"}`),
  improve: (id: string, wish: string) => http.post<Job>(`items/${of(id)}/improve`, wish ? { wish } : {}),
  approve: (id: string) => http.post<PlanItem>(`items/${of(id)}/approve`),
  produce: (id: string, wish: ProduceWish) => http.post<Job>(`items/${of(id)}/produce`, wish),

  prompts: (after: string | null) => http.get<Page<AgentPrompt>>(`prompts${page(after)}`),
  addPrompt: (agent: string, text: string, comment: string) =>
    http.post<AgentPrompt>(`prompts/${of(agent)}`, { text, ...(comment && { comment }) }),
  activatePrompt: (agent: string, version: number) =>
    http.post<AgentPrompt>(`prompts/${of(agent)}/activate`, { version }),

  knowledge: (after: string | null) => http.get<Page<KnowledgeDocument>>(`knowledge${page(after)}`),
  addKnowledge: (fileName: string, kind: string, content: string) =>
    http.post<KnowledgeDocument>("knowledge", { fileName, kind, content }),
  removeKnowledge: (id: string) => http.remove(`knowledge/${of(id)}`),
  searchKnowledge: (query: string) => http.post<Page<KnowledgeHit>>("knowledge/search", { query }),
  usage: (projectId: string) => http.get<Page<ProjectUsage>>(`projects/${of(projectId)}/usage`),
};
