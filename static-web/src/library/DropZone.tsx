import { type DragEvent, useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button/Button";
import { cx } from "../ui/cx";
import { Icon } from "../ui/Icon/Icon";
import { toast } from "../ui/Toasts/toast";
import styles from "./DropZone.module.css";

const accepted = /\.(mp4|m4v|mov|webm|avi|mkv)$/i;

/** Files dropped anywhere on the page count: a file that misses a box would otherwise replace the page. */
export function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    // only the name is looked at here; the server decides by the content
    const videos = files.filter((file) => file.type.startsWith("video/") || accepted.test(file.name));
    const other = files.find((file) => !videos.includes(file));
    if (other) toast.bad(`“${other.name}” is not a video. MP4, MOV, WEBM, AVI and MKV are accepted.`);
    if (videos.length > 0) onFiles(videos);
  };
  useEffect(() => {
    const stop = (event: globalThis.DragEvent) => event.preventDefault();
    window.addEventListener("dragover", stop);
    window.addEventListener("drop", stop);
    return () => {
      window.removeEventListener("dragover", stop);
      window.removeEventListener("drop", stop);
    };
  }, []);
  const handlers = {
    onDragOver: () => setOver(true),
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files);
    },
  };
  return (
    <section className={cx(styles.zone, over && styles.over)} aria-label="Upload" {...handlers}>
      <div className={styles.mark}>
        <Icon name="upload" size={26} />
      </div>
      <p className={styles.lead}>{over ? "Let go to upload" : "Drop videos here"}</p>
      <p className={styles.hint}>MP4, MOV, WEBM, AVI or MKV, up to 500 MB each. Uploads survive a reload.</p>
      <Button kind="primary" onClick={() => input.current?.click()}>
        Choose videos
      </Button>
      <input
        ref={input}
        className={styles.input}
        type="file"
        accept="video/*,.mkv,.avi,.mov"
        multiple
        tabIndex={-1}
        aria-label="Video files"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </section>
  );
}
