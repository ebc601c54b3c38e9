import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { planner } from "../api/planner";
import { keys } from "../api/queries";
import type { Me, Project } from "../api/types";
import { workspace } from "../api/workspace";
import { label } from "../format";
import { atLeast } from "../organisation/roles";
import { saysNothing } from "../projects/change";
import { Badge } from "../ui/Badge/Badge";
import { Field, Form, Row as FormRow, Select, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Section } from "../ui/Section/Section";
import { AboutProject } from "./AboutProject";
import { monthName, nextMonth } from "./months";
import { chosenOf, orderMonth } from "./order";
import styles from "./Planner.module.css";
import { PlannerFrame } from "./PlannerFrame";

export function PlannerPage({ me }: { me: Me }) {
  const months = usePages([...keys.months, "list"], planner.months);
  const projects = usePages([...keys.projects, "list", false], (after) => workspace.projects(after, false));
  const names = new Map(projects.data?.map((project) => [project.id, project.name]));
  return (
    <PlannerFrame
      title="Planner"
      intro="A month of posts for a project: hooks, outlines and storyboards, each for its day and hour."
    >
      <List
        query={months}
        name="Months"
        none="No month is planned yet."
        row={(month) => (
          <Row
            key={month.id}
            title={<Link href={`/planner/months/${month.id}`}>{monthName(month.month)}</Link>}
            marks={<Badge status={month.status} />}
            note={[
              names.get(month.projectId),
              `${month.postsPerDay} a day`,
              label(month.language),
              month.timeZone,
            ]
              .filter(Boolean)
              .join(" · ")}
          />
        )}
      />
      {atLeast(me.role, "editor") && (
        <Section id="new" title="Plan a month">
          <Order projects={projects.data ?? []} />
        </Section>
      )}
    </PlannerFrame>
  );
}

function Order({ projects }: { projects: Project[] }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [projectId, choose] = useState<string | null>(null);
  const project = chosenOf(projects, projectId);
  return (
    <div className={`${styles.card} ${styles.narrow}`}>
      <Form
        name="Plan a month"
        send={async (values) => {
          const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
          // also after a refusal: what the project is about may be kept already
          const made = await orderMonth(values, zone).finally(() =>
            client.invalidateQueries({ queryKey: keys.projects }),
          );
          await client.invalidateQueries({ queryKey: keys.months });
          if (made) navigate(`/planner/months/${made}`);
        }}
      >
        <FormRow>
          <Select
            name="projectId"
            label="Project"
            value={project?.id ?? ""}
            onChange={(event) => choose(event.currentTarget.value)}
            required
          >
            {projects.map((project) => (
              <option key={project.id} value={project.id}>
                {project.name}
              </option>
            ))}
          </Select>
          <Field name="month" label="Month" type="month" defaultValue={nextMonth(new Date())} required />
        </FormRow>
        {project && saysNothing(project) && <AboutProject key={project.id} project={project} />}
        <FormRow>
          <Field
            name="postsPerDay"
            label="Posts a day"
            type="number"
            min={1}
            max={10}
            defaultValue="3"
            required
          />
          <Select name="language" label="Language" defaultValue="">
            <option value="">As the project</option>
            <option value="en">English</option>
            <option value="de">Deutsch</option>
            <option value="es">Español</option>
            <option value="ru">Русский</option>
          </Select>
        </FormRow>
        <Submit>Plan it</Submit>
      </Form>
    </div>
  );
}
