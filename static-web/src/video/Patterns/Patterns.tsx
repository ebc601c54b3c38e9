import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Pattern } from "../../api/types";
import { label } from "../../format";
import { LoadError } from "../../ui/Notice/Notice";
import { Pending, Section } from "../../ui/Section/Section";
import { TimeLink } from "../TimeLink";
import styles from "./Patterns.module.css";
import { effectText, rangeText } from "./reference";
import { Score } from "./Score";

export function Patterns({ videoId, working }: { videoId: string; working: boolean }) {
  const { data, error, refetch } = useQuery(queries.patterns(videoId));
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data?.length && !working) return null;
  const off = data?.filter((pattern) => pattern.recommendation !== null) ?? [];
  const fine = data?.filter((pattern) => pattern.recommendation === null) ?? [];
  return (
    <Section id="patterns" title="Patterns" note={data?.length ? count(off.length, fine.length) : undefined}>
      {!data?.length && <Pending>Found once the video is measured.</Pending>}
      {off.length > 0 && (
        <ul className={styles.grid}>
          {off.map((pattern) => (
            <Card key={pattern.id} pattern={pattern} />
          ))}
        </ul>
      )}
      {fine.length > 0 && (
        <div className={styles.fine}>
          <h3>Where it should be</h3>
          <ul>
            {fine.map((pattern) => (
              <Line key={pattern.id} pattern={pattern} />
            ))}
          </ul>
        </div>
      )}
      {data && data.length > 0 && <p className={styles.basis}>{effectText(data)}</p>}
    </Section>
  );
}

const count = (off: number, fine: number) =>
  off === 0 ? `all ${fine} within their range` : `${off} to change, ${fine} fine`;

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
      <p className={styles.advice}>{pattern.recommendation}</p>
      <ul className={styles.evidence}>
        {pattern.evidence.map(({ at, end, text }) => (
          <li key={`${at}${text}`}>
            {at !== null && <TimeLink at={at} end={end} />}
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <p className={styles.foot}>
        <span>{rangeText(pattern)}</span>
        <span>{Math.round(pattern.confidence * 100)}% sure</span>
      </p>
    </li>
  );
}

function Line({ pattern }: { pattern: Pattern }) {
  return (
    <li>
      <Score value={pattern.score} small />
      <div className={styles.about}>
        <b>{pattern.title}</b>
        <small>{rangeText(pattern)}</small>
      </div>
    </li>
  );
}
