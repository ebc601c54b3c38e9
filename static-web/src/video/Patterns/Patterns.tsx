import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Evidence, Pattern } from "../../api/types";
import { label } from "../../format";
import { LoadError } from "../../ui/Notice/Notice";
import { Pending, Section } from "../../ui/Section/Section";
import { TimeLink } from "../TimeLink";
import styles from "./Patterns.module.css";
import { Score } from "./Score";

export function Patterns({ videoId, working }: { videoId: string; working: boolean }) {
  const { data, error, refetch } = useQuery(queries.patterns(videoId));
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data?.length && !working) return null;
  return (
    <Section id="patterns" title="Patterns" note="Measured in this video">
      {data?.length ? (
        <ul className={styles.grid}>
          {data.map((pattern) => (
            <Card key={pattern.id} pattern={pattern} />
          ))}
        </ul>
      ) : (
        <Pending>Found once the video is measured.</Pending>
      )}
    </Section>
  );
}

function Card({ pattern }: { pattern: Pattern }) {
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <div>
          <p className={styles.type}>{label(pattern.type)}</p>
          <h3>{pattern.title}</h3>
        </div>
        <Score value={pattern.score} />
      </div>
      <ul className={styles.evidence}>
        {pattern.evidence.map((evidence) => (
          <Line key={`${evidence.at}${evidence.text}`} evidence={evidence} />
        ))}
      </ul>
      <p className={styles.foot}>
        <span>{Math.round(pattern.confidence * 100)}% confident</span>
        <span>{effect(pattern)}</span>
      </p>
    </li>
  );
}

function Line({ evidence: { at, end, text, value, unit } }: { evidence: Evidence }) {
  return (
    <li>
      {at !== null && <TimeLink at={at} end={end} />}
      <span>
        {text}
        {value !== null && (
          <b>
            {" "}
            {Number(value.toFixed(2))}
            {unit && ` ${unit}`}
          </b>
        )}
      </span>
    </li>
  );
}

function effect({ effect }: Pattern): string {
  if (!effect) return "Effect not known yet";
  const signed = (n: number) => `${n > 0 ? "+" : ""}${n.toFixed(1)}`;
  return `Effect ${signed(effect.value)} (${signed(effect.low)} to ${signed(effect.high)}, n ${effect.n})`;
}
