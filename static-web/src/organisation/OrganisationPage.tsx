import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { Me, Organisation } from "../api/types";
import { label } from "../format";
import styles from "../settings/Settings.module.css";
import { crossing } from "../signin/crossing";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row, Submit } from "../ui/Form/Form";
import { Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import { Invitations } from "./Invitations";
import { Members } from "./Members";
import { OrganisationFrame } from "./OrganisationFrame";
import { atLeast } from "./roles";
import { UsageCard } from "./UsageCard";

export function OrganisationPage({ id, me }: { id: string; me: Me }) {
  return (
    <OrganisationFrame
      id={id}
      intro={(one) =>
        one.personal
          ? "Your personal organisation, for you alone."
          : `Your role here: ${label(one.role).toLowerCase()}.`
      }
    >
      {(one) => <Found one={one} me={me} />}
    </OrganisationFrame>
  );
}

function Found({ one, me }: { one: Organisation; me: Me }) {
  const admin = atLeast(one.role, "admin");
  return (
    <>
      {one.id !== me.orgId && <WorkHere one={one} />}
      {admin && <Rename key={one.name} one={one} />}
      <Section id="members" title="Members">
        <Members one={one} me={me} />
      </Section>
      {admin && !one.personal && (
        <Section id="invitations" title="Invitations" note="good for a week">
          <Invitations one={one} />
        </Section>
      )}
      {admin && (
        <Section id="usage" title="Usage">
          <UsageCard org={one.id} />
        </Section>
      )}
      {one.personal ? (
        <p className={styles.note}>
          Nobody can be invited here. Make an organisation for your team, and invite people to that.
        </p>
      ) : (
        <Leave one={one} me={me} />
      )}
      {!one.personal && atLeast(one.role, "owner") && (
        <Section id="delete" title="Delete the organisation">
          <Delete one={one} me={me} />
        </Section>
      )}
    </>
  );
}

function WorkHere({ one }: { one: Organisation }) {
  const go = useAction(() => people.switchTo(one.id).then(() => crossing.signedIn("/")), []);
  return (
    <div className={styles.card}>
      <p>
        You work in another organisation now. Videos, accounts and the bill of this one are shown once you
        switch.
      </p>
      <div className={styles.actions}>
        <Button kind="primary" disabled={go.isPending} onClick={() => go.mutate()}>
          Work in {one.name}
        </Button>
      </div>
    </div>
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
  const gone = useGone(one, me);
  const leave = useAction(
    () => people.removeMember(one.id, me.id).then(gone),
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

function Delete({ one, me }: { one: Organisation; me: Me }) {
  const gone = useGone(one, me);
  return (
    <div className={styles.card}>
      <p>
        Deletes the organisation with its videos, posts waiting to go out, connected accounts and credits, for
        all its members. It begins at once and can’t be undone. What is out at a platform stays there.
      </p>
      <Form
        name="Delete the organisation"
        send={async ({ confirm = "" }) => {
          await people.deleteOrganisation(one.id, confirm);
          toast.good(`${one.name} is being deleted.`);
          await gone();
        }}
      >
        <Row>
          <Field name="confirm" label={`Type “${one.name}” to confirm`} autoComplete="off" required />
          <Submit>Delete</Submit>
        </Row>
      </Form>
    </div>
  );
}

/** Who worked in it goes on in their personal one. */
function useGone(one: Organisation, me: Me) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return async () => {
    const personal = client.getQueryData(queries.organisations().queryKey)?.find((o) => o.personal);
    if (one.id === me.orgId && personal) {
      await people.switchTo(personal.id);
      crossing.signedIn("/account/organisations");
    } else {
      await client.invalidateQueries({ queryKey: keys.organisations });
      navigate("/account/organisations");
    }
  };
}
