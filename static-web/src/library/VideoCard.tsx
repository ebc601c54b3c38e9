import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { keys, queries } from "../api/queries";
import type { Video } from "../api/types";
import { bytes, clock, date, label } from "../format";
import { Badge } from "../ui/Badge/Badge";
import { Icon } from "../ui/Icon/Icon";
import { Meter } from "../ui/Meter/Meter";
import { overall, waitsForPerson } from "../video/Stations/stations";
import styles from "./VideoCard.module.css";

export function VideoCard({ video }: { video: Video }) {
  const { probe } = video;
  return (
    <li className={styles.card}>
      <div className={styles.frame}>
        {video.posterUrl ? (
          <img src={video.posterUrl} alt="" loading="lazy" />
        ) : (
          <Icon name="film" size={30} />
        )}
        {probe && <span className={styles.length}>{clock(probe.durationSeconds)}</span>}
      </div>
      <div className={styles.body}>
        <h3 className={styles.title}>
          <Link href={`/videos/${video.id}`}>{video.title}</Link>
        </h3>
        <p className={styles.facts}>
          {date(video.createdAt)} · {bytes(video.sizeBytes)}
        </p>
        {video.status === "processing" && video.jobId ? (
          <Progress jobId={video.jobId} />
        ) : (
          <Badge status={video.status} {...(video.status === "processed" && { text: "Ready" })} />
        )}
        {video.failure && <p className={styles.failure}>{video.failure.message}</p>}
      </div>
    </li>
  );
}

function Progress({ jobId }: { jobId: string }) {
  const { data: job } = useQuery(queries.job(jobId));
  useNewPicture(job?.station);
  if (!job) return <Badge status="processing" />;
  if (job.status === "cancelled") return <Badge status="cancelled" />;
  if (waitsForPerson(job)) return <Badge status="awaiting_approval" text="Waiting for you" />;
  return (
    <div className={styles.progress}>
      <Meter value={overall(job)} name="Progress" />
      <span>{job.station ? label(job.station) : "Starting"}</span>
    </div>
  );
}

/** Stations find length and picture of a video, and only the list itself has them. */
function useNewPicture(station: string | undefined) {
  const client = useQueryClient();
  const before = useRef(station);
  useEffect(() => {
    if (before.current !== undefined && before.current !== station)
      void client.invalidateQueries({ queryKey: keys.library });
    before.current = station;
  }, [client, station]);
}
