import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../api/queries";
import type { ApiKey, KeyMade, KeyScope, Organisation } from "../api/types";
import { workspace } from "../api/workspace";
import { date, dateTime } from "../format";
import styles from "../settings/Settings.module.css";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { Checks, Field, Form, Row as FormRow, Select, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Notice } from "../ui/Notice/Notice";
import { Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import own from "./Organisation.module.css";
import { OrganisationFrame } from "./OrganisationFrame";

const scopes: Record<KeyScope, string> = {
  read: "Read: look at what there is",
  write: "Write: make and change it",
  publish: "Publish: approve, schedule, publish and take back posts",
  manage: "Manage: members, invitations, accounts, settings",
};

export function KeysPage({ id }: { id: string }) {
  return (
    <OrganisationFrame
      id={id}
      title="API keys"
      intro={(one) => `For programs that work in ${one.name} in your name, with no more than their scopes.`}
      needs="admin"
    >
      {(one) => <Keys one={one} />}
    </OrganisationFrame>
  );
}

function Keys({ one }: { one: Organisation }) {
  const [made, setMade] = useState<KeyMade | null>(null);
  const all = usePages(keys.apiKeys(one.id), (after) => workspace.keys(one.id, after));
  return (
    <>
      {made ? (
        <Made made={made} close={() => setMade(null)} />
      ) : (
        <Section id="new" title="A new key">
          <Create one={one} onMade={setMade} />
        </Section>
      )}
      <Section id="keys" title="Keys">
        <List
          query={all}
          name="API keys"
          none="There is no key yet."
          row={(key) => <KeyRow key={key.id} org={one.id} item={key} />}
        />
      </Section>
    </>
  );
}

const day = 86_400_000;

function Create({ one, onMade }: { one: Organisation; onMade: (made: KeyMade) => void }) {
  const client = useQueryClient();
  const create = async (values: Record<string, string>) => {
    const days = Number(values.days);
    const made = await workspace.createKey(one.id, {
      name: values.name ?? "",
      scopes: (Object.keys(scopes) as KeyScope[]).filter((scope) => `scope-${scope}` in values),
      expiresAt: days > 0 ? new Date(Date.now() + days * day).toISOString() : null,
    });
    await client.invalidateQueries({ queryKey: keys.apiKeys(one.id) });
    onMade(made);
  };
  return (
    <div className={styles.card}>
      <Form name="A new key" send={create}>
        <FormRow>
          <Field name="name" label="What it is for" autoComplete="off" maxLength={100} required />
          <Select name="days" label="Ends" defaultValue="90">
            <option value="30">in 30 days</option>
            <option value="90">in 90 days</option>
            <option value="365">in a year</option>
            <option value="0">never</option>
          </Select>
        </FormRow>
        <Checks
          name="scopes"
          label="What it may do"
          choices={Object.entries(scopes).map(([scope, label]) => ({
            name: `scope-${scope}`,
            label,
            checked: scope === "read",
          }))}
        />
        <Submit>Make the key</Submit>
      </Form>
    </div>
  );
}

/** The only time that the key is seen: only a hash of it is stored. */
function Made({ made, close }: { made: KeyMade; close: () => void }) {
  const copy = () =>
    navigator.clipboard.writeText(made.token).then(
      () => toast.good("Copied."),
      () => toast.bad("The browser didn’t let it be copied. Select it and copy it by hand."),
    );
  return (
    <Notice tone="good">
      <p>
        <b>{made.key.name}</b> is made. Copy it now: it is shown this once, and can’t be shown again.
      </p>
      <code className={own.token}>{made.token}</code>
      <p>
        Send it as <code>Authorization: Bearer …</code>
      </p>
      <div className={styles.actions}>
        <Button kind="primary" icon="copy" onClick={() => void copy()}>
          Copy the key
        </Button>
        <Button onClick={close}>I have it</Button>
      </div>
    </Notice>
  );
}

function KeyRow({ org, item }: { org: string; item: ApiKey }) {
  const revoke = useAction(
    () => workspace.revokeKey(org, item.id),
    [keys.apiKeys(org)],
    `${item.name} opens nothing any more.`,
  );
  const ask = () =>
    window.confirm(`Revoke “${item.name}”? Programs that use it stop working at once.`) && revoke.mutate();
  const ended = item.expiresAt !== null && new Date(item.expiresAt) < new Date();
  return (
    <Row
      title={item.name}
      marks={ended && <Badge status="failed" text="Ended" />}
      note={[
        item.scopes.join(", "),
        item.lastUsedAt ? `last used ${dateTime(item.lastUsedAt)}` : "never used",
        item.expiresAt ? `ends ${date(item.expiresAt)}` : "doesn’t end",
      ].join(" · ")}
    >
      <Button small aria-label={`Revoke ${item.name}`} disabled={revoke.isPending} onClick={ask}>
        Revoke
      </Button>
    </Row>
  );
}
