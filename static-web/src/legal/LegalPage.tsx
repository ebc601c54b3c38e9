import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries";
import { date } from "../format";
import { language } from "../signin/language";
import { Markdown } from "../ui/Markdown/Markdown";
import { LoadError } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { useTitle } from "../ui/useTitle";
import styles from "./Legal.module.css";

const titles = { privacy: "Privacy policy", terms: "Terms", consent: "Consent" };

/** A text of the operator, for everybody, in the reader's language. */
export function LegalPage({ name }: { name: keyof typeof titles }) {
  useTitle(titles[name]);
  const text = useQuery(queries.legal(name, language()));
  if (text.isError && !text.data) return <LoadError error={text.error} retry={() => void text.refetch()} />;
  if (!text.data) return <Skeleton height="24rem" />;
  const { markdown, version, changedAt } = text.data;
  return (
    <article className={styles.page}>
      <Markdown text={markdown} />
      <p className={styles.version}>
        Version {version}
        {changedAt && `, ${date(changedAt)}`}
      </p>
    </article>
  );
}
