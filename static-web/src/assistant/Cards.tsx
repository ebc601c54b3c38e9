import { Link } from "wouter";
import type { Card } from "../api/types";
import { Badge } from "../ui/Badge/Badge";
import styles from "./Assistant.module.css";

/** What tools found, beside the words about it; the last first. */
export function Cards({ cards }: { cards: Card[] }) {
  return (
    <section className={styles.cards} aria-label="Results">
      {cards.length === 0 && <p className={styles.hint}>What the assistant finds is shown here.</p>}
      {cards.map((card, i) => (
        // cards have no ids, and don't change once they are shown
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <article key={i} className={styles.card}>
          <h2>{card.title}</h2>
          {card.rows.length > 0 && (
            <ul>
              {card.rows.map((row, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={j}>
                  <div className={styles.rowHead}>
                    {row.path ? <Link href={row.path}>{row.title}</Link> : <span>{row.title}</span>}
                    {row.status && <Badge status={row.status} />}
                  </div>
                  {row.note && <p>{row.note}</p>}
                </li>
              ))}
            </ul>
          )}
          {card.note && <p className={styles.hint}>{card.note}</p>}
        </article>
      ))}
    </section>
  );
}
