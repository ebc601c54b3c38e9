import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { administration } from "../api/administration";
import { keys } from "../api/queries";
import type { Policy, PolicyDraft } from "../api/types";
import { dateTime, label, plural } from "../format";
import settings from "../settings/Settings.module.css";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { Field, Form, Submit, TextArea } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import styles from "./Admin.module.css";

export function PoliciesPage() {
  const policies = usePages(keys.admin("policies"), administration.policies);
  const active = policies.data?.find((policy) => policy.active) ?? policies.data?.[0];
  return (
    <SettingsFrame
      title="Policy"
      intro="The rules that every post is judged by before it goes out, version by version."
    >
      <List
        query={policies}
        name="Versions"
        none="There is none."
        row={(policy) => <PolicyRow key={policy.version} policy={policy} />}
      />
      {active && (
        <Section id="new" title="A new version" note="judges only once it is activated">
          <Draft key={active.version} from={active} />
        </Section>
      )}
    </SettingsFrame>
  );
}

function PolicyRow({ policy }: { policy: Policy }) {
  const { version, comment, rules, cases, createdAt } = policy;
  const activate = useAction(
    () => administration.activatePolicy(version),
    [keys.admin("policies")],
    `Version ${version} judges now.`,
  );
  return (
    <Row
      title={`Version ${version}`}
      marks={policy.active && <Badge status="connected" text="Judges now" />}
      note={[
        comment,
        plural(rules.length, "rule"),
        plural(cases.length, "case"),
        createdAt && dateTime(createdAt),
      ]
        .filter(Boolean)
        .join(" · ")}
      below={
        <details className={styles.more}>
          <summary>Rules</summary>
          <ul>
            {rules.map((rule) => (
              <li key={rule.id}>
                <Badge status={rule.decision} /> <b>{label(rule.id)}</b>: {rule.why}
                <code>{rule.pattern}</code>
              </li>
            ))}
          </ul>
        </details>
      }
    >
      {!policy.active && (
        <Button small disabled={activate.isPending} onClick={() => activate.mutate()}>
          Activate
        </Button>
      )}
    </Row>
  );
}

/** Rules and cases are edited as the API takes them; the one who does it knows patterns anyway. */
function Draft({ from }: { from: Policy }) {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const text = (part: unknown) => JSON.stringify(part, null, 2);
  return (
    <div className={settings.card}>
      <Form
        key={done}
        name="A new version"
        send={async ({ comment = "", rules = "", cases = "" }) => {
          const draft = { comment, rules: read(rules, "rules"), cases: read(cases, "cases") } as PolicyDraft;
          const { version } = await administration.addPolicy(draft);
          await client.invalidateQueries({ queryKey: keys.admin("policies") });
          toast.good(`Version ${version} is there. It judges once you activate it.`);
          setDone(done + 1);
        }}
      >
        <Field name="comment" label="What changes" autoComplete="off" maxLength={500} required />
        <TextArea
          name="rules"
          label="Rules (JSON)"
          rows={12}
          spellCheck={false}
          defaultValue={text(from.rules)}
        />
        <TextArea
          name="cases"
          label="Cases (JSON): texts and what the rules must say of them"
          rows={6}
          spellCheck={false}
          defaultValue={text(from.cases)}
        />
        <Submit>Add this version</Submit>
      </Form>
    </div>
  );
}

function read(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The ${what} are not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
