import type { Note } from "../api/types";
import { clock, plural } from "../format";
import { Section } from "../ui/Section/Section";
import { watchAt } from "./parts";
import styles from "./Study.module.css";

/** Each question keeps its answer to itself until it is opened. */
export function Questions({ note }: { note: Note }) {
  const questions = note.sections.flatMap((section) => section.questions);
  if (questions.length === 0) return null;
  return (
    <Section id="questions" title="Test yourself" note={plural(questions.length, "question")}>
      <ol className={styles.questions}>
        {questions.map(({ question, answer, at }) => (
          <li key={`${at}-${question}`}>
            <details>
              <summary>{question}</summary>
              <p>
                {answer} <Second note={note} at={at} />
              </p>
            </details>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The second where something is said; a link where it can be watched. */
export function Second({ note, at }: { note: Note; at: number | null }) {
  if (at === null) return null;
  const link = watchAt(note.source?.link, at);
  return link ? (
    <a className={styles.second} href={link} aria-label={`Watch at ${clock(at)}`}>
      {clock(at)}
    </a>
  ) : (
    <span className={styles.second}>{clock(at)}</span>
  );
}
