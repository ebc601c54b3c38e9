import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { keys } from "../api/queries";
import type { Me } from "../api/types";
import { workspace } from "../api/workspace";
import { label, plural } from "../format";
import { atLeast } from "../organisation/roles";
import styles from "../settings/Settings.module.css";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Badge } from "../ui/Badge/Badge";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row as FormRow, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";

export function ProjectsPage({ me }: { me: Me }) {
  const [archived, setArchived] = useState(false);
  const projects = usePages([...keys.projects, "list", archived], (after) =>
    workspace.projects(after, archived),
  );
  return (
    <SettingsFrame
      title="Projects"
      intro="Work is grouped by them, each with its own way to approve, budgets and brand."
    >
      <List
        query={projects}
        name="Projects"
        none="There is none yet."
        row={(project) => (
          <Row
            key={project.id}
            title={<Link href={`/projects/${project.id}`}>{project.name}</Link>}
            marks={
              <>
                {project.default && <Badge status="connected" text="Default" />}
                {project.archived && <Badge status="archived" />}
              </>
            }
            note={[
              label(project.mode),
              project.niche,
              project.topics.length > 0 && plural(project.topics.length, "topic"),
            ]
              .filter(Boolean)
              .join(" · ")}
          />
        )}
      />
      <div>
        <Button onClick={() => setArchived(!archived)}>
          {archived ? "Hide archived ones" : "Show archived ones too"}
        </Button>
      </div>
      {atLeast(me.role, "editor") && (
        <Section id="new" title="A new project">
          <Create />
        </Section>
      )}
    </SettingsFrame>
  );
}

function Create() {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  // a second send after a lost answer makes no second project
  const [key] = useState(() => crypto.randomUUID());
  return (
    <div className={styles.card}>
      <Form
        name="A new project"
        send={async ({ name = "" }) => {
          const { id } = await workspace.createProject(name, `${key}-${name}`);
          await client.invalidateQueries({ queryKey: keys.projects });
          toast.good(`${name} is there.`);
          navigate(`/projects/${id}`);
        }}
      >
        <FormRow>
          <Field name="name" label="Name" autoComplete="off" maxLength={100} required />
          <Submit>Create</Submit>
        </FormRow>
      </Form>
    </div>
  );
}
