import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { people } from "../api/people";
import { keys } from "../api/queries";
import type { Invitation, Organisation } from "../api/types";
import { date, label } from "../format";
import styles from "../settings/Settings.module.css";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row as FormRow, Select, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import { may, upTo } from "./roles";

export function Invitations({ one }: { one: Organisation }) {
  return (
    <>
      <Invite one={one} />
      <List
        query={usePages(keys.invitations(one.id), (after) => people.invitations(one.id, after))}
        name="Open invitations"
        none="No invitation is open."
        row={(invitation) => <InvitationRow key={invitation.id} org={one.id} invitation={invitation} />}
      />
    </>
  );
}

function Invite({ one }: { one: Organisation }) {
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  return (
    <div className={styles.card}>
      <Form
        key={sent}
        name="Invite"
        send={async ({ email = "", role = "" }) => {
          await people.invite(one.id, email, role);
          await client.invalidateQueries({ queryKey: keys.invitations(one.id) });
          toast.good(`An invitation is on its way to ${email}.`);
          setSent(sent + 1);
        }}
      >
        <FormRow>
          <Field
            name="email"
            label="E-mail"
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <Select name="role" label="Role" defaultValue="editor">
            {upTo(one.role).map((role) => (
              <option key={role} value={role}>
                {label(role)} – {may[role]}
              </option>
            ))}
          </Select>
          <Submit>Invite</Submit>
        </FormRow>
      </Form>
    </div>
  );
}

function InvitationRow({ org, invitation }: { org: string; invitation: Invitation }) {
  const withdraw = useAction(
    () => people.withdraw(org, invitation.id),
    [keys.invitations(org)],
    "The invitation is withdrawn.",
  );
  return (
    <Row title={invitation.email} note={`${label(invitation.role)} · until ${date(invitation.expiresAt)}`}>
      <Button
        small
        aria-label={`Withdraw the invitation of ${invitation.email}`}
        disabled={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        Withdraw
      </Button>
    </Row>
  );
}
