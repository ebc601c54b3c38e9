import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { planner } from "../api/planner";
import { keys } from "../api/queries";
import type { KnowledgeDocument, KnowledgeHit, Me } from "../api/types";
import { bytes, label, plural } from "../format";
import { atLeast } from "../organisation/roles";
import { Button } from "../ui/Button/Button";
import { Field, Form, Row as FormRow, Select, Submit } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import styles from "./Planner.module.css";
import { PlannerFrame } from "./PlannerFrame";

export function KnowledgePage({ me }: { me: Me }) {
  const documents = usePages(keys.knowledge, planner.knowledge);
  return (
    <PlannerFrame
      title="Knowledge"
      intro="Texts of your own that plans are made with: how the brand speaks, what went well, what to avoid. They are shown to the agents as facts, never as orders."
    >
      <List
        query={documents}
        name="Documents"
        none="There is none yet."
        row={(document) => <Document key={document.id} document={document} />}
      />
      {atLeast(me.role, "editor") && (
        <>
          <Section id="new" title="Add a document" note="TXT or Markdown in UTF-8, up to 1 MB">
            <Add />
          </Section>
          <Section id="search" title="Try a question">
            <Search />
          </Section>
        </>
      )}
    </PlannerFrame>
  );
}

function Document({ document }: { document: KnowledgeDocument }) {
  const { id, fileName, kind, passages, sizeBytes } = document;
  const remove = useAction(() => planner.removeKnowledge(id), [keys.knowledge], `${fileName} is deleted.`);
  return (
    <Row title={fileName} note={[label(kind), plural(passages, "passage"), bytes(sizeBytes)].join(" · ")}>
      <Button
        small
        icon="trash"
        aria-label={`Delete ${fileName}`}
        disabled={remove.isPending}
        onClick={() => window.confirm(`Delete ${fileName}?`) && remove.mutate()}
      />
    </Row>
  );
}

function Add() {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState(0);
  return (
    <div className={`${styles.card} ${styles.narrow}`}>
      <Form
        key={done}
        name="Add a document"
        send={async ({ kind = "brand" }) => {
          if (!file) return;
          await planner.addKnowledge(file.name, kind, await base64(file));
          await client.invalidateQueries({ queryKey: keys.knowledge });
          toast.good(`${file.name} is there.`);
          setFile(null);
          setDone(done + 1);
        }}
      >
        <FormRow>
          <Field
            name="file"
            label="File"
            type="file"
            accept=".txt,.md,.markdown"
            required
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          <Select name="kind" label="What it is" defaultValue="brand">
            <option value="brand">About the brand</option>
            <option value="winner">What went well</option>
            <option value="avoid">What to avoid, a phrase a line</option>
            <option value="experiment">What to try</option>
          </Select>
        </FormRow>
        <Submit>Add</Submit>
      </Form>
    </div>
  );
}

function Search() {
  const [hits, setHits] = useState<KnowledgeHit[] | null>(null);
  return (
    <div className={`${styles.card} ${styles.narrow}`}>
      <Form
        name="Try a question"
        send={async ({ query = "" }) => setHits((await planner.searchKnowledge(query)).items)}
      >
        <FormRow>
          <Field name="query" label="Question" autoComplete="off" maxLength={500} required />
          <Submit>Search</Submit>
        </FormRow>
      </Form>
      {hits?.length === 0 && <p className={styles.note}>Nothing was found.</p>}
      {hits?.map((hit) => (
        <blockquote key={hit.text} className={styles.text}>
          {hit.text} ({hit.fileName})
        </blockquote>
      ))}
    </div>
  );
}

async function base64(file: File): Promise<string> {
  let text = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
}
