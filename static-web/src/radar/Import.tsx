import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { radar, radarKeys } from "../api/radar";
import type { ImportReport } from "../api/types";
import { plural } from "../format";
import settings from "../settings/Settings.module.css";
import { Button } from "../ui/Button/Button";
import { message, toast } from "../ui/Toasts/toast";
import styles from "./Radar.module.css";

/** A file is looked at first; only one without a wrong row can be written. */
export function Import() {
  const client = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<string | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [pending, setPending] = useState(false);

  const run = async (csv: string, dryRun: boolean) => {
    setPending(true);
    try {
      const found = await radar.bring({ csv, rows: null, dryRun });
      setReport(found);
      if (found.written) {
        toast.good(`${plural(found.new, "video")} imported.`);
        setFile(null);
        await client.invalidateQueries({ queryKey: radarKeys.all });
      }
    } catch (error) {
      toast.bad(message(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <div className={settings.card}>
      <p>
        CSV with the columns <code>link, creator, published_at</code>, and where known{" "}
        <code>title, views, likes, comments, shares, hashtags, sound, measured_at</code>. At most 5,000 rows.
      </p>
      <label htmlFor={id}>File</label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        onChange={async (event) => {
          const chosen = event.target.files?.[0];
          setReport(null);
          setFile(chosen ? await chosen.text() : null);
          if (chosen) await run(await chosen.text(), true);
        }}
      />
      <div role="status" className={styles.report}>
        {report && !report.written && (
          <>
            <p>
              {plural(report.rows, "row")}: {report.new} new, {report.again} known, {report.wrongRows} wrong.
            </p>
            {report.errors.length > 0 && (
              <ul>
                {report.errors.map((error) => (
                  <li key={`${error.row} ${error.field}`}>
                    Row {error.row}, {error.field}: {error.message}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
      {file !== null && report?.wrongRows === 0 && !report.written && (
        <div>
          <Button disabled={pending} onClick={() => void run(file, false)}>
            Import {plural(report.rows, "row")}
          </Button>
        </div>
      )}
    </div>
  );
}
