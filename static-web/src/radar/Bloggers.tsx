import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { radar, radarKeys, radarQueries } from "../api/radar";
import type { Blogger, BloggerStats } from "../api/types";
import { count, dateTime, label, plural } from "../format";
import settings from "../settings/Settings.module.css";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row as FormRow, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { LoadError } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import styles from "./Radar.module.css";

export function Bloggers({ mayEdit }: { mayEdit: boolean }) {
  const bloggers = usePages([...radarKeys.bloggers, "list"], radar.bloggers);
  return (
    <>
      {mayEdit && <Add />}
      <List
        query={bloggers}
        name="Creators"
        none="You follow nobody yet."
        row={(blogger) => <One key={blogger.id} blogger={blogger} mayEdit={mayEdit} />}
      />
    </>
  );
}

function Add() {
  const client = useQueryClient();
  // a new form after each creator: its fields keep their own text
  const [added, setAdded] = useState(0);
  return (
    <div className={settings.card}>
      <Form
        key={added}
        name="Follow a creator"
        send={async ({ link = "" }) => {
          const blogger = await radar.addBlogger({ link });
          await client.invalidateQueries({ queryKey: radarKeys.all });
          toast.good(`You follow ${blogger.name}.`);
          setAdded(added + 1);
        }}
      >
        <FormRow>
          <Field
            name="link"
            label="Link or handle"
            placeholder="https://www.youtube.com/@name"
            autoComplete="off"
            maxLength={300}
            required
          />
          <Submit>Follow</Submit>
        </FormRow>
      </Form>
    </div>
  );
}

function One({ blogger, mayEdit }: { blogger: Blogger; mayEdit: boolean }) {
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const remove = useAction(
    () => radar.removeBlogger(blogger.id),
    [radarKeys.all],
    `You no longer follow ${blogger.name}.`,
  );
  return (
    <Row
      title={
        <a href={blogger.link} target="_blank" rel="noreferrer">
          {blogger.name}
        </a>
      }
      note={[
        label(blogger.platform),
        blogger.followers !== null && `${count(blogger.followers)} followers`,
        blogger.refreshedAt && `as of ${dateTime(blogger.refreshedAt)}`,
        blogger.note,
        blogger.obstacle,
      ]
        .filter(Boolean)
        .join(" · ")}
      below={
        (open || editing) && (
          <div className={styles.why}>
            {editing && <Change blogger={blogger} done={() => setEditing(false)} />}
            {open && <Stats id={blogger.id} />}
          </div>
        )
      }
    >
      <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Hide figures" : "Figures"}
      </Button>
      {mayEdit && (
        <>
          <Button small aria-expanded={editing} onClick={() => setEditing(!editing)}>
            Change
          </Button>
          <Button small disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        </>
      )}
    </Row>
  );
}

function Change({ blogger, done }: { blogger: Blogger; done: () => void }) {
  const client = useQueryClient();
  return (
    <Form
      name={`Change ${blogger.name}`}
      send={async ({ name = "", note = "" }) => {
        await radar.changeBlogger(blogger.id, { name, note, link: null });
        await client.invalidateQueries({ queryKey: radarKeys.bloggers });
        done();
      }}
    >
      <FormRow>
        <Field name="name" label="Name" defaultValue={blogger.name} autoComplete="off" maxLength={100} />
        <Field name="note" label="Note" defaultValue={blogger.note} autoComplete="off" maxLength={500} />
        <Submit>Save</Submit>
      </FormRow>
    </Form>
  );
}

function Stats({ id }: { id: string }) {
  const stats = useQuery(radarQueries.stats(id));
  if (stats.isError && !stats.data)
    return <LoadError error={stats.error} retry={() => void stats.refetch()} />;
  if (!stats.data) return <Skeleton height="8rem" />;
  return <Figures stats={stats.data} />;
}

function Figures({ stats }: { stats: BloggerStats }) {
  const rate = stats.engagement;
  return (
    <>
      <dl className={settings.facts}>
        <dt>Growth</dt>
        <dd>
          {stats.growth.length === 0
            ? "Not known yet: it takes two counts at least a day apart."
            : stats.growth
                .map(
                  (g) =>
                    `${g.followers === null ? "?" : count(g.followers)} followers in ${Math.round(g.days)} d`,
                )
                .join(" · ")}
        </dd>
        <dt>Cadence</dt>
        <dd>{stats.cadence ? `${stats.cadence.perWeek} videos a week` : "–"}</dd>
        <dt>Usual views</dt>
        <dd>
          {count(stats.medianViews)}, median of {plural(stats.videos, "video")}
        </dd>
        <dt>Engagement</dt>
        <dd>{rate ? `${(rate.rate * 100).toFixed(1)} % (${rate.terms.join(", ")})` : "–"}</dd>
        <dt>Viral score</dt>
        <dd>
          {stats.viral
            ? `${stats.viral.score.toFixed(1)}: ${count(stats.viral.views)} views after ${Math.round(stats.viral.ageHours)} h, where ${count(stats.viral.baseline)} are usual`
            : "No video of this week, or too few to know what is usual."}
        </dd>
      </dl>
      <ul className={styles.inner} aria-label="Best videos">
        {stats.best.map(({ video, viral }) => (
          <Row
            key={video.videoId}
            title={
              <a href={video.link} target="_blank" rel="noreferrer">
                {video.title}
              </a>
            }
            note={[`${count(video.views)} views`, viral && `${viral.score.toFixed(1)} × the usual`]
              .filter(Boolean)
              .join(" · ")}
          />
        ))}
      </ul>
    </>
  );
}
