import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { administration } from "../api/administration";
import { keys } from "../api/queries";
import { dateTime, label } from "../format";
import { SettingsFrame } from "../settings/SettingsFrame";
import { LoadError } from "../ui/Notice/Notice";
import { Pending } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import styles from "./Admin.module.css";
import { Search } from "./Search";

const levels = ["information", "warning", "error", "critical"];

export function LogsPage() {
  const [level, setLevel] = useState("warning");
  const [requestId, setRequestId] = useState("");
  const logs = useQuery({
    queryKey: [...keys.admin("logs"), level, requestId],
    queryFn: async () => (await administration.logs(level, requestId)).items,
    staleTime: 0,
  });
  return (
    <SettingsFrame
      title="Logs"
      intro="What this installation logged lately; without names, addresses and secrets."
    >
      <Search label="Id of a request" onSearch={setRequestId}>
        <select
          className={styles.select}
          aria-label="Level"
          value={level}
          onChange={(event) => setLevel(event.target.value)}
        >
          {levels.map((one) => (
            <option key={one} value={one}>
              {label(one)}
              {one === "critical" ? "" : " and worse"}
            </option>
          ))}
        </select>
      </Search>
      {logs.isError && !logs.data && <LoadError error={logs.error} retry={() => void logs.refetch()} />}
      {logs.isPending && <Skeleton height="14rem" />}
      {logs.data?.length === 0 && <Pending>Nothing was logged.</Pending>}
      {logs.data && logs.data.length > 0 && (
        <ol className={styles.lines}>
          {logs.data.map((line) => (
            <li key={`${line.at}${line.category}${line.message}`} data-level={line.level}>
              <p>
                <b>{label(line.level)}</b> <time dateTime={line.at}>{dateTime(line.at)}</time> {line.category}
                {line.requestId && <span> · {line.requestId}</span>}
              </p>
              <p>{line.message}</p>
              {line.error && <pre>{line.error}</pre>}
            </li>
          ))}
        </ol>
      )}
    </SettingsFrame>
  );
}
