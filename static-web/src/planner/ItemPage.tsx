import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import type { Versioned } from "../api/http";
import { planner } from "../api/planner";
import { isOver, keys, queries } from "../api/queries";
import type { ItemChange, Me, PlanItem, ProduceWish } from "../api/types";
import { label } from "../format";
import { atLeast } from "../organisation/roles";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row, Select, Submit, TextArea } from "../ui/Form/Form";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import { dayName, mayChange, mayProduce } from "./months";
import styles from "./Planner.module.css";
import { PlannerFrame } from "./PlannerFrame";

export function ItemPage({ id, me }: { id: string; me: Me }) {
  const item = useQuery({ queryKey: keys.planItem(id), queryFn: () => planner.item(id) });
  if (item.isError && !item.data) return <LoadError error={item.error} retry={() => void item.refetch()} />;
  if (!item.data) return <Skeleton height="30rem" />;
  const { monthId, wallTime, hook } = item.data;
  return (
    <PlannerFrame
      title={hook || "Nothing yet"}
      intro={
        <>
          <Link href={`/planner/months/${monthId}`}>The month</Link> · {dayName(wallTime)},{" "}
          {wallTime.slice(11)} ({item.data.timeZone})
        </>
      }
    >
      <Standing item={item.data} mayEdit={atLeast(me.role, "editor")} />
      {atLeast(me.role, "editor") && mayProduce(item.data) && <Produce item={item.data} />}
      {item.data.jobId && <Production item={item.data} jobId={item.data.jobId} />}
      <Section id="words" title="What it says">
        <Words
          key={item.data.etag}
          item={item.data}
          mayEdit={atLeast(me.role, "editor") && mayChange(item.data)}
        />
      </Section>
    </PlannerFrame>
  );
}

function Standing({ item, mayEdit }: { item: Versioned<PlanItem>; mayEdit: boolean }) {
  const changes = [keys.planItem(item.id), keys.month(item.monthId)];
  const [wish, setWish] = useState("");
  const lock = useAction(
    () => planner.lock(item.id, !item.locked),
    changes,
    item.locked ? "It may be made anew again." : "It stays as it is.",
  );
  const approve = useAction(() => planner.approve(item.id), changes, "Approved.");
  const improve = useAction(
    () => planner.improve(item.id, wish),
    changes,
    "It is being improved; look at the month in a moment.",
  );
  const open = item.state === "planned" || item.state === "needs_attention";
  return (
    <section className={`${styles.card} ${styles.narrow}`} aria-label="Standing">
      <div className={styles.actions}>
        <Badge status={item.state} />
        {item.locked && <Badge status="locked" />}
        <span className={styles.note}>
          {label(item.format)} · {item.topic} · confidence {Math.round(item.confidence * 100)} %
          {item.score != null && ` · judged ${Math.round(item.score)} of 100`}
        </span>
      </div>
      <p className={styles.note}>{item.rationale}</p>
      {item.issues.map((issue) => (
        <Notice key={issue.code} tone="warn">
          <p>
            {issue.message}{" "}
            {issue.otherItemId && <Link href={`/planner/items/${issue.otherItemId}`}>The other one</Link>}
          </p>
        </Notice>
      ))}
      {item.failure && (
        <Notice tone="bad">
          <p>{item.failure.message}</p>
        </Notice>
      )}
      {mayEdit && mayChange(item) && (
        <>
          <div className={styles.actions}>
            {open && (
              <Button
                kind="primary"
                icon="check"
                disabled={approve.isPending}
                onClick={() => approve.mutate()}
              >
                Approve
              </Button>
            )}
            <Button disabled={lock.isPending} onClick={() => lock.mutate()}>
              {item.locked ? "Unlock" : "Lock"}
            </Button>
          </div>
          {open && !item.locked && (
            <Form name="Improve" send={() => improve.mutateAsync()}>
              <Row>
                <Field
                  name="wish"
                  label="What should be different"
                  maxLength={500}
                  autoComplete="off"
                  onChange={(event) => setWish(event.target.value)}
                />
                <Submit>Improve</Submit>
              </Row>
            </Form>
          )}
        </>
      )}
    </section>
  );
}

function Produce({ item }: { item: Versioned<PlanItem> }) {
  const client = useQueryClient();
  const library = useQuery(queries.library());
  const ready = library.data?.items.filter((video) => video.status === "processed") ?? [];
  return (
    <Section id="produce" title="Produce" note="It goes out at its day and hour">
      <div className={`${styles.card} ${styles.narrow}`}>
        <Form
          name="Produce"
          send={async ({ videoId = "", platform = "tiktok", privacy = "" }) => {
            await planner.produce(item.id, {
              platforms: [platform],
              ...(videoId && { videoId }),
              ...(privacy && { privacy }),
            } as ProduceWish);
            await client.invalidateQueries({ queryKey: keys.planItem(item.id) });
            toast.good("Its short is being made.");
          }}
        >
          <Row>
            <Select name="videoId" label="Made of" defaultValue="">
              <option value="">Cards in the brand’s colours</option>
              {ready.map((video) => (
                <option key={video.id} value={video.id}>
                  {video.title}
                </option>
              ))}
            </Select>
            <Select name="platform" label="For" defaultValue="tiktok">
              <option value="tiktok">TikTok</option>
              <option value="instagram">Instagram Reels</option>
            </Select>
          </Row>
          <Select name="privacy" label="Who may see the post" defaultValue="">
            <option value="">Nobody: make it, don’t publish it</option>
            <option value="PUBLIC_TO_EVERYONE">Everyone</option>
            <option value="MUTUAL_FOLLOW_FRIENDS">Friends</option>
            <option value="SELF_ONLY">Only me</option>
          </Select>
          <Submit>Produce</Submit>
        </Form>
      </div>
    </Section>
  );
}

function Production({ item, jobId }: { item: PlanItem; jobId: string }) {
  const { data: job } = useQuery(queries.job(jobId));
  return (
    <section className={`${styles.card} ${styles.narrow}`} aria-label="Production">
      <p role="status">
        {job ? (isOver(job) ? label(job.status) : `Being made: ${label(job.station).toLowerCase()}`) : "…"}
      </p>
      {item.videoId && <Link href={`/videos/${item.videoId}`}>Shorts and posts</Link>}
    </section>
  );
}

function Words({ item, mayEdit }: { item: Versioned<PlanItem>; mayEdit: boolean }) {
  const client = useQueryClient();
  if (!mayEdit)
    return (
      <div className={`${styles.card} ${styles.narrow}`}>
        <ol className={styles.list}>
          {item.outline.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ol>
        <p>{item.caption}</p>
        <p className={styles.note}>{item.hashtags.map((tag) => `#${tag}`).join(" ")}</p>
      </div>
    );
  return (
    <div className={`${styles.card} ${styles.narrow}`}>
      <Form
        name="What it says"
        send={async (values) => {
          await planner
            .changeItem(item.id, changeOf(item, values), item.etag)
            .finally(() =>
              Promise.all([
                client.invalidateQueries({ queryKey: keys.planItem(item.id) }),
                client.invalidateQueries({ queryKey: keys.month(item.monthId) }),
              ]),
            );
          toast.good("Saved.");
        }}
      >
        <TextArea name="hook" label="Hook" rows={2} maxLength={140} defaultValue={item.hook} required />
        <Field
          name="wallTime"
          label={`Goes out (${item.timeZone})`}
          type="datetime-local"
          defaultValue={item.wallTime}
          required
        />
        <TextArea
          name="outline"
          label="Outline"
          hint="A point a line"
          rows={4}
          defaultValue={item.outline.join("\n")}
          required
        />
        <TextArea name="caption" label="Caption" defaultValue={item.caption} required />
        <Field
          name="hashtags"
          label="Hashtags"
          hint="With spaces between them"
          autoComplete="off"
          defaultValue={item.hashtags.join(" ")}
        />
        <Field
          name="callToAction"
          label="Call to action"
          autoComplete="off"
          maxLength={200}
          defaultValue={item.callToAction}
          required
        />
        <TextArea name="video" label="Prompt for generated video" defaultValue={item.prompts.video} />
        <TextArea name="voice" label="Prompt for a generated voice" defaultValue={item.prompts.voice} />
        <Submit>Save</Submit>
      </Form>
      <h3>Storyboard</h3>
      <ol className={styles.list}>
        {item.storyboard.map((shot, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: shots have nothing else that tells them apart
          <li key={index}>
            {shot.seconds} s: {shot.visual}
            {shot.text && <strong> “{shot.text}”</strong>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function changeOf(item: PlanItem, values: Record<string, string>): ItemChange {
  const lines = (text = "") =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  return {
    hook: values.hook?.trim(),
    outline: lines(values.outline),
    caption: values.caption?.trim(),
    hashtags: (values.hashtags ?? "")
      .split(/[\s,]+/)
      .map((tag) => tag.replace(/^#/, ""))
      .filter(Boolean),
    callToAction: values.callToAction?.trim(),
    prompts: { video: values.video ?? "", voice: values.voice ?? "" },
    ...(values.wallTime?.slice(0, 16) !== item.wallTime && { wallTime: values.wallTime?.slice(0, 16) }),
  } as ItemChange;
}
