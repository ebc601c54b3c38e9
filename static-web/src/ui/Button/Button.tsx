import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";
import { cx } from "../cx";
import { Icon, type IconName } from "../Icon/Icon";
import styles from "./Button.module.css";

interface Look {
  kind?: "primary" | "plain" | "quiet";
  icon?: IconName;
  small?: boolean;
}

function look({ kind = "plain", small }: Look, only: boolean, extra?: string) {
  const kinds = { primary: styles.primary, plain: null, quiet: styles.quiet };
  return cx(styles.button, kinds[kind], small && styles.small, only && styles.icon, extra);
}

/** Without children it shows its icon alone and needs an aria-label. */
export function Button({
  kind,
  icon,
  small,
  children,
  className,
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  const parts = { ...(kind && { kind }), ...(small && { small }) };
  return (
    <button type="button" className={look(parts, !children, className)} {...rest}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}

/** A link to a file or another site that looks like a button. */
export function LinkButton({
  kind,
  icon,
  small,
  children,
  className,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const parts = { ...(kind && { kind }), ...(small && { small }) };
  return (
    <a className={look(parts, !children, className)} {...rest}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </a>
  );
}
