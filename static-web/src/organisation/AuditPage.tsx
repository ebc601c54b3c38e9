import { useMutation } from "@tanstack/react-query";
import { people } from "../api/people";
import { keys } from "../api/queries";
import type { Organisation } from "../api/types";
import { workspace } from "../api/workspace";
import { plural } from "../format";
import styles from "../settings/Settings.module.css";
import { Button } from "../ui/Button/Button";
import { usePages } from "../ui/List/usePages";
import { Notice } from "../ui/Notice/Notice";
import { message, toast } from "../ui/Toasts/toast";
import { AuditEntries } from "./AuditEntries";
import { OrganisationFrame } from "./OrganisationFrame";

export function AuditPage({ id }: { id: string }) {
  return (
    <OrganisationFrame
      id={id}
      title="Audit log"
      intro={(one) => `What changed money, access, keys and approvals in ${one.name}. Nobody can change it.`}
      needs="admin"
    >
      {(one) => <Audit one={one} />}
    </OrganisationFrame>
  );
}

function Audit({ one }: { one: Organisation }) {
  const entries = usePages(keys.audit(one.id), (after) => workspace.audit(one.id, after));
  const members = usePages(keys.members(one.id), (after) => people.members(one.id, after)).data ?? [];
  const names = new Map(members.map(({ userId, name }) => [userId, name ?? userId]));
  const verify = useMutation({
    mutationFn: () => workspace.verifyAudit(one.id),
    onError: (error) => toast.bad(message(error)),
  });
  // a file comes by a plain link, which renews no session: that happens before
  const download = () =>
    people.me().then(
      () => window.location.assign(workspace.auditExport(one.id)),
      (error: unknown) => toast.bad(message(error)),
    );
  return (
    <>
      <div className={styles.actions}>
        <Button disabled={verify.isPending} icon="check" onClick={() => verify.mutate()}>
          Check that nothing was changed
        </Button>
        <Button icon="download" onClick={() => void download()}>
          Download as CSV
        </Button>
      </div>
      {verify.data && (
        <Notice tone={verify.data.whole ? "good" : "bad"}>
          <p>
            {verify.data.whole
              ? `Whole: ${plural(verify.data.entries, "entry").replace("entrys", "entries")}, nothing changed, added or removed.`
              : `Broken at entry ${verify.data.brokenAt}: something was changed, added or removed there.`}
          </p>
        </Notice>
      )}
      <AuditEntries query={entries} names={names} />
    </>
  );
}
