import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "wouter";
import { api } from "../api/client";
import { keys, queries } from "../api/queries";
import type { Job, Video } from "../api/types";
import { bytes, date } from "../format";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { Icon } from "../ui/Icon/Icon";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useAction } from "../ui/useAction";
import { useTitle } from "../ui/useTitle";
import { Facts } from "./Facts/Facts";
import { Patterns } from "./Patterns/Patterns";
import { Player } from "./Player/Player";
import { PlayerContext, usePlayerState } from "./Player/player";
import { Posts } from "./Posts/Posts";
import { Renders } from "./Renders/Renders";
import { Scripts } from "./Script/Script";
import { Similar } from "./Similar/Similar";
import { Stations } from "./Stations/Stations";
import { Strategies } from "./Strategy/Strategy";
import { Timeline } from "./Timeline/Timeline";
import styles from "./VideoPage.module.css";

export function VideoPage({ id }: { id: string }) {
  const video = useQuery(queries.video(id));
  useTitle(video.data?.title ?? "Video");
  if (video.isError && !video.data)
    return <LoadError error={video.error} retry={() => void video.refetch()} />;
  if (!video.data)
    return (
      <div className={styles.page}>
        <Skeleton height="2.5rem" />
        <Skeleton aspect="16 / 9" />
      </div>
    );
  return <Loaded video={video.data} />;
}

function Loaded({ video }: { video: Video }) {
  const player = usePlayerState();
  const { data: job } = useQuery({ ...queries.job(video.jobId ?? ""), enabled: video.jobId !== null });
  const measurements = useQuery({ ...queries.measurements(video.id), enabled: isMeasured(video, job) });
  useStationNews(video.id, job);
  const working = job?.status === "running" || job?.status === "waiting";
  return (
    <PlayerContext value={player}>
      <div className={styles.page}>
        <Title video={video} cancelled={job?.status === "cancelled"} />
        {video.failure && !job?.failure && (
          <Notice tone="bad">
            <p>{video.failure.message}</p>
          </Notice>
        )}
        <div className={styles.top}>
          <div className={styles.stage}>
            <Player video={video} />
            {measurements.data ? (
              <Timeline video={video} measurements={measurements.data} />
            ) : (
              <p className={styles.measuring}>{expectation(video, working)}</p>
            )}
          </div>
          {job ? <Stations job={job} videoId={video.id} /> : video.jobId && <Skeleton height="24rem" />}
        </div>
        {video.probe && <Facts probe={video.probe} measurements={measurements.data ?? null} />}
        <Renders videoId={video.id} working={working} />
        <Posts videoId={video.id} working={working} />
        <Patterns videoId={video.id} working={working} />
        <Strategies videoId={video.id} working={working} />
        <Scripts videoId={video.id} working={working} />
        <Similar videoId={video.id} />
      </div>
    </PlayerContext>
  );
}

function isMeasured(video: Video, job: Job | undefined): boolean {
  if (job) return job.stations.some(({ name, status }) => name === "analyse" && status === "done");
  return video.jobId === null && video.probe !== null;
}

function expectation(video: Video, working: boolean): string {
  if (video.status === "uploading")
    return "This upload isn’t finished. Drop the same file in the library of the browser that began it.";
  return working
    ? "The timeline appears here as soon as the video is measured."
    : "This video was not measured.";
}

function Title({ video, cancelled }: { video: Video; cancelled: boolean }) {
  const [, navigate] = useLocation();
  const remove = useAction(
    () => api.deleteVideo(video.id).then(() => navigate("/")),
    [keys.library],
    "Deleted.",
  );
  const ask = () =>
    window.confirm(`Delete “${video.title}” and everything made from it? This can’t be undone.`) &&
    remove.mutate();
  return (
    <div className={styles.title}>
      <Link href="/" className={styles.back}>
        <Icon name="back" size={15} /> Library
      </Link>
      <div className={styles.heading}>
        <h1>{video.title}</h1>
        <Button
          kind="quiet"
          icon="trash"
          aria-label="Delete video"
          disabled={remove.isPending}
          onClick={ask}
        />
      </div>
      <p className={styles.under}>
        <Badge
          status={cancelled ? "cancelled" : video.status}
          {...(!cancelled && video.status === "processed" && { text: "Ready" })}
        />
        <span>
          {date(video.createdAt)} · {bytes(video.sizeBytes)} · {video.fileName}
        </span>
      </p>
    </div>
  );
}

/** When a station is through, what it has made can be read. */
function useStationNews(videoId: string, job: Job | undefined) {
  const client = useQueryClient();
  const state = job?.stations.map((station) => station.status).join();
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== undefined && before.current !== state)
      void client.invalidateQueries({ queryKey: keys.video(videoId) });
    before.current = state;
  }, [client, videoId, state]);
}
