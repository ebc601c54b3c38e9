import { Link } from "wouter";
import type { Project } from "../api/types";
import { Field, TextArea } from "../ui/Form/Form";
import { Notice } from "../ui/Notice/Notice";

/** What is missing before a month can be planned for this project, and the fields for it. */
export function AboutProject({ project }: { project: Pick<Project, "id" | "name"> }) {
  return (
    <>
      <Notice tone="warn">
        <p>
          “{project.name}” doesn’t say yet what it is about, and a month is planned from that. Say it here: it
          is kept in the <Link href={`/projects/${project.id}`}>project’s settings</Link>, and the month is
          planned right after.
        </p>
      </Notice>
      <Field
        name="niche"
        label="What is it about?"
        hint="In a few words, such as: home cooking for students"
        autoComplete="off"
        maxLength={200}
        required
      />
      <TextArea
        name="topics"
        label="Topics"
        hint="One a line, or with commas between them; may be left out"
        placeholder={"one-pot meals\nleftovers\nshopping for a week"}
      />
    </>
  );
}
