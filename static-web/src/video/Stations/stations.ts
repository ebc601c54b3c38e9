import type { Job, Station } from "../../api/types";

/** Rendering takes most of the time by far; the rest counts as one each. */
const weights: Record<string, number> = { analyse: 4, render: 6 };

/** How far the whole job has come, 0 to 1. */
export function overall(job: Pick<Job, "status" | "stations">): number {
  if (job.status === "succeeded") return 1;
  const weight = (station: Station) => weights[station.name] ?? 1;
  const all = job.stations.reduce((sum, s) => sum + weight(s), 0);
  const done = job.stations.reduce((sum, s) => sum + weight(s) * share(s), 0);
  return all === 0 ? 0 : done / all;
}

/** A waiting job waits for a person at its gate, anywhere else for its time to come. */
export const waitsForPerson = (job: Pick<Job, "status" | "station">) =>
  job.status === "waiting" && job.station === "approval";

function share({ status, fraction }: Station): number {
  if (status === "done" || status === "skipped") return 1;
  return status === "running" ? fraction : 0;
}
