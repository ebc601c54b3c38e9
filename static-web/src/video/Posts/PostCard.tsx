import { api } from "../../api/client";
import { keys } from "../../api/queries";
import type { Post, PostStatus } from "../../api/types";
import { dateTime, label } from "../../format";
import { Badge } from "../../ui/Badge/Badge";
import { Button, LinkButton } from "../../ui/Button/Button";
import { Notice } from "../../ui/Notice/Notice";
import { useAction } from "../../ui/useAction";
import { MetricsTable } from "./MetricsTable";
import styles from "./Posts.module.css";
import { plainly, viewers } from "./privacy";

/** As long as nothing has gone out, a post can be taken back. */
const cancellable: PostStatus[] = [
  "draft",
  "changes_requested",
  "awaiting_approval",
  "approved",
  "scheduled",
];

export function PostCard({ post }: { post: Post }) {
  const { policy } = post;
  // approving moves the job on as well, and a post doesn’t say which job it is of
  const changed = [keys.part(post.videoId, "posts"), keys.jobs];
  const approve = useAction(() => api.approvePost(post.id), changed, "Approved.");
  const again = useAction(() => api.publishAgain(post.id), changed, "It goes out once more.");
  const cancel = useAction(() => api.cancelPost(post.id), changed, "The post won’t go out.");
  return (
    <li className={styles.card}>
      <div className={styles.main}>
        <div className={styles.head}>
          <h3>{label(post.platform)}</h3>
          <Badge status={post.status} />
          {post.accountName && <span className={styles.account}>{post.accountName}</span>}
        </div>
        <p className={styles.when}>{when(post)}</p>
        <ul className={styles.marks}>
          <li>{viewers(post.privacy)}</li>
          {post.aiGenerated && <li>Labelled AI-generated</li>}
        </ul>
        <p className={styles.caption}>{post.caption}</p>
        {policy && policy.decision !== "allow" && (
          <Notice tone={policy.decision === "block" ? "bad" : "warn"}>
            <p>
              {policy.decision === "block"
                ? "The policy check stopped this post."
                : "Please look at this first."}
            </p>
            <ul>
              {policy.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </Notice>
        )}
        {post.failure && (
          <Notice tone="bad">
            <p>{plainly(post.failure.message)}</p>
          </Notice>
        )}
        <div className={styles.actions}>
          {post.status === "awaiting_approval" && (
            <Button kind="primary" icon="check" disabled={approve.isPending} onClick={() => approve.mutate()}>
              Approve
            </Button>
          )}
          {post.link && (
            <LinkButton icon="external" href={post.link} target="_blank" rel="noreferrer">
              Open the post
            </LinkButton>
          )}
          {post.status === "failed" && post.failure?.code !== "policy_blocked" && (
            <Button icon="retry" disabled={again.isPending} onClick={() => again.mutate()}>
              Publish again
            </Button>
          )}
          {cancellable.includes(post.status) && (
            <Button disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel post
            </Button>
          )}
        </div>
        {post.metrics.length > 0 && <MetricsTable metrics={post.metrics} />}
      </div>
      {post.attempts.length > 0 && (
        <ol className={styles.attempts} aria-label="What happened">
          {post.attempts.map(({ at, step, outcome, message }) => (
            <li key={`${at}${step}`} data-outcome={outcome}>
              <b>{label(step)}</b>
              <time dateTime={at}>{dateTime(at)}</time>
              <p>{plainly(message) || label(outcome)}</p>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

function when({ status, publishedAt, dueAt }: Post): string {
  if (publishedAt) return `Published ${dateTime(publishedAt)}`;
  if (status === "cancelled") return "Doesn’t go out";
  if (status === "failed") return "Didn’t go out";
  if (status === "awaiting_approval")
    return `Waits for your approval${dueAt ? `, due ${dateTime(dueAt)}` : ""}`;
  return dueAt ? `Due ${dateTime(dueAt)}` : "As soon as it is ready";
}
