import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../api/queries";
import type { BrandEntry, BrandType, Me } from "../api/types";
import { workspace } from "../api/workspace";
import { bytes, label } from "../format";
import { atLeast } from "../organisation/roles";
import styles from "../settings/Settings.module.css";
import { SettingsFrame } from "../settings/SettingsFrame";
import { Button, LinkButton } from "../ui/Button/Button";
import { Field, Form, Row as FormRow, Select, Submit, TextArea } from "../ui/Form/Form";
import { List, Row } from "../ui/List/List";
import { usePages } from "../ui/List/usePages";
import { Meter } from "../ui/Meter/Meter";
import { Section } from "../ui/Section/Section";
import { toast } from "../ui/Toasts/toast";
import { useAction } from "../ui/useAction";
import own from "./Brand.module.css";
import { upload } from "./upload";

export function BrandPage({ me }: { me: Me }) {
  const entries = usePages(keys.brand, workspace.brand);
  const mayEdit = atLeast(me.role, "editor");
  return (
    <SettingsFrame
      title="Brand kit"
      intro="Logos, watermarks, fonts, colours, music and the tone of voice that your shorts are made with."
    >
      <List
        query={entries}
        name="Brand kit"
        none="There is nothing in it yet."
        row={(entry) => <Entry key={entry.id} entry={entry} mayEdit={mayEdit} />}
      />
      {mayEdit && (
        <>
          <Section
            id="file"
            title="Add a file"
            note="up to 10 MB: PNG, JPEG, WebP; fonts as TTF, OTF, WOFF2; music as MP3, M4A, WAV, Ogg"
          >
            <AddFile />
          </Section>
          <Section id="colour" title="Add a colour">
            <AddColour />
          </Section>
          <Section id="tone" title="Add a tone of voice">
            <AddTone />
          </Section>
        </>
      )}
    </SettingsFrame>
  );
}

function Entry({ entry, mayEdit }: { entry: BrandEntry; mayEdit: boolean }) {
  const { id, type, name, file, colour, tone, licence } = entry;
  const remove = useAction(() => workspace.removeFromBrand(id), [keys.brand], `${name} is deleted.`);
  const ask = () => window.confirm(`Delete “${name}” from the brand kit?`) && remove.mutate();
  const size = file?.width ? `${file.width} × ${file.height}` : null;
  return (
    <Row
      lead={<Look entry={entry} />}
      title={name}
      note={[label(type), colour, size, file && bytes(file.sizeBytes), file && !file.url && "not finished"]
        .filter(Boolean)
        .join(" · ")}
      below={(tone ?? licence) && <p className={own.tone}>{tone ?? licence}</p>}
    >
      {file?.downloadUrl && (
        <LinkButton small icon="download" href={file.downloadUrl} aria-label={`Download ${name}`} />
      )}
      {mayEdit && (
        <Button small icon="trash" aria-label={`Delete ${name}`} disabled={remove.isPending} onClick={ask} />
      )}
    </Row>
  );
}

function Look({ entry: { type, colour, file } }: { entry: BrandEntry }) {
  if (colour) return <span className={own.look} style={{ background: colour }} aria-hidden="true" />;
  if (file?.url && type !== "font" && type !== "music")
    return <img className={own.look} src={file.url} alt="" />;
  return (
    <span className={own.look} aria-hidden="true">
      {type === "font" ? "Aa" : type === "tone" ? "“”" : type === "music" ? "♪" : ""}
    </span>
  );
}

function AddFile() {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const [sent, setSent] = useState<number | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<BrandType>("logo");
  return (
    <div className={styles.card}>
      <Form
        key={done}
        name="Add a file"
        send={async ({ name = "", licence = "" }) => {
          if (!file) return;
          const note = kind === "music" ? licence : null;
          await upload(file, kind, name.trim() || file.name, note, setSent).finally(() => {
            setSent(null);
            return client.invalidateQueries({ queryKey: keys.brand });
          });
          toast.good("It is in the brand kit.");
          setFile(null);
          setDone(done + 1);
        }}
      >
        <FormRow>
          <Select
            name="type"
            label="What it is"
            value={kind}
            onChange={(event) => setKind(event.target.value as BrandType)}
          >
            <option value="logo">Logo</option>
            <option value="watermark">Watermark</option>
            <option value="image">Image</option>
            <option value="font">Font</option>
            <option value="music">Music</option>
          </Select>
          <Field name="name" label="Name" autoComplete="off" maxLength={100} placeholder="as the file" />
        </FormRow>
        <Field
          name="file"
          label="File"
          type="file"
          required
          accept={
            kind === "music"
              ? ".mp3,.m4a,.wav,.ogg,.opus"
              : "image/png,image/jpeg,image/webp,.ttf,.otf,.woff2"
          }
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        {kind === "music" && (
          <TextArea
            name="licence"
            label="Licence"
            rows={2}
            required
            maxLength={500}
            placeholder="Where it is from, and what allows you to use it in shorts."
          />
        )}
        {sent !== null && file && <Meter value={sent / file.size} name={`Upload of ${file.name}`} />}
        <Submit>Upload</Submit>
      </Form>
    </div>
  );
}

function AddColour() {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const [colour, setColour] = useState("#c23f1a");
  return (
    <div className={styles.card}>
      <Form
        key={done}
        name="Add a colour"
        send={async ({ name = "" }) => {
          await workspace.addToBrand({ type: "colour", name, colour });
          await client.invalidateQueries({ queryKey: keys.brand });
          setDone(done + 1);
        }}
      >
        <FormRow>
          <Field name="name" label="Name" autoComplete="off" maxLength={100} required />
          <Field
            name="colour"
            label="Colour"
            autoComplete="off"
            spellCheck={false}
            required
            value={colour}
            onChange={(event) => setColour(event.target.value)}
          />
          <label className={own.pick}>
            <span>Pick</span>
            <input
              type="color"
              value={/^#[0-9a-f]{6}$/i.test(colour) ? colour : "#000000"}
              onChange={(event) => setColour(event.target.value)}
            />
          </label>
          <Submit>Add</Submit>
        </FormRow>
      </Form>
    </div>
  );
}

function AddTone() {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  return (
    <div className={styles.card}>
      <Form
        key={done}
        name="Add a tone of voice"
        send={async ({ name = "", tone = "" }) => {
          await workspace.addToBrand({ type: "tone", name, tone });
          await client.invalidateQueries({ queryKey: keys.brand });
          setDone(done + 1);
        }}
      >
        <Field name="name" label="Name" autoComplete="off" maxLength={100} required />
        <TextArea
          name="tone"
          label="How you speak"
          rows={4}
          maxLength={4000}
          placeholder="Dry, short sentences, no exclamation marks. We explain, we don’t sell."
        />
        <Submit>Add</Submit>
      </Form>
    </div>
  );
}
