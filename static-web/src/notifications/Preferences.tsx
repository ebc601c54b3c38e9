import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Versioned } from "../api/http";
import { keys, queries } from "../api/queries";
import type { NoticeChoice, NoticePreferences } from "../api/types";
import { workspace } from "../api/workspace";
import { Form, Submit } from "../ui/Form/Form";
import { LoadError } from "../ui/Notice/Notice";
import { Skeleton } from "../ui/Skeleton/Skeleton";
import { toast } from "../ui/Toasts/toast";
import { kindName } from "./kinds";
import styles from "./Notifications.module.css";

export function Preferences() {
  const preferences = useQuery(queries.noticePreferences());
  if (preferences.isError && !preferences.data)
    return <LoadError error={preferences.error} retry={() => void preferences.refetch()} />;
  if (!preferences.data) return <Skeleton height="20rem" />;
  return <Choices preferences={preferences.data} />;
}

function Choices({ preferences }: { preferences: Versioned<NoticePreferences> }) {
  const client = useQueryClient();
  const { kinds, emailAvailable, etag } = preferences;
  const save = async (values: Record<string, string>) => {
    const chosen = kinds.map(
      ({ kind, email }): NoticeChoice => ({
        kind,
        inApp: `app-${kind}` in values,
        email: emailAvailable ? `mail-${kind}` in values : email,
      }),
    );
    await workspace
      .setNoticePreferences(chosen, etag)
      .finally(() => client.invalidateQueries({ queryKey: keys.noticePreferences }));
    toast.good("Saved.");
  };
  return (
    <div className={styles.card}>
      <Form name="What you are told of" send={save}>
        <table className={styles.choices}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Here</th>
              {emailAvailable && <th scope="col">By mail</th>}
            </tr>
          </thead>
          <tbody>
            {kinds.map(({ kind, inApp, email }) => (
              <tr key={kind}>
                <th scope="row">{kindName(kind)}</th>
                <td>
                  <input
                    type="checkbox"
                    name={`app-${kind}`}
                    aria-label={`${kindName(kind)}: here`}
                    defaultChecked={inApp}
                  />
                </td>
                {emailAvailable && (
                  <td>
                    <input
                      type="checkbox"
                      name={`mail-${kind}`}
                      aria-label={`${kindName(kind)}: by mail`}
                      defaultChecked={email}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        <Submit>Save</Submit>
      </Form>
    </div>
  );
}
