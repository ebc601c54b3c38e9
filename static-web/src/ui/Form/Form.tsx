import {
  createContext,
  type FormEvent,
  type ReactNode,
  type Ref,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { ApiError } from "../../api/http";
import { Button } from "../Button/Button";
import { cx } from "../cx";
import { Notice } from "../Notice/Notice";
import { message } from "../Toasts/toast";
import styles from "./Form.module.css";

interface State {
  pending: boolean;
  errors: Record<string, string>;
}

const FormState = createContext<State>({ pending: false, errors: {} });

export type Values = Record<string, string>;

/**
 * Fields keep their own text, as the browser and its password manager know it. What the server has against one stands under it
 * and takes the focus; what is against the whole stands above.
 */
export function Form({
  send,
  name,
  say,
  children,
}: {
  send: (values: Values) => Promise<unknown>;
  name: string;
  /** Other words, or more than words, for a refusal. */
  say?: (error: unknown) => ReactNode;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const errors = problem instanceof Empty ? problem.fields : byField(problem);

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [tabindex="-1"]')?.focus();
  }, [problem]);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const element = event.currentTarget;
    const values = Object.fromEntries(new FormData(element)) as Values;
    const empty = missing(element);
    if (empty) return setProblem(new Empty(empty));
    setPending(true);
    setProblem(null);
    try {
      await send(values);
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };

  const shown = Object.keys(errors).some((field) => form.current?.elements.namedItem(field));
  return (
    <form ref={form} className={styles.form} aria-label={name} noValidate onSubmit={(e) => void submit(e)}>
      {problem !== null && !shown && (
        <div tabIndex={-1} className={styles.problem}>
          <Notice tone="bad">{say?.(problem) ?? <p>{message(problem)}</p>}</Notice>
        </div>
      )}
      <FormState value={{ pending, errors }}>{children}</FormState>
    </form>
  );
}

class Empty extends Error {
  constructor(readonly fields: Record<string, string>) {
    super("Something is missing.");
  }
}

function missing(form: HTMLFormElement): Record<string, string> | null {
  const fields = [...form.elements].filter(
    (e) =>
      (e instanceof HTMLInputElement || e instanceof HTMLTextAreaElement) &&
      e.required &&
      (e.type === "checkbox" ? !(e as HTMLInputElement).checked : !e.value.trim()),
  ) as HTMLInputElement[];
  return fields.length === 0 ? null : Object.fromEntries(fields.map(({ name }) => [name, "Fill this in."]));
}

const byField = (problem: unknown): Record<string, string> =>
  problem instanceof ApiError
    ? Object.fromEntries(Object.entries(problem.details).map(([field, says]) => [field, says.join(" ")]))
    : {};

/** What a field is called, what belongs into it, and what is wrong with it. */
function Labelled({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children}
      {error ? (
        <p id={`${id}-note`} className={styles.error}>
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-note`} className={styles.hint}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

interface Common {
  name: string;
  label: string;
  hint?: ReactNode;
}

export function Field({
  name,
  label,
  hint,
  ref,
  ...input
}: Common & { ref?: Ref<HTMLInputElement> } & Omit<React.ComponentProps<"input">, "name" | "id">) {
  const { errors } = use(FormState);
  const id = useId();
  const error = errors[name];
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <input
        {...input}
        {...(ref && { ref })}
        id={id}
        name={name}
        className={styles.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
      />
    </Labelled>
  );
}

/** `autoComplete` says which password: the password manager offers the old one or makes a new one by it. */
export function Password({
  name = "password",
  label = "Password",
  hint,
  autoComplete,
}: Partial<Common> & { autoComplete: "current-password" | "new-password" }) {
  const { errors } = use(FormState);
  const [shown, setShown] = useState(false);
  const id = useId();
  const error = errors[name];
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <div className={styles.secret}>
        <input
          id={id}
          name={name}
          required
          type={shown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          className={styles.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? `${id}-note` : undefined}
        />
        <button
          type="button"
          aria-label={`Show ${label.toLowerCase()}`}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? "Hide" : "Show"}
        </button>
      </div>
    </Labelled>
  );
}

export function Select({
  name,
  label,
  hint,
  children,
  ...select
}: Common & Omit<React.ComponentProps<"select">, "name" | "id">) {
  const { errors } = use(FormState);
  const id = useId();
  const error = errors[name];
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select
        {...select}
        id={id}
        name={name}
        className={styles.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
      >
        {children}
      </select>
    </Labelled>
  );
}

export function Submit({ children, wide }: { children: ReactNode; wide?: boolean }) {
  const { pending } = use(FormState);
  return (
    <Button
      kind="primary"
      type="submit"
      className={cx(styles.submit, wide && styles.wide)}
      aria-disabled={pending}
      aria-busy={pending}
    >
      {children}
    </Button>
  );
}

/** Fields that fit beside each other stand beside each other. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}

/** Boxes to tick; each that is ticked is among the values under its name. */
export function Checks({
  name,
  label,
  choices,
}: {
  /** The field that the server would name. */
  name: string;
  label: string;
  choices: { name: string; label: ReactNode; checked?: boolean; required?: boolean }[];
}) {
  const { errors } = use(FormState);
  const error = errors[name];
  return (
    <fieldset
      name={name}
      className={styles.checks}
      tabIndex={error ? -1 : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.name}>
          <input
            type="checkbox"
            name={choice.name}
            required={choice.required ?? false}
            aria-invalid={errors[choice.name] ? true : undefined}
            defaultChecked={choice.checked ?? false}
          />
          {choice.label}
        </label>
      ))}
      {(error ?? choices.some((choice) => errors[choice.name])) && (
        <p className={styles.error}>{error ?? "This has to be ticked."}</p>
      )}
    </fieldset>
  );
}

export function TextArea({
  name,
  label,
  hint,
  ...area
}: Common & Omit<React.ComponentProps<"textarea">, "name" | "id">) {
  const { errors } = use(FormState);
  const id = useId();
  const error = errors[name];
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea
        rows={3}
        {...area}
        id={id}
        name={name}
        className={styles.input}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
      />
    </Labelled>
  );
}
