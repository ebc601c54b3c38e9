import { useQueryClient } from "@tanstack/react-query";
import type { Versioned } from "../api/http";
import { radar, radarKeys } from "../api/radar";
import type { TrendSettings } from "../api/types";
import styles from "../settings/Settings.module.css";
import { Checks, Field, Form, Row, Submit, TextArea } from "../ui/Form/Form";
import { toast } from "../ui/Toasts/toast";
import own from "./Radar.module.css";
import { words } from "./words";

export function Watch({ settings, mayEdit }: { settings: Versioned<TrendSettings>; mayEdit: boolean }) {
  const client = useQueryClient();
  return (
    <fieldset className={own.whole} disabled={!mayEdit || !settings.included}>
      <div className={styles.card}>
        <Form
          name="What is watched"
          send={async (values) => {
            await radar
              .setSettings(
                {
                  keywords: words(values.keywords, true),
                  regions: words(values.regions),
                  languages: words(values.languages),
                  officialOnly: values.officialOnly === "on",
                  minVelocity: Number(values.minVelocity || 1),
                },
                settings.etag,
              )
              // also after a refusal: somebody may have changed it meanwhile
              .finally(() => client.invalidateQueries({ queryKey: radarKeys.settings }));
            toast.good("Saved.");
          }}
        >
          <TextArea
            name="keywords"
            label="Keywords"
            hint="One a line, at most 20"
            defaultValue={settings.keywords.join("\n")}
          />
          <Row>
            <Field
              name="regions"
              label="Regions"
              hint="Two letters each, such as US DE ES"
              defaultValue={settings.regions.join(" ")}
              autoComplete="off"
            />
            <Field
              name="languages"
              label="Languages"
              hint="Such as en de; empty: all"
              defaultValue={settings.languages.join(" ")}
              autoComplete="off"
            />
            <Field
              name="minVelocity"
              label="Least views an hour"
              hint="What gains less after a day is let go"
              type="number"
              min={0}
              defaultValue={settings.minVelocity}
            />
          </Row>
          <Checks
            name="officialOnly"
            label="Sources"
            choices={[
              {
                name: "officialOnly",
                label: "Only platforms’ own, official interfaces",
                checked: settings.officialOnly,
              },
            ]}
          />
          <ul className={own.sources}>
            {settings.sources.map((source) => (
              <li key={`${source.name} ${source.platform}`}>
                <strong>{source.name}</strong>: {source.uses}
              </li>
            ))}
            {settings.sources.length === 0 && <li>No source is set up here. Videos can be imported.</li>}
          </ul>
          {mayEdit && settings.included && <Submit>Save</Submit>}
        </Form>
      </div>
    </fieldset>
  );
}
