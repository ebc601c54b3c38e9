import { administration } from "../api/administration";
import { keys } from "../api/queries";
import { AuditEntries } from "../organisation/AuditEntries";
import { SettingsFrame } from "../settings/SettingsFrame";
import { usePages } from "../ui/List/usePages";

export function AdminAuditPage() {
  return (
    <SettingsFrame
      title="Audit log"
      intro="What administrators changed in the installation. Nobody can change it."
    >
      <AuditEntries query={usePages(keys.admin("audit"), administration.audit)} />
    </SettingsFrame>
  );
}
