import type { AuditEntry } from "../api/types";
import { dateTime, label } from "../format";
import { List, Row, type Rows } from "../ui/List/List";

export function AuditEntries({
  query,
  names = new Map(),
}: {
  query: Rows<AuditEntry>;
  /** Of those that the reader knows. */
  names?: ReadonlyMap<string, string>;
}) {
  const named = (id: string) => names.get(id) ?? id;
  return (
    <List
      query={query}
      name="Audit log"
      none="Nothing has been entered yet."
      row={({ sequence, action, at, actor, target, detail }) => (
        <Row
          key={sequence}
          title={label(action)}
          note={
            <>
              {dateTime(at)} · by {named(actor)} · {named(target)}
              {detail && ` · ${detail}`}
            </>
          }
        />
      )}
    />
  );
}
