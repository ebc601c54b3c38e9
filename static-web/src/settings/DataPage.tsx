import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { Me } from "../api/types";
import { bytes, date } from "../format";
import { Button, LinkButton } from "../ui/Button/Button";
import { Meter } from "../ui/Meter/Meter";
import { Notice } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { useAction } from "../ui/useAction";
import { overall } from "../video/Stations/stations";
import { DeleteAccount } from "./DeleteAccount";
import { lastExport } from "./lastExport";
import styles from "./Settings.module.css";
import { SettingsFrame } from "./SettingsFrame";

export function DataPage({ me }: { me: Me }) {
  return (
    <SettingsFrame title="Your data">
      <Section id="export" title="Take it with you">
        <Export me={me} />
      </Section>
      <Section id="delete" title="Delete your account">
        <DeleteAccount me={me} />
      </Section>
    </SettingsFrame>
  );
}

function Export({ me }: { me: Me }) {
  const [id, setId] = useState(() => lastExport.of(me.id));
  const start = useAction(async () => {
    const job = await people.startExport();
    lastExport.remember(me.id, job.id);
    setId(job.id);
  }, [keys.exports]);
  const running = useQuery({ ...queries.exported(id ?? ""), enabled: id !== null });
  const { data } = running;
  const working = data?.status === "running" || data?.status === "waiting";
  return (
    <div className={styles.card}>
      <p>
        One archive with everything that is yours: profile, videos with all that was made from them, posts,
        notices and settings. Making it can take a while; you are told when it is ready.
      </p>
      {working && id && <Progress id={id} />}
      {data?.status === "failed" && (
        <Notice tone="bad">
          <p>The archive could not be made. Try once more.</p>
        </Notice>
      )}
      {data?.url && (
        <Notice tone="good">
          <p>
            Ready{data.sizeBytes !== null && `, ${bytes(data.sizeBytes)}`}
            {data.expiresAt && `. It is kept until ${date(data.expiresAt)}`}.
          </p>
          <LinkButton small icon="download" href={data.url}>
            Download
          </LinkButton>
        </Notice>
      )}
      <div className={styles.actions}>
        <Button
          kind={data?.url ? "plain" : "primary"}
          disabled={start.isPending || working}
          onClick={() => start.mutate()}
        >
          {data?.url ? "Make a new archive" : "Make the archive"}
        </Button>
      </div>
    </div>
  );
}

function Progress({ id }: { id: string }) {
  const { data: job } = useQuery({ ...queries.job(id), retry: false });
  return (
    <div className={styles.progress}>
      <p className={styles.note}>Being made…</p>
      <Meter value={job ? overall(job) : 0} name="The archive" />
    </div>
  );
}
