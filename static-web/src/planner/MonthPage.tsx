import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { live } from "../api/live";
import { planner } from "../api/planner";
import { isOver, keys, queries } from "../api/queries";
import type { Me, Month, PlanItem } from "../api/types";
import { label, plural } from "../format";
import { atLeast } from "../organisation/roles";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { Meter } from "../ui/Meter/Meter";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useAction } from "../ui/useAction";
import { byDay, dayName, monthName } from "./months";
import styles from "./Planner.module.css";
import { PlannerFrame } from "./PlannerFrame";

export function MonthPage({ id, me }: { id: string; me: Me }) {
  const month = useQuery({
    queryKey: keys.month(id),
    queryFn: () => planner.month(id),
    // also with the stream open: a lost event must not leave a bar standing still
    refetchInterval: ({ state }) =>
      state.data?.status === "planning" ? (live.connected ? 5_000 : 1_500) : false,
  });
  if (month.isError && !month.data)
    return <LoadError error={month.error} retry={() => void month.refetch()} />;
  if (!month.data) return <Skeleton height="30rem" />;
  const { status, failure } = month.data;
  return (
    <PlannerFrame title={monthName(month.data.month)} intro={<Link href="/planner">All months</Link>}>
      {failure && (
        <Notice tone="bad">
          <p>{failure.message}</p>
        </Notice>
      )}
      {status === "planning" && month.data.jobId && <Progress jobId={month.data.jobId} />}
      {status === "planned" && <Plan month={month.data} mayEdit={atLeast(me.role, "editor")} />}
    </PlannerFrame>
  );
}

function Progress({ jobId }: { jobId: string }) {
  const { data: job } = useQuery(queries.job(jobId));
  if (!job || isOver(job)) return null;
  const done = job.stations.filter((station) => station.status === "done").length;
  return (
    <section className={styles.card} aria-label="Progress">
      <p role="status">Being planned: {label(job.station).toLowerCase()}</p>
      <Meter value={done / job.stations.length} name="Progress of the plan" />
    </section>
  );
}

function Plan({ month, mayEdit }: { month: Month; mayEdit: boolean }) {
  const [, navigate] = useLocation();
  const items = useQuery({ queryKey: keys.monthItems(month.id), queryFn: () => planner.items(month.id) });
  const all = useAction(() => planner.regenerate(month.id, null), [keys.month(month.id)]);
  const remove = useAction(
    async () => {
      await planner.deleteMonth(month.id);
      navigate("/planner");
    },
    [keys.months],
    "The month is deleted.",
  );
  if (items.isError && !items.data)
    return <LoadError error={items.error} retry={() => void items.refetch()} />;
  if (!items.data) return <Skeleton height="30rem" />;
  const marked = items.data.filter((item) => item.state === "needs_attention").length;
  return (
    <>
      <p className={styles.note}>
        {plural(items.data.length, "post")}, {month.timeZone}. {month.rationale}
        {marked > 0 && ` ${marked} of them want a look.`}
      </p>
      {mayEdit && (
        <div className={styles.actions}>
          <Button icon="retry" disabled={all.isPending} onClick={() => all.mutate()}>
            Regenerate what is open
          </Button>
          <Button
            icon="trash"
            disabled={remove.isPending}
            onClick={() => window.confirm("Delete this month with its items?") && remove.mutate()}
          >
            Delete
          </Button>
        </div>
      )}
      <div>
        {byDay(items.data).map(({ day, items: found }) => (
          <Day key={day} month={month} day={day} items={found} mayEdit={mayEdit} />
        ))}
      </div>
    </>
  );
}

function Day({
  month,
  day,
  items,
  mayEdit,
}: {
  month: Month;
  day: number;
  items: PlanItem[];
  mayEdit: boolean;
}) {
  const name = dayName(items[0]?.wallTime ?? "");
  const again = useAction(() => planner.regenerate(month.id, day), [keys.month(month.id)]);
  return (
    <section className={styles.day} aria-label={name}>
      <header>
        <h3>{name}</h3>
        {mayEdit && (
          <Button
            small
            icon="retry"
            aria-label={`Regenerate ${name}`}
            disabled={again.isPending}
            onClick={() => again.mutate()}
          />
        )}
      </header>
      <ul className={styles.slots}>
        {items.map((item) => (
          <li key={item.id} className={styles.slot}>
            <p>
              <time dateTime={item.at}>{item.wallTime.slice(11)}</time>
              <Badge status={item.state} />
              {item.locked && <Badge status="locked" />}
            </p>
            <Link href={`/planner/items/${item.id}`}>{item.hook || "Nothing yet"}</Link>
            <p>
              {label(item.format)} · {item.topic}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
