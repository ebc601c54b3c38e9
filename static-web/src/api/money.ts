import { http, of } from "./http";
import { page } from "./paging";
import type { Billing, Checkout, LedgerEntry, Page, Usage } from "./types";

/** An organisation's credits and tier. Paying itself happens at the provider's pages. */
export const money = {
  usage: (org: string) => http.get<Usage>(`orgs/${of(org)}/usage`),
  billing: (org: string) => http.get<Billing>(`orgs/${of(org)}/billing/tiers`),
  buy: (org: string, what: { pack: number } | { tier: string }, key: string) =>
    http.post<Checkout>(`orgs/${of(org)}/billing/checkout`, what, key),
  portal: (org: string) => http.post<{ url: string }>(`orgs/${of(org)}/billing/portal`),
  ledger: (org: string, after: string | null) =>
    http.get<Page<LedgerEntry>>(`orgs/${of(org)}/billing/ledger${page(after)}`),
};
