import { useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/http";
import { planner } from "../api/planner";
import { keys } from "../api/queries";
import type { AgentPrompt, Me } from "../api/types";
import { label } from "../format";
import { atLeast } from "../organisation/roles";
import { Button } from "../ui/Button/Button";
import { Field, Form, Submit, TextArea } from "../ui/Form/Form";
import { usePages } from "../ui/List/usePages";
import { LoadError } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { message, toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import styles from "./Planner.module.css";
import { PlannerFrame } from "./PlannerFrame";

export function PromptsPage({ me }: { me: Me }) {
  const prompts = usePages(keys.prompts, planner.prompts);
  return (
    <PlannerFrame
      title="Prompts"
      intro="What each agent is told. A version of your own takes the product’s place, and can be taken back."
    >
      {prompts.isError && !prompts.data ? (
        <LoadError error={prompts.error} retry={() => void prompts.refetch()} />
      ) : prompts.data ? (
        prompts.data.map((prompt) => (
          <Prompt
            key={`${prompt.agent}-${prompt.version}`}
            prompt={prompt}
            mayEdit={atLeast(me.role, "editor")}
          />
        ))
      ) : (
        <Skeleton height="20rem" />
      )}
    </PlannerFrame>
  );
}

function Prompt({ prompt, mayEdit }: { prompt: AgentPrompt; mayEdit: boolean }) {
  const client = useQueryClient();
  const name = label(prompt.agent.replace("planner_", ""));
  const own = prompt.version !== prompt.productVersion;
  const back = useAction(
    () => planner.activatePrompt(prompt.agent, prompt.productVersion),
    [keys.prompts],
    "The product’s own version counts again.",
  );
  return (
    <Section id={prompt.agent} title={name} note={own ? `own version ${prompt.version}` : "as it comes"}>
      <div className={styles.card}>
        <p className={styles.note}>{prompt.does}</p>
        {mayEdit ? (
          <Form
            name={`Prompt of ${name}`}
            say={(problem) => <Wrong problem={problem} />}
            send={async ({ text = "", comment = "" }) => {
              await planner.addPrompt(prompt.agent, text, comment);
              await client.invalidateQueries({ queryKey: keys.prompts });
              toast.good("The new version counts from now on.");
            }}
          >
            <TextArea
              name="text"
              label="Instructions"
              rows={8}
              defaultValue={prompt.text}
              hint={`Placeholders: ${prompt.placeholders.map((one) => `{{${one}}}`).join(", ")}`}
              required
            />
            <Field name="comment" label="What changes" autoComplete="off" maxLength={200} />
            <div className={styles.actions}>
              <Submit>Save as a new version</Submit>
              {own && (
                <Button disabled={back.isPending} onClick={() => back.mutate()}>
                  Back to the product’s
                </Button>
              )}
            </div>
          </Form>
        ) : (
          <pre className={styles.text}>{prompt.text}</pre>
        )}
      </div>
    </Section>
  );
}

function Wrong({ problem }: { problem: unknown }) {
  return (
    <>
      <p>{message(problem)}</p>
      {problem instanceof ApiError && (
        <ul className={styles.list}>
          {Object.values(problem.details)
            .flat()
            .map((says) => (
              <li key={says}>{says}</li>
            ))}
        </ul>
      )}
    </>
  );
}
