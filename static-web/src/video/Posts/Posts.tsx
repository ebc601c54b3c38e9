import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries";
import { LoadError } from "../../ui/Notice/Notice";
import { Pending, Section } from "../../ui/Section/Section";
import { PostCard } from "./PostCard";
import styles from "./Posts.module.css";

export function Posts({ videoId, working }: { videoId: string; working: boolean }) {
  const { data, error, refetch } = useQuery(queries.posts(videoId));
  if (error && !data) return <LoadError error={error} retry={() => void refetch()} />;
  if (!data?.length && !working) return null;
  return (
    <Section id="posts" title="Posts">
      {data?.length ? (
        <ul className={styles.list}>
          {data.map((post) => (
            <PostCard key={post.id} post={post} />
          ))}
        </ul>
      ) : (
        <Pending>Published to your connected accounts when the shorts are ready.</Pending>
      )}
    </Section>
  );
}
