import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import type { Strategy } from "../../api/types";
import { label } from "../../format";
import { LoadError } from "../../ui/Notice/Notice";
import { Pending, Section } from "../../ui/Section/Section";
import { Tags } from "../Tags";
import { TimeLink } from "../TimeLink";
import styles from "./Strategy.module.css";

export function Strategies({ videoId, working }: { videoId: string; working: boolean }) {
  const { data, error, refetch } = useQuery(queries.strategies(videoId));
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  const strategy = data?.[0];
  if (!strategy && !working) return null;
  return (
    <Section id="strategy" title="Strategy" note={strategy && `by ${strategy.model}`}>
      {strategy ? <Body strategy={strategy.content} /> : <Pending>Written from the patterns.</Pending>}
    </Section>
  );
}

function Body({ strategy }: { strategy: Strategy["content"] }) {
  return (
    <div className={styles.card}>
      <p className={styles.summary}>{strategy.summary}</p>
      <div className={styles.columns}>
        <div className={styles.group}>
          <h3>Themes</h3>
          <ul className={styles.themes}>
            {strategy.themes.map((theme) => (
              <li key={theme.title}>
                <b>{theme.title}</b>
                <p>{theme.why}</p>
                {theme.evidence.map(({ at, text }) => (
                  <p key={`${at}${text}`} className={styles.evidence}>
                    {at !== null && <TimeLink at={at} />} {text}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </div>
        <div className={styles.group}>
          <h3>When to post</h3>
          <ul className={styles.slots}>
            {strategy.schedule.map(({ weekday, hour, why }) => (
              <li key={`${weekday}${hour}`}>
                <b>
                  {label(weekday)} {String(hour).padStart(2, "0")}:00
                </b>
                <span>{why}</span>
              </li>
            ))}
          </ul>
          <h3>Per platform</h3>
          <ul className={styles.slots}>
            {strategy.advice.map(({ platform, text }) => (
              <li key={`${platform}${text}`}>
                <b>{label(platform)}</b>
                <span>{text}</span>
              </li>
            ))}
          </ul>
          <h3>Hashtags</h3>
          <Tags tags={strategy.hashtags} />
        </div>
      </div>
    </div>
  );
}
