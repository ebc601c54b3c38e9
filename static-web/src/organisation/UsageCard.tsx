import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries";
import { storage } from "../billing/prices";
import { bytes, label, plural } from "../format";
import { Meter } from "../ui/Meter/Meter";
import { LoadError } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import styles from "./Organisation.module.css";

/** What is used of what the tier allows. */
export function UsageCard({ org }: { org: string }) {
  const usage = useQuery(queries.usage(org));
  if (usage.isError && !usage.data)
    return <LoadError error={usage.error} retry={() => void usage.refetch()} />;
  if (!usage.data) return <Skeleton height="8rem" />;
  const { storageBytes, members, accounts, credits, creditsThisMonth } = usage.data;
  return (
    <div className={styles.usage}>
      <Bar name="Storage" {...storageBytes} text={bytes} limitText={storage} />
      <Bar name="Members" {...members} />
      {Object.entries(accounts).map(([platform, used]) => (
        <Bar key={platform} name={`Accounts at ${label(platform)}`} {...used} />
      ))}
      <p>
        {plural(credits, "credit")} left, {creditsThisMonth} used this month
      </p>
    </div>
  );
}

function Bar({
  name,
  amount,
  limit,
  text = String,
  limitText = text,
}: {
  name: string;
  amount: number;
  limit: number | null;
  text?: (n: number) => string;
  limitText?: (n: number) => string;
}) {
  return (
    <div>
      <p>
        <b>{name}</b> {text(amount)}
        {limit !== null && ` of ${limitText(limit)}`}
      </p>
      {limit !== null && (
        <Meter
          value={limit === 0 ? 1 : amount / limit}
          name={name}
          {...(amount > limit && { tone: "bad" })}
        />
      )}
    </div>
  );
}
