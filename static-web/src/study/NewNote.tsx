import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import { keys } from "../api/queries";
import { study } from "../api/study";
import { Button } from "../ui/Button/Button";
import { cx } from "../ui/cx";
import { Field, Form, Submit } from "../ui/Form/Form";
import { message, toast } from "../ui/Toasts/toast";
import { tooLarge } from "./parts";
import styles from "./Study.module.css";

/** A link or a file: the one is as good as the other. */
export function NewNote() {
  return (
    <div className={styles.ways}>
      <ByLink />
      <ByFile />
    </div>
  );
}

function ByLink() {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const [key] = useState(() => crypto.randomUUID());
  return (
    <section className={styles.way} aria-label="From a link">
      <Form
        key={done}
        name="A note from a link"
        send={async ({ link = "" }) => {
          await study.write({ link: link.trim() }, `${key}-${done}-${link.trim()}`);
          await client.invalidateQueries({ queryKey: keys.sources });
          setDone(done + 1);
        }}
      >
        <Field
          name="link"
          label="A YouTube link"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://www.youtube.com/watch?v=…"
          hint="YouTube gives captions only to the channel they belong to. For other videos, upload them here beside."
          required
        />
        <Submit>Write a note</Submit>
      </Form>
    </section>
  );
}

function ByFile() {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file || busy) return;
    const refused = tooLarge(file);
    if (refused) return toast.bad(refused);
    setBusy(true);
    try {
      const source = await study.upload(file);
      await study.write({ sourceId: source.id }, source.id);
    } catch (error) {
      toast.bad(message(error));
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: keys.sources });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <section
      className={cx(styles.way, styles.drop, over && styles.over)}
      aria-label="From a file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={styles.lead}>{over ? "Let go to upload" : "Drop captions here"}</p>
      <p className={styles.muted}>VTT, SRT or plain text, up to 5 MB.</p>
      <Button icon="upload" aria-busy={busy} disabled={busy} onClick={() => input.current?.click()}>
        Choose captions
      </Button>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept=".vtt,.srt,.txt,text/vtt,text/plain,application/x-subrip"
        tabIndex={-1}
        aria-label="Caption file"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </section>
  );
}
