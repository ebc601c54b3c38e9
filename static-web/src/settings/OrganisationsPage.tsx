import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { Me, Organisation } from "../api/types";
import { label } from "../format";
import { Avatar } from "../ui/Avatar/Avatar";
import { Badge } from "../ui/Badge/Badge";
import { Field, Form, Row as FormRow, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";
import styles from "./Settings.module.css";
import { SettingsFrame } from "./SettingsFrame";

export function OrganisationsPage({ me }: { me: Me }) {
  const organisations = useQuery(queries.organisations());
  return (
    <SettingsFrame
      title="Organisations"
      intro="Videos, connected accounts and the bill belong to an organisation. Your personal one is for you alone."
    >
      <List
        query={organisations}
        name="Organisations"
        none="You are in none."
        row={(one) => <OrganisationRow key={one.id} one={one} current={one.id === me.orgId} />}
      />
      <Section id="new" title="A new organisation" note="for a team or a client">
        <Create />
      </Section>
    </SettingsFrame>
  );
}

function OrganisationRow({ one, current }: { one: Organisation; current: boolean }) {
  return (
    <Row
      lead={<Avatar name={one.name} />}
      title={<Link href={`/organisations/${one.id}`}>{one.name}</Link>}
      marks={current && <Badge status="connected" text="You work here" />}
      note={one.personal ? "Personal" : label(one.role)}
    />
  );
}

function Create() {
  const client = useQueryClient();
  // a second send after a lost answer makes no second organisation
  const [key, setKey] = useState(() => crypto.randomUUID());
  return (
    <div className={styles.card}>
      <Form
        key={key}
        name="A new organisation"
        send={async ({ name = "" }) => {
          await people.createOrganisation(name, `${key}-${name}`);
          await client.invalidateQueries({ queryKey: keys.organisations });
          toast.good(`${name} is there.`);
          setKey(crypto.randomUUID());
        }}
      >
        <FormRow>
          <Field name="name" label="Name" autoComplete="organization" maxLength={100} required />
          <Submit>Create</Submit>
        </FormRow>
      </Form>
    </div>
  );
}
