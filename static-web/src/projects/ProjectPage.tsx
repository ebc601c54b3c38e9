import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import type { Versioned } from "../api/http";
import { people } from "../api/people";
import { keys, queries } from "../api/queries";
import type { BrandEntry, Me, Project } from "../api/types";
import { workspace } from "../api/workspace";
import { label } from "../format";
import { atLeast } from "../organisation/roles";
import styles from "../settings/Settings.module.css";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Button } from "../ui/Button/Button";
import { Checks, Field, Form, Row, Select, Submit, TextArea } from "../ui/Form/Form";
import { usePages } from "../ui/List/usePages";
import { LoadError, Notice } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import { budgets, changeOf, purposes } from "./change";
import own from "./Projects.module.css";

export function ProjectPage({ id, me }: { id: string; me: Me }) {
  const project = useQuery(queries.project(id));
  return (
    <SettingsFrame title={project.data?.name ?? "Project"} intro={<Link href="/projects">All projects</Link>}>
      {project.isError && !project.data ? (
        <LoadError error={project.error} retry={() => void project.refetch()} />
      ) : project.data ? (
        <Settings project={project.data} me={me} />
      ) : (
        <Skeleton height="30rem" />
      )}
    </SettingsFrame>
  );
}

function Settings({ project, me }: { project: Versioned<Project>; me: Me }) {
  const client = useQueryClient();
  const members = usePages(keys.members(me.orgId), (after) => people.members(me.orgId, after)).data ?? [];
  const brand = usePages(keys.brand, workspace.brand).data ?? [];
  const listed = new Set(members.map((member) => member.userId));
  const others = project.approvers.filter((id) => !listed.has(id)).map((userId) => ({ userId, name: null }));
  const mayEdit = atLeast(me.role, "editor");
  const read = () => client.invalidateQueries({ queryKey: keys.projects });
  const archive = useAction(
    () => workspace.changeProject(project.id, { archived: !project.archived }, project.etag),
    [keys.projects],
    project.archived ? "The project is back." : "The project is put away.",
  );
  return (
    <>
      {project.archived && (
        <Notice tone="warn">
          <p>This project is archived: nothing new begins in it.</p>
        </Notice>
      )}
      <fieldset className={own.whole} disabled={!mayEdit}>
        <Form
          name="Settings of the project"
          send={async (values) => {
            // also after a refusal: somebody may have changed it meanwhile
            await workspace.changeProject(project.id, changeOf(project, values), project.etag).finally(read);
            toast.good("Saved.");
          }}
        >
          <div className={styles.card}>
            <Field
              name="name"
              label="Name"
              defaultValue={project.name}
              autoComplete="off"
              maxLength={100}
              required
            />
            <Row>
              <Select name="mode" label="Posts go out" defaultValue={project.mode}>
                <option value="approval">after somebody has approved them</option>
                <option value="autopilot">by themselves, unless the policy wants a look</option>
              </Select>
              <Select
                name="contentLanguage"
                label="Language of what is made"
                defaultValue={project.contentLanguage}
              >
                <option value="en">English</option>
                <option value="ru">Русский</option>
                <option value="es">Español</option>
                <option value="de">Deutsch</option>
              </Select>
            </Row>
            <Field
              name="niche"
              label="Niche"
              defaultValue={project.niche}
              autoComplete="off"
              maxLength={200}
            />
            <TextArea
              name="topics"
              label="Topics"
              hint="One a line, or with commas between them"
              defaultValue={project.topics.join("\n")}
            />
          </div>
          {members.length > 1 && (
            <div className={styles.card}>
              <input type="hidden" name="approvers-shown" />
              <Checks
                name="approvers"
                label="Who may approve posts, beside administrators"
                choices={[...members, ...others].map((member) => ({
                  name: `approver-${member.userId}`,
                  label: member.name ?? member.userId,
                  checked: project.approvers.includes(member.userId),
                }))}
              />
              <Checks
                name="approvalByAnother"
                label="Four eyes"
                choices={[
                  {
                    name: "approvalByAnother",
                    label: "Nobody approves a post that they have made themselves",
                    checked: project.approvalByAnother,
                  },
                ]}
              />
            </div>
          )}
          <Brand project={project} brand={brand} />
          <div className={styles.card}>
            <h2>Budgets</h2>
            {(Object.keys(budgets) as (keyof typeof budgets)[]).map((name) => (
              <Row key={name}>
                <Field
                  name={`${name}-soft`}
                  label={`${budgets[name]}: tell me from`}
                  type="number"
                  min={0}
                  inputMode="numeric"
                  defaultValue={project.budgets[name]?.softStop ?? ""}
                />
                <Field
                  name={`${name}-hard`}
                  label="Stop at"
                  type="number"
                  min={0}
                  inputMode="numeric"
                  defaultValue={project.budgets[name]?.hardStop ?? ""}
                />
              </Row>
            ))}
          </div>
          <div className={styles.card}>
            <h2>Models</h2>
            {purposes.map((purpose) => (
              <Row key={purpose}>
                <Select
                  name={`model-${purpose}`}
                  label={label(purpose)}
                  defaultValue={project.models[purpose]?.provider ?? ""}
                >
                  <option value="">As the installation does</option>
                  <option value="builtin">Built in</option>
                  <option value="openai">OpenAI-compatible</option>
                  <option value="gemini">Gemini</option>
                </Select>
                <Field
                  name={`model-${purpose}-name`}
                  label="Model"
                  autoComplete="off"
                  placeholder="the usual one"
                  maxLength={100}
                  defaultValue={project.models[purpose]?.model ?? ""}
                />
              </Row>
            ))}
          </div>
          {mayEdit && <Submit>Save</Submit>}
        </Form>
      </fieldset>
      {mayEdit && !project.default && (
        <div className={styles.actions}>
          <Button disabled={archive.isPending} onClick={() => archive.mutate()}>
            {project.archived ? "Bring it back" : "Archive this project"}
          </Button>
        </div>
      )}
    </>
  );
}

function Brand({ project, brand }: { project: Project; brand: BrandEntry[] }) {
  if (brand.length === 0)
    return (
      <div className={styles.card}>
        <h2>Brand</h2>
        <p className={styles.note}>
          There is nothing in the <Link href="/brand">brand kit</Link> yet.
        </p>
      </div>
    );
  const of = (type: string) => brand.filter((entry) => entry.type === type);
  const parts = [
    ["logo", "Logo", project.brand.logoId],
    ["watermark", "Watermark", project.brand.watermarkId],
    ["font", "Font", project.brand.fontId],
    ["tone", "Tone of voice", project.brand.toneId],
  ] as const;
  // remounted when the brand kit has come: what is chosen before isn't among the choices yet
  return (
    <div className={styles.card} key={brand.length}>
      <h2>Brand</h2>
      <input type="hidden" name="brand-shown" />
      <Row>
        {parts.map(([type, name, chosen]) => (
          <Select key={type} name={type} label={name} defaultValue={chosen ?? ""}>
            <option value="">None</option>
            {chosen && !brand.some((entry) => entry.id === chosen) && (
              <option value={chosen}>The present one</option>
            )}
            {of(type).map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.name}
              </option>
            ))}
          </Select>
        ))}
      </Row>
      {of("colour").length > 0 && (
        <Checks
          name="colours"
          label="Colours"
          choices={of("colour").map((entry) => ({
            name: `colour-${entry.id}`,
            label: (
              <>
                <span className={own.swatch} style={{ background: entry.colour ?? undefined }} />
                {entry.name}
              </>
            ),
            checked: project.brand.colourIds?.includes(entry.id) ?? false,
          }))}
        />
      )}
    </div>
  );
}
