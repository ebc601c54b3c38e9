import { useMutation, useQueryClient } from "@tanstack/react-query";
import { keys } from "../api/queries";
import { study } from "../api/study";
import type { Note } from "../api/types";
import { Button } from "../ui/Button/Button";
import { Form, Row, Select, Submit } from "../ui/Form/Form";
import { Section } from "../ui/Section/Section";
import { message, toast } from "../ui/Toasts/toast";
import { languageName } from "./parts";
import { Second } from "./Questions";
import styles from "./Study.module.css";

/** What can be made of a note: ideas for short videos, and the note in another language. */
export function MoreOfNote({ note }: { note: Note }) {
  const client = useQueryClient();
  const ideas = useMutation({
    mutationFn: () => study.ideas(note.id),
    onError: (error) => toast.bad(message(error)),
  });
  return (
    <Section id="more" title="More of it">
      <div className={styles.actions}>
        <Button disabled={ideas.isPending} onClick={() => ideas.mutate()}>
          Ideas for short videos
        </Button>
      </div>
      {ideas.data && (
        <ul className={styles.ideas} aria-label="Ideas">
          {ideas.data.ideas.map((idea) => (
            <li key={idea.title + idea.hook}>
              <h3>{idea.title}</h3>
              <p>{idea.hook}</p>
              <ul>
                {idea.outline.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ul>
              <p className={styles.seconds}>
                {idea.evidence.map((fact) => (
                  <Second key={`${fact.at}-${fact.text}`} note={note} at={fact.at} />
                ))}
              </p>
            </li>
          ))}
        </ul>
      )}
      <Form
        name="Translate"
        send={async ({ language = "" }) => {
          await study.translate(note.id, language);
          await client.invalidateQueries({ queryKey: keys.sources });
          toast.good("It is being translated. The result becomes a note of its own.");
        }}
      >
        <Row>
          <Select name="language" label="In another language">
            {["en", "de", "es", "ru"]
              .filter((code) => code !== note.language)
              .map((code) => (
                <option key={code} value={code}>
                  {languageName(code)}
                </option>
              ))}
          </Select>
          <Submit>Translate</Submit>
        </Row>
      </Form>
    </Section>
  );
}
