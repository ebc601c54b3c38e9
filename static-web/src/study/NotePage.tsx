import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { Versioned } from "../api/http";
import { keys, queries } from "../api/queries";
import { study } from "../api/study";
import type { Me, Note } from "../api/types";
import { date, span } from "../format";
import { atLeast } from "../organisation/roles";
import { Button, LinkButton } from "../ui/Button/Button";
import { Icon } from "../ui/Icon/Icon";
import { Markdown } from "../ui/Markdown/Markdown";
import { LoadError } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useAction } from "../ui/useAction";
import { useTitle } from "../ui/useTitle";
import { EditNote } from "./EditNote";
import { MoreOfNote } from "./MoreOfNote";
import { languageName } from "./parts";
import { Questions } from "./Questions";
import styles from "./Study.module.css";

export function NotePage({ id, me }: { id: string; me: Me }) {
  const note = useQuery(queries.note(id));
  useTitle(note.data?.title ?? "Note");
  const [editing, setEditing] = useState(false);
  const mayEdit = atLeast(me.role, "editor");
  if (note.isError && !note.data) return <LoadError error={note.error} retry={() => void note.refetch()} />;
  if (!note.data) return <Skeleton height="30rem" />;
  return (
    <article className={styles.page}>
      <Head note={note.data} mayEdit={mayEdit} editing={editing} edit={() => setEditing(true)} />
      {editing ? (
        <EditNote note={note.data} close={() => setEditing(false)} />
      ) : (
        <>
          <Text note={note.data} />
          <Questions note={note.data} />
          <Links note={note.data} />
          {mayEdit && <MoreOfNote note={note.data} />}
        </>
      )}
    </article>
  );
}

function Head({
  note,
  mayEdit,
  editing,
  edit,
}: {
  note: Versioned<Note>;
  mayEdit: boolean;
  editing: boolean;
  edit: () => void;
}) {
  const [, navigate] = useLocation();
  const remove = useAction(
    () => study.remove(note.id).then(() => navigate("/study")),
    [keys.notes],
    "The note is deleted.",
  );
  const { source } = note;
  return (
    <header className={styles.head}>
      <Link href="/study" className={styles.back}>
        <Icon name="back" size={15} /> Study
      </Link>
      <h1>{note.title}</h1>
      <p className={styles.muted}>
        {note.subject} · {languageName(note.language)} · {date(note.updatedAt)} · by {note.model}
      </p>
      {source && (
        <p className={styles.muted}>
          From {source.link ? <a href={source.link}>{source.title}</a> : source.fileName}
          {source.channel && ` · ${source.channel}`}
          {source.durationSeconds !== null && ` · ${span(source.durationSeconds)}`}
        </p>
      )}
      {!editing && (
        <div className={styles.actions}>
          {mayEdit && <Button onClick={edit}>Edit</Button>}
          <LinkButton icon="download" href={study.file(note.id, "markdown")} download>
            Markdown
          </LinkButton>
          <LinkButton icon="download" href={study.file(note.id, "pdf")} download>
            PDF
          </LinkButton>
          {mayEdit && (
            <Button
              kind="quiet"
              icon="trash"
              aria-label="Delete note"
              disabled={remove.isPending}
              onClick={() =>
                window.confirm(`Delete “${note.title}”? Where it is linked, its title stays as text.`) &&
                remove.mutate()
              }
            />
          )}
        </div>
      )}
    </header>
  );
}

function Text({ note }: { note: Note }) {
  const { data: links } = useQuery(queries.noteLinks(note.id));
  const ids = new Map([...(links?.to ?? []), note].map(({ id, title }) => [title.toLowerCase(), id]));
  const wiki = (title: string) => {
    const id = ids.get(title.toLowerCase());
    return id ? `/study/${id}` : null;
  };
  return (
    <section className={styles.text} aria-label="Text">
      <Markdown text={note.body} wiki={wiki} />
    </section>
  );
}

function Links({ note }: { note: Note }) {
  const { data } = useQuery(queries.noteLinks(note.id));
  if (!data || data.to.length + data.from.length + data.open.length === 0) return null;
  const list = (name: string, notes: { id: string; title: string }[]) =>
    notes.length > 0 && (
      <div>
        <h3>{name}</h3>
        <ul className={styles.links} aria-label={name}>
          {notes.map(({ id, title }) => (
            <li key={id}>
              <Link href={`/study/${id}`}>{title}</Link>
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <Section id="links" title="Links">
      <div className={styles.columns}>
        {list("Leads to", data.to)}
        {list("Linked from", data.from)}
        {data.open.length > 0 && (
          <div>
            <h3>Not written yet</h3>
            <ul className={styles.links} aria-label="Not written yet">
              {data.open.map((title) => (
                <li key={title} className={styles.muted}>
                  {title}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}
