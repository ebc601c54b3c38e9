import { api } from "../../api/client";
import { keys } from "../../api/queries";
import type { Job, Station } from "../../api/types";
import { label, span } from "../../format";
import { Badge } from "../../ui/Badge/Badge";
import { Button, LinkButton } from "../../ui/Button/Button";
import { Icon } from "../../ui/Icon/Icon";
import { Meter } from "../../ui/Meter/Meter";
import { Notice } from "../../ui/Notice/Notice";
import { useAction } from "../../ui/useAction";
import styles from "./Stations.module.css";
import { overall, waitsForPerson } from "./stations";

const headings: Record<Job["status"], string> = {
  running: "Being made",
  waiting: "Waiting for its time",
  succeeded: "All done",
  failed: "Stopped",
  cancelled: "Cancelled",
};

/** The way of this video through the product, live. */
export function Stations({ job, videoId }: { job: Job; videoId: string }) {
  const cancel = useAction(() => api.cancelJob(job.id), [keys.job(job.id), keys.video(videoId)]);
  const wide = window.matchMedia("(min-width: 60rem)").matches;
  const running = job.status === "running" || job.status === "waiting";
  const seconds = job.stations.reduce((sum, station) => sum + (station.seconds ?? 0), 0);
  return (
    <section className={styles.card} aria-label="Progress">
      <div className={styles.head}>
        <h2>{waitsForPerson(job) ? "Waiting for you" : headings[job.status]}</h2>
        {job.status === "succeeded" && seconds > 0 && (
          <span className={styles.total}>in {span(seconds)}</span>
        )}
        {running && (
          <Button
            kind="quiet"
            small
            disabled={cancel.isPending}
            onClick={() =>
              window.confirm("Stop making this video? What is done so far stays.") && cancel.mutate()
            }
          >
            Stop
          </Button>
        )}
      </div>
      {running && <Meter value={overall(job)} name="Whole job" />}
      {waitsForPerson(job) && (
        <LinkButton kind="primary" icon="check" href="#posts">
          Look at the post
        </LinkButton>
      )}
      {job.failure && (
        <Notice tone="bad">
          <p>{job.failure.message}</p>
        </Notice>
      )}
      {/* on a phone the way is long; once it has been gone it folds up */}
      <details open={job.status !== "succeeded" || wide}>
        <summary className={styles.summary}>Every station</summary>
        <ol className={styles.list}>
          {job.stations.map((station) => (
            <Row key={station.name} station={running ? station : stopped(station)} />
          ))}
        </ol>
      </details>
    </section>
  );
}

/** A cancelled job leaves the station it was at as it found it. */
const stopped = (station: Station): Station =>
  station.status === "running" ? { ...station, status: "skipped", message: "Stopped here." } : station;

function Row({ station }: { station: Station }) {
  const { name, status, fraction, message, seconds } = station;
  return (
    <li className={styles.row} data-status={status} aria-current={status === "running" ? "step" : undefined}>
      <span className={styles.dot}>
        {status === "done" && <Icon name="check" size={13} />}
        {status === "failed" && <Icon name="close" size={13} />}
      </span>
      <span className={styles.name}>
        {label(name)}
        {status !== "done" && status !== "waiting" && status !== "running" && <Badge status={status} />}
        <span className={styles.hidden}>{label(status)}</span>
      </span>
      <span className={styles.time}>
        {status === "running" && fraction > 0 ? `${Math.round(fraction * 100)}%` : null}
        {status === "done" && seconds !== null ? span(seconds) : null}
      </span>
      {message && status !== "done" && <span className={styles.message}>{message}</span>}
    </li>
  );
}
