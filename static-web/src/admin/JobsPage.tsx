import { useState } from "react";
import { administration } from "../api/administration";
import { keys } from "../api/queries";
import type { AdminJob } from "../api/types";
import { dateTime, label } from "../format";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { useAction } from "../ui/useAction";
import styles from "./Admin.module.css";

const statuses = ["running", "waiting", "succeeded", "failed", "cancelled"];

export function JobsPage() {
  const [status, setStatus] = useState("");
  const jobs = usePages([...keys.admin("jobs"), status], (after) => administration.jobs(after, status));
  return (
    <SettingsFrame title="Jobs" intro="Of all organisations, the newest first.">
      <div>
        <select
          className={styles.select}
          aria-label="Status"
          value={status}
          onChange={(event) => setStatus(event.target.value)}
        >
          <option value="">All</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {label(one)}
            </option>
          ))}
        </select>
      </div>
      <List
        query={jobs}
        name="Jobs"
        none="There is none."
        row={(job) => <JobRow key={job.job.id} {...job} />}
      />
    </SettingsFrame>
  );
}

function JobRow({ orgId, createdBy, job }: AdminJob) {
  const cancel = useAction(() => administration.cancelJob(job.id), [keys.admin("jobs")], "Cancelled.");
  const ask = () => window.confirm("Cancel this job? Its organisation sees who did it.") && cancel.mutate();
  const over = job.status !== "running" && job.status !== "waiting";
  return (
    <Row
      title={job.id}
      marks={<Badge status={job.status} />}
      note={`${dateTime(job.createdAt)} · ${orgId} · by ${createdBy}`}
      below={job.failure && <p className={styles.failure}>{job.failure.message}</p>}
    >
      {!over && (
        <Button small disabled={cancel.isPending} onClick={ask}>
          Cancel
        </Button>
      )}
    </Row>
  );
}
