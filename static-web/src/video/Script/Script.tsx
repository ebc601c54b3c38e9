import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Script } from "../../api/types";
import { clock } from "../../format";
import { Button } from "../../ui/Button/Button";
import { LoadError } from "../../ui/Notice/Notice";
import { Pending, Section } from "../../ui/Section/Section";
import { toast } from "../../ui/Toasts/toast";
import { Tags } from "../Tags";
import { TimeLink } from "../TimeLink";
import styles from "./Script.module.css";

export function Scripts({ videoId, working }: { videoId: string; working: boolean }) {
  const { data, error, refetch } = useQuery(queries.scripts(videoId));
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  const script = data?.[0];
  if (!script && !working) return null;
  return (
    <Section id="script" title="Script" note={script && `by ${script.model}`}>
      {script ? <Body script={script.content} /> : <Pending>Follows the strategy.</Pending>}
    </Section>
  );
}

function Body({ script }: { script: Script["content"] }) {
  const caption = [script.caption, script.hashtags.map((tag) => `#${tag.replace(/^#/, "")}`).join(" ")].join(
    "\n\n",
  );
  const copy = () =>
    navigator.clipboard.writeText(caption).then(
      () => toast.good("Caption copied."),
      () => toast.bad("The browser didn’t allow copying."),
    );
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <h3>{script.title}</h3>
        <Button small icon="copy" onClick={() => void copy()}>
          Copy caption
        </Button>
        <p>{script.caption}</p>
        <Tags tags={script.hashtags} />
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">In the short, from</th>
            <th scope="col">Picture</th>
            <th scope="col">Sound</th>
            <th scope="col">Text on screen</th>
            <th scope="col">Edit</th>
          </tr>
        </thead>
        <tbody>
          {script.segments.map((segment) => (
            <tr key={segment.start}>
              <td>
                <b>
                  {clock(segment.start, true)}–{clock(segment.end, true)}
                </b>
                <TimeLink at={segment.sourceStart} end={segment.sourceEnd} />
              </td>
              <td data-label="Picture">{segment.visual}</td>
              <td data-label="Sound">{segment.audio}</td>
              <td data-label="Text on screen">{segment.overlay ? <q>{segment.overlay}</q> : "–"}</td>
              <td data-label="Edit">{segment.instruction}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
