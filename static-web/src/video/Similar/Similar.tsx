import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { queries } from "../../api/queries";
import { Icon } from "../../ui/Icon/Icon";
import { Section } from "../../ui/Section/Section";
import styles from "./Similar.module.css";

/** A suggestion, not a promise: where there is none, nothing is said. */
export function Similar({ videoId }: { videoId: string }) {
  const { data } = useQuery(queries.similar(videoId));
  if (!data?.length) return null;
  return (
    <Section id="similar" title="Similar videos">
      <ul className={styles.row}>
        {data.map(({ video, score }) => (
          <li key={video.id}>
            <Link href={`/videos/${video.id}`} className={styles.card}>
              <span className={styles.frame}>
                {video.posterUrl ? <img src={video.posterUrl} alt="" loading="lazy" /> : <Icon name="film" />}
              </span>
              <b>{video.title}</b>
              <small>{Math.round(score * 100)}% alike</small>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
