import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { radar, radarKeys, radarQueries } from "../api/radar";
import type { Trend } from "../api/types";
import { count, dateTime, label, plural } from "../format";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import styles from "./Radar.module.css";
import { Sparkline } from "./Sparkline";
import { VideoRow } from "./Videos";

export function Trends() {
  const trends = usePages(radarKeys.trends, radar.trends);
  return (
    <List
      query={trends}
      name="Trends"
      none="Nothing rises yet. It takes some days of watching until there is something to compare with."
      row={(trend) => <One key={trend.id} trend={trend} />}
    />
  );
}

function One({ trend }: { trend: Trend }) {
  const [open, setOpen] = useState(false);
  const { parts } = trend;
  return (
    <Row
      title={trend.label}
      marks={
        <>
          <Badge status={trend.status} />
          <Badge status={trend.type} />
        </>
      }
      note={[
        `Score ${Math.round(trend.score)}`,
        plural(trend.videos, "video"),
        plural(trend.creators, "creator"),
        trend.averageVelocity !== null && `${count(trend.averageVelocity)} views an hour each`,
        `found ${dateTime(trend.detectedAt)}`,
      ]
        .filter(Boolean)
        .join(" · ")}
      lead={
        <Sparkline
          values={trend.series.map((bin) => bin.videos)}
          name={`${trend.label}: videos by half day`}
        />
      }
      below={
        open && (
          <div className={styles.why}>
            <p>
              {plural(parts.creators, "creator")} in {parts.days === 1 ? "a day" : `${parts.days} days`}:{" "}
              {parts.uses} uses where {parts.expected.toFixed(1)} would have been usual (
              {parts.lift.toFixed(1)} times). Chance of that by accident: 1 in 10
              <sup>{parts.surprise.toFixed(1)}</sup>.{" "}
              {parts.outlier !== null &&
                `Its videos do ${parts.outlier.toFixed(1)} times as well as others of these days.`}
            </p>
            <Strongest id={trend.id} />
          </div>
        )
      }
    >
      <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Less" : "Why"}
      </Button>
    </Row>
  );
}

function Strongest({ id }: { id: string }) {
  const trend = useQuery(radarQueries.trend(id));
  if (!trend.data) return <Skeleton height="5rem" />;
  return (
    <ul className={styles.inner} aria-label={`Strongest videos of ${label(trend.data.trend.label)}`}>
      {trend.data.videos.slice(0, 5).map((video) => (
        <VideoRow key={video.id} video={video} />
      ))}
    </ul>
  );
}
