import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { Link } from "wouter";
import { api } from "../api/client";
import { keys, queries } from "../api/queries";
import { study } from "../api/study";
import type { Me, NoteSummary, Source } from "../api/types";
import { date, label, plural, span } from "../format";
import { atLeast } from "../organisation/roles";
import { Badge } from "../ui/Badge/Badge";
import { Button, LinkButton } from "../ui/Button/Button";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Meter } from "../ui/Meter/Meter";
import { Section } from "../ui/Section/Section";
import { useAction } from "../ui/useAction";
import { useTitle } from "../ui/useTitle";
import { NewNote } from "./NewNote";
import { languageName, progress } from "./parts";
import styles from "./Study.module.css";

export function StudyPage({ me }: { me: Me }) {
  useTitle("Study");
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const mayEdit = atLeast(me.role, "editor");
  const notes = usePages([...keys.notes, "list", q], (after) => study.notes(after, q));
  const sources = usePages(keys.sources, study.sources);
  const working = sources.data?.filter(({ status }) => status === "writing" || status === "failed") ?? [];
  return (
    <div className={styles.page}>
      <div className={styles.intro}>
        <h1>Study</h1>
        <p>A talk becomes a note: summary, key terms, questions, each with the second where it is said.</p>
      </div>
      {mayEdit && <NewNote />}
      {working.length > 0 && (
        <Section id="working" title="Being written">
          <ul className={styles.jobs} aria-label="Being written">
            {working.map((source) => (
              <Working key={source.id} source={source} mayEdit={mayEdit} />
            ))}
          </ul>
        </Section>
      )}
      <Section id="notes" title="Notes">
        <div className={styles.bar}>
          <input
            type="search"
            className={styles.search}
            aria-label="Search notes"
            placeholder="Search by words or by what it is about"
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <LinkButton icon="download" href={study.vault} download>
            All for Obsidian
          </LinkButton>
        </div>
        <List
          query={notes}
          name="Notes"
          none={q ? "Nothing is found. Try other words." : "There is none yet."}
          row={(note) => <NoteRow key={note.id} note={note} />}
        />
      </Section>
      <Section id="sources" title="Sources" note="what notes are made from">
        <List
          query={sources}
          name="Sources"
          none="There is none yet."
          row={(source) => <SourceRow key={source.id} source={source} mayEdit={mayEdit} />}
        />
      </Section>
    </div>
  );
}

function NoteRow({ note }: { note: NoteSummary }) {
  return (
    <Row
      title={<Link href={`/study/${note.id}`}>{note.title}</Link>}
      note={`${note.subject} · ${languageName(note.language)} · ${date(note.updatedAt)}`}
      below={<p className={styles.summary}>{note.summary}</p>}
    />
  );
}

/** A job that is under way, or waits to be tried again. */
function Working({ source, mayEdit }: { source: Source; mayEdit: boolean }) {
  const client = useQueryClient();
  const { data: job } = useQuery({ ...queries.job(source.jobId ?? ""), enabled: source.jobId !== null });
  const changed = [keys.job(source.jobId ?? ""), keys.sources, keys.notes];
  const cancel = useAction(() => api.cancelJob(source.jobId ?? ""), changed, "Stopped. It has cost nothing.");
  const retry = useAction(() => api.retryJob(source.jobId ?? ""), changed);
  const running = job?.status === "running" || job?.status === "waiting";
  // the stream tells of the note, polling only of the job
  const over = job !== undefined && !running && source.status === "writing";
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: keys.sources });
  }, [client, over]);
  return (
    <li className={styles.job}>
      <div className={styles.jobHead}>
        <h3>{source.title}</h3>
        {running && job && <span className={styles.muted}>{label(job.station)}</span>}
        {job?.status === "failed" && <Badge status="failed" />}
        {running && mayEdit && (
          <Button kind="quiet" small disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            Stop
          </Button>
        )}
        {job?.status === "failed" && mayEdit && (
          <Button small icon="retry" disabled={retry.isPending} onClick={() => retry.mutate()}>
            Try again
          </Button>
        )}
      </div>
      {job && running && <Meter value={progress(job)} name={`Note of ${source.title}`} />}
      {job?.failure && <p className={styles.muted}>{job.failure.message}</p>}
    </li>
  );
}

function SourceRow({ source, mayEdit }: { source: Source; mayEdit: boolean }) {
  const [key] = useState(() => crypto.randomUUID());
  const { id, title, link, channel, platform, durationSeconds, language, creditsUsed, status } = source;
  const write = useAction(() => study.write({ sourceId: id }, `${key}-${status}`), [keys.sources]);
  const remove = useAction(() => study.removeSource(id), [keys.sources], `${title} is deleted.`);
  const facts = [
    platform === "file" ? source.fileName : label(platform),
    channel,
    durationSeconds !== null && span(durationSeconds),
    languageName(language),
    creditsUsed > 0 && plural(creditsUsed, "credit"),
  ];
  return (
    <Row
      title={link ? <a href={link}>{title}</a> : title}
      marks={status !== "noted" && <Badge status={status === "writing" ? "running" : status} />}
      note={facts.filter(Boolean).join(" · ")}
    >
      {mayEdit && status !== "writing" && (
        <>
          <Button small disabled={write.isPending} onClick={() => write.mutate()}>
            Write a note
          </Button>
          <Button
            small
            icon="trash"
            aria-label={`Delete ${title}`}
            disabled={remove.isPending}
            onClick={() => window.confirm(`Delete “${title}”? Notes made from it stay.`) && remove.mutate()}
          />
        </>
      )}
    </Row>
  );
}
