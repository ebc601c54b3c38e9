/** The query of one page of a list; what is empty is left out. */
export function page(after: string | null, filters: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, after: after ?? undefined }))
    if (value) query.set(name, value);
  return query.size === 0 ? "" : `?${query}`;
}
