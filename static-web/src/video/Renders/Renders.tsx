import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client";
import { keys, queries } from "../../api/queries";
import type { Render } from "../../api/types";
import { bytes, clock, label, minus, span } from "../../format";
import { Badge } from "../../ui/Badge/Badge";
import { Button, LinkButton } from "../../ui/Button/Button";
import { Icon } from "../../ui/Icon/Icon";
import { Meter } from "../../ui/Meter/Meter";
import { LoadError } from "../../ui/Notice/Notice";
import { Pending, Section } from "../../ui/Section/Section";
import { useAction } from "../../ui/useAction";
import { useSteadyUrl } from "../Player/player";
import styles from "./Renders.module.css";

export function Renders({ videoId, working }: { videoId: string; working: boolean }) {
  const { data, error, refetch } = useQuery(queries.renders(videoId));
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data?.length && !working) return null;
  return (
    <Section id="renders" title="Shorts" note="Cut, captioned and levelled for each platform">
      {data?.length ? (
        <ul className={styles.grid}>
          {data.map((render) => (
            <Card key={render.id} render={working ? render : stopped(render)} />
          ))}
        </ul>
      ) : (
        <Pending>Rendered once the script is written.</Pending>
      )}
    </Section>
  );
}

/** With its job over nothing is rendered any more, whatever was last heard of it. */
const stopped = (render: Render): Render =>
  render.status === "queued" || render.status === "rendering" ? { ...render, status: "cancelled" } : render;

function Card({ render }: { render: Render }) {
  const [url, renew] = useSteadyUrl(render.url);
  const ready = render.status === "succeeded";
  return (
    <li className={styles.card} aria-label={label(render.platform)}>
      <div className={styles.screen}>
        {ready && url ? (
          // biome-ignore lint/a11y/useMediaCaption: its captions are burned into the picture
          <video
            src={url}
            poster={render.thumbnailUrl ?? undefined}
            controls
            playsInline
            preload={render.thumbnailUrl ? "none" : "metadata"}
            aria-label={`Short for ${label(render.platform)}`}
            onError={renew}
          />
        ) : (
          <Icon name="film" size={34} />
        )}
      </div>
      <div className={styles.body}>
        <div className={styles.head}>
          <h3>{label(render.platform)}</h3>
          <Badge status={render.status} {...(ready && { text: "Ready" })} />
        </div>
        {ready ? <Figures render={render} /> : <Progress render={render} />}
        {render.failure && <p className={styles.failure}>{render.failure.message}</p>}
        {ready && render.downloadUrl && (
          <LinkButton icon="download" href={render.downloadUrl} download>
            Download
          </LinkButton>
        )}
      </div>
    </li>
  );
}

function Figures({ render }: { render: Render }) {
  const { durationSeconds, width, height, sizeBytes, loudnessLufs } = render;
  return (
    <dl className={styles.figures}>
      {durationSeconds !== null && <Figure name="Length" value={clock(durationSeconds, true)} />}
      {width !== null && height !== null && <Figure name="Picture" value={`${width}×${height}`} />}
      {sizeBytes !== null && <Figure name="Size" value={bytes(sizeBytes)} />}
      {loudnessLufs !== null && <Figure name="Loudness" value={`${minus(loudnessLufs.toFixed(1))} LUFS`} />}
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Progress({ render }: { render: Render }) {
  const cancel = useAction(() => api.cancelRender(render.id), [keys.part(render.videoId, "renders")]);
  if (render.status !== "queued" && render.status !== "rendering") return null;
  const pace = [
    `${Math.round(render.progress * 100)}%`,
    render.speed !== null && render.speed > 0 && `${render.speed.toFixed(1)}× speed`,
    render.etaSeconds !== null && `${span(render.etaSeconds)} left`,
  ];
  return (
    <div className={styles.progress}>
      <Meter value={render.progress} name={`Render for ${label(render.platform)}`} />
      <p>{render.status === "queued" ? "Waiting for a render job" : pace.filter(Boolean).join(" · ")}</p>
      <Button small disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        Cancel
      </Button>
    </div>
  );
}
