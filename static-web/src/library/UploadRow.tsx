import { type ReactNode, useRef } from "react";
import { Link } from "wouter";
import { bytes, span } from "../format";
import { Button } from "../ui/Button/Button";
import { Icon } from "../ui/Icon/Icon";
import { Meter } from "../ui/Meter/Meter";
import { message, toast } from "../ui/Toasts/toast";
import { type Upload, uploads } from "../uploads/uploads";
import { PrivacyChoice } from "./PrivacyChoice";
import styles from "./UploadRow.module.css";

export function UploadRow({ upload }: { upload: Upload }) {
  const { key, state, fileName, sizeBytes, sentBytes } = upload;
  const cancel = () => uploads.cancel(key).catch((error: unknown) => toast.bad(message(error)));
  return (
    <li className={styles.row} aria-label={fileName}>
      <div className={styles.icon} data-state={state}>
        <Icon name={state === "done" ? "check" : state === "failed" ? "alert" : "film"} />
      </div>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.name}>{fileName}</span>
          <span className={styles.figures}>{figures(upload)}</span>
        </div>
        <Meter
          value={sizeBytes === 0 ? 0 : sentBytes / sizeBytes}
          name={`Upload of ${fileName}`}
          {...tone(state)}
        />
        {line(upload)}
        {upload.postsFor === null && (
          <PrivacyChoice
            name={`posts-for-${key}`}
            legend="Who may see its posts?"
            value={null}
            onChange={(postsFor) => uploads.decide(key, postsFor)}
          />
        )}
      </div>
      <div className={styles.actions}>
        {state === "uploading" || state === "waiting" ? (
          <Button small icon="pause" aria-label={`Pause ${fileName}`} onClick={() => uploads.pause(key)} />
        ) : null}
        {state === "paused" && (
          <Button small icon="play" aria-label={`Resume ${fileName}`} onClick={() => uploads.resume(key)} />
        )}
        {state === "failed" && (
          <Button
            small
            icon="retry"
            aria-label={`Try ${fileName} again`}
            onClick={() => uploads.resume(key)}
          />
        )}
        {state === "interrupted" && <ChooseAgain upload={upload} />}
        {state === "done" ? (
          <Button small icon="close" aria-label={`Hide ${fileName}`} onClick={() => uploads.dismiss(key)} />
        ) : (
          state !== "finishing" && (
            <Button small icon="close" aria-label={`Cancel ${fileName}`} onClick={() => void cancel()} />
          )
        )}
      </div>
    </li>
  );
}

function figures({ state, sentBytes, sizeBytes }: Upload): string {
  if (state === "done") return bytes(sizeBytes);
  const percent = sizeBytes === 0 ? 0 : Math.floor((sentBytes / sizeBytes) * 100);
  return `${bytes(sentBytes)} of ${bytes(sizeBytes)} · ${percent}%`;
}

function line(upload: Upload): ReactNode {
  switch (upload.state) {
    case "waiting":
      return <p className={styles.line}>Waiting for the others</p>;
    case "uploading":
      return <p className={styles.line}>{pace(upload)}</p>;
    case "paused":
      return <p className={styles.line}>Paused</p>;
    case "undecided":
      return <p className={styles.line}>Uploaded. It is made as soon as you have chosen.</p>;
    case "finishing":
      return <p className={styles.line}>Checking the file…</p>;
    case "interrupted":
      return (
        <p className={styles.line}>Cut off by a reload. Choose the same file to go on where it stopped.</p>
      );
    case "failed":
      return (
        <p className={styles.error} role="alert">
          {upload.error}
        </p>
      );
    case "done":
      return (
        <p className={styles.line}>
          Uploaded. <Link href={`/videos/${upload.videoId}`}>Watch it being made</Link>
        </p>
      );
  }
}

function pace({ bytesPerSecond, sizeBytes, sentBytes }: Upload): string {
  if (bytesPerSecond === null) return "Starting…";
  if (bytesPerSecond === 0) return "Waiting for the connection…";
  return `${bytes(Math.round(bytesPerSecond))}/s · ${span((sizeBytes - sentBytes) / bytesPerSecond)} left`;
}

function tone(state: Upload["state"]): { tone?: "good" | "bad" | "still" } {
  if (state === "done") return { tone: "good" };
  if (state === "failed") return { tone: "bad" };
  return state === "paused" || state === "interrupted" ? { tone: "still" } : {};
}

function ChooseAgain({ upload }: { upload: Upload }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (file && !uploads.provide(upload.key, file))
      toast.bad(`That is another file, or it has changed. “${upload.fileName}” is needed as it was.`);
  };
  return (
    <>
      <Button small onClick={() => input.current?.click()}>
        Choose file
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept="video/*,.mkv,.avi,.mov"
        aria-label={`The file ${upload.fileName}`}
        onChange={(event) => take(event.target.files?.[0])}
      />
    </>
  );
}
