import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, type Versioned } from "../api/http";
import { keys } from "../api/queries";
import { study } from "../api/study";
import type { Note } from "../api/types";
import { Button } from "../ui/Button/Button";
import { Field, Form, Submit, TextArea } from "../ui/Form/Form";
import { Markdown } from "../ui/Markdown/Markdown";
import { message, toast } from "../ui/Toasts/toast";
import styles from "./Study.module.css";

/** What is edited is the version that was opened, whatever comes in meanwhile: a change by somebody else is said when it is saved. */
export function EditNote({ note, close }: { note: Versioned<Note>; close: () => void }) {
  const client = useQueryClient();
  const [opened] = useState(note);
  const [title, setTitle] = useState(note.title);
  const [body, setBody] = useState(note.body);
  const [preview, setPreview] = useState(false);
  const save = async (etag: string | null) => {
    await study.change(note.id, { title, body }, etag);
    await client.invalidateQueries({ queryKey: keys.notes });
    toast.good("Saved.");
    close();
  };
  const say = (error: unknown) =>
    error instanceof ApiError && error.code === "changed_meanwhile" ? (
      <>
        <p>Somebody else has changed this note since you opened it. What you have written is still here.</p>
        <div className={styles.actions}>
          <Button small onClick={() => void save(null).catch((e: unknown) => toast.bad(message(e)))}>
            Save mine over it
          </Button>
          <Button
            small
            onClick={() => {
              void client.invalidateQueries({ queryKey: keys.note(note.id) });
              close();
            }}
          >
            Take theirs
          </Button>
        </div>
      </>
    ) : undefined;
  return (
    <div className={styles.edit}>
      <Form name="Edit note" send={() => save(opened.etag)} say={say}>
        <Field
          name="title"
          label="Title"
          autoComplete="off"
          maxLength={150}
          required
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        {preview ? (
          <section className={styles.preview} aria-label="Preview">
            <Markdown text={body} />
          </section>
        ) : (
          <TextArea
            name="body"
            label="Text"
            hint="Markdown. [[Title]] links to another note."
            rows={24}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        )}
        <div className={styles.actions}>
          <Submit>Save</Submit>
          <Button aria-pressed={preview} onClick={() => setPreview(!preview)}>
            {preview ? "Go on writing" : "Preview"}
          </Button>
          <Button kind="quiet" onClick={close}>
            Cancel
          </Button>
        </div>
      </Form>
    </div>
  );
}
