import { radar, radarKeys } from "../api/radar";
import type { TrendVideo } from "../api/types";
import { count, dateTime } from "../format";
import { Badge } from "../ui/Badge/Badge";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";

export function Trending() {
  const videos = usePages(radarKeys.trending, radar.trending);
  return (
    <List
      query={videos}
      name="Videos that stand out"
      none="None is far above its creator’s usual yet."
      row={(video) => <VideoRow key={video.id} video={video} />}
    />
  );
}

export function Videos() {
  const videos = usePages(radarKeys.videos, radar.videos);
  return (
    <List
      query={videos}
      name="Watched videos"
      none="No videos are watched yet. Name keywords below, follow a creator, or import some."
      row={(video) => <VideoRow key={video.id} video={video} />}
    />
  );
}

export function VideoRow({ video }: { video: TrendVideo }) {
  return (
    <Row
      title={
        <a href={video.link} target="_blank" rel="noreferrer">
          {video.title || video.videoId}
        </a>
      }
      marks={video.status !== "monitoring" && <Badge status={video.status} />}
      note={[
        video.creatorName,
        `${count(video.views)} views`,
        video.velocity === null
          ? "velocity not known yet"
          : `${count(video.velocity)} an hour over ${video.velocityHours?.toFixed(1)} h`,
        video.viral &&
          `${video.viral.score.toFixed(1)} × the creator’s usual (of ${video.viral.videos} videos)`,
        video.measuredAt && `as of ${dateTime(video.measuredAt)}`,
      ]
        .filter(Boolean)
        .join(" · ")}
    />
  );
}
