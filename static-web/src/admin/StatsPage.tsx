import { useQuery } from "@tanstack/react-query";
import { administration } from "../api/administration";
import { keys } from "../api/queries";
import { dollars } from "../billing/prices";
import { count, dateTime, label } from "../format";
import { SettingsFrame } from "../settings/SettingsFrame";
import { LoadError } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import styles from "./Admin.module.css";

const share = (part: number | null) => (part === null ? "–" : `${Math.round(part * 100)} %`);

export function StatsPage() {
  const stats = useQuery({ queryKey: keys.admin("stats"), queryFn: administration.stats });
  const figures = stats.data?.figures;
  return (
    <SettingsFrame
      title="Figures"
      intro={
        stats.data &&
        `Of the whole installation, counted ${dateTime(stats.data.asOf)}; a month is the last 30 days.`
      }
    >
      {stats.isError && !figures && <LoadError error={stats.error} retry={() => void stats.refetch()} />}
      {stats.isPending && <Skeleton height="14rem" />}
      {figures && (
        <>
          <Figures
            of={{
              Accounts: count(figures.users),
              "New this month": count(figures.newUsers),
              Organisations: count(figures.organisations),
              Videos: count(figures.videos),
              "Posts this month": count(figures.postsPublished),
              "Videos that became a post": share(figures.completion),
              "Back after a week": share(figures.return),
              "Subscriptions a month": dollars(figures.recurringCents),
              "Packs this month": dollars(figures.packCents),
            }}
          />
          <h2>Jobs</h2>
          <Figures
            of={Object.fromEntries(Object.entries(figures.jobs).map(([name, n]) => [label(name), count(n)]))}
          />
        </>
      )}
    </SettingsFrame>
  );
}

function Figures({ of }: { of: Record<string, string> }) {
  return (
    <dl className={styles.figures}>
      {Object.entries(of).map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
