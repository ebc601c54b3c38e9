import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isOver, queries } from "../api/queries";
import { radar, radarKeys, radarQueries } from "../api/radar";
import type { Job, Me, RoundReport, TrendSettings } from "../api/types";
import { dateTime } from "../format";
import { atLeast } from "../organisation/roles";
import { Button } from "../ui/Button/Button";
import { Notice } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { message, toast } from "../ui/Toasts/toast";
import { useTitle } from "../ui/useTitle";
import { Bloggers } from "./Bloggers";
import { Import } from "./Import";
import styles from "./Radar.module.css";
import { Trends } from "./Trends";
import { Trending, Videos } from "./Videos";
import { Watch } from "./Watch";

/** What rises, whom one follows, what is watched. Fresh by the event stream. */
export function RadarPage({ me }: { me: Me }) {
  useTitle("Radar");
  const settings = useQuery(radarQueries.settings());
  const mayEdit = atLeast(me.role, "editor");
  return (
    <div className={styles.page}>
      <div className={styles.intro}>
        <div>
          <h1>Radar</h1>
          <p>Creators you follow, public videos that are watched, and what rises among them.</p>
        </div>
        {mayEdit && <Discover />}
      </div>
      {settings.data && <Freshness settings={settings.data} />}
      <Section id="trends" title="Trends">
        <Trends />
      </Section>
      <Section id="trending" title="Videos that stand out">
        <Trending />
      </Section>
      <Section id="creators" title="Creators">
        <Bloggers mayEdit={mayEdit} />
      </Section>
      <Section
        id="videos"
        title="Watched videos"
        note={settings.data && room(settings.data.watched, settings.data.mostWatched)}
      >
        <Videos />
      </Section>
      {settings.data && (
        <Section id="watch" title="What is watched">
          <Watch key={settings.data.etag} settings={settings.data} mayEdit={mayEdit} />
        </Section>
      )}
      {mayEdit && (
        <Section id="import" title="Import">
          <Import />
        </Section>
      )}
    </div>
  );
}

const room = (watched: number, most: number | null) =>
  most === null ? `${watched}` : `${watched} of ${most}`;

/** Asks the sources now, and says how far it is. */
function Discover() {
  const client = useQueryClient();
  const [started, setStarted] = useState<Job | null>(null);
  const [pending, setPending] = useState(false);
  const job = useQuery({ ...queries.job(started?.id ?? ""), enabled: started !== null });
  const now = job.data ?? started;
  const running = pending || (now !== null && !isOver(now));
  const over = now !== null && isOver(now) ? now.status : null;
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: radarKeys.all });
  }, [over, client]);
  const start = async () => {
    setPending(true);
    try {
      setStarted(await radar.discover());
    } catch (error) {
      toast.bad(message(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <div className={styles.discover}>
      <Button disabled={running} onClick={() => void start()}>
        {running ? "Looking…" : "Discover now"}
      </Button>
      <p role="status">{now?.failure?.message ?? now?.stations.findLast((s) => s.message)?.message ?? ""}</p>
    </div>
  );
}

function Freshness({ settings }: { settings: TrendSettings }) {
  const rounds: [string, RoundReport | null][] = [
    ["Discovery", settings.discovery],
    ["Numbers", settings.monitoring],
    ["Analysis", settings.analysis],
  ];
  const notes = rounds.flatMap(([, round]) => (round?.note ? [round.note] : []));
  return (
    <>
      {!settings.included && (
        <Notice tone="warn">
          <p>
            Your tier follows creators and takes imports; looking for trends by itself is part of a larger
            one.
          </p>
        </Notice>
      )}
      <p className={styles.fresh}>
        {rounds.map(([name, round]) => `${name}: ${round ? dateTime(round.at) : "not yet"}`).join(" · ")}
      </p>
      {notes.length > 0 && (
        <Notice tone="warn">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </Notice>
      )}
    </>
  );
}
