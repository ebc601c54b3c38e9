import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { Me, Organisation } from "../api/types";
import { label } from "../format";
import styles from "../settings/Settings.module.css";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row, Submit } from "../ui/Form/Form";
import { LoadError } from "../ui/Notice/Notice";
import { Pending, Section } from "../ui/Section/Section";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import { atLeast } from "./roles";

export function OrganisationPage({ id, me }: { id: string; me: Me }) {
  const organisations = useQuery(queries.organisations());
  const one = organisations.data?.find((o) => o.id === id);
  if (one) return <Found one={one} me={me} />;
  return (
    <SettingsFrame title="Organisation">
      {organisations.isError && !organisations.data ? (
        <LoadError error={organisations.error} retry={() => void organisations.refetch()} />
      ) : organisations.isPending ? (
        <Skeleton height="12rem" />
      ) : (
        <Pending>You are not a member of this organisation, or it has been deleted.</Pending>
      )}
    </SettingsFrame>
  );
}

function Found({ one, me }: { one: Organisation; me: Me }) {
  const admin = atLeast(one.role, "admin");
  return (
    <SettingsFrame
      title={one.name}
      intro={
        one.personal
          ? "Your personal organisation, for you alone."
          : `Your role here: ${label(one.role).toLowerCase()}.`
      }
    >
      {admin && <Rename key={one.name} one={one} />}
      <Section id="members" title="Members">
        <Members one={one} me={me} />
      </Section>
      {admin && !one.personal && (
        <Section id="invitations" title="Invitations" note="good for a week">
          <Invitations one={one} />
        </Section>
      )}
      {one.personal ? (
        <p className={styles.note}>
          Nobody can be invited here. Make an organisation for your team, and invite people to that.
        </p>
      ) : (
        <Leave one={one} me={me} />
      )}
    </SettingsFrame>
  );
}

function Rename({ one }: { one: Organisation }) {
  const client = useQueryClient();
  return (
    <div className={styles.card}>
      <Form
        name="Rename"
        send={async ({ name = "" }) => {
          await people.renameOrganisation(one.id, name);
          await Promise.all([
            client.invalidateQueries({ queryKey: keys.organisations }),
            client.invalidateQueries({ queryKey: keys.me }),
          ]);
          toast.good("Renamed.");
        }}
      >
        <Row>
          <Field
            name="name"
            label="Name of the organisation"
            defaultValue={one.name}
            autoComplete="off"
            maxLength={100}
            required
          />
          <Submit>Rename</Submit>
        </Row>
      </Form>
    </div>
  );
}

function Leave({ one, me }: { one: Organisation; me: Me }) {
  const [, navigate] = useLocation();
  const leave = useAction(
    () => people.removeMember(one.id, me.id).then(() => navigate("/account/organisations")),
    [keys.organisations],
    `You have left ${one.name}.`,
  );
  const ask = () =>
    window.confirm(`Leave “${one.name}”? You come back only by a new invitation.`) && leave.mutate();
  return (
    <div className={styles.actions}>
      <Button disabled={leave.isPending} onClick={ask}>
        Leave this organisation
      </Button>
    </div>
  );
}
