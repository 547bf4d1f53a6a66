// Findings that aren't about a row, such as those about the file.

import { sentence } from "../text.ts";
import type { Finding } from "../types.ts";
import { useStore } from "./use-store.ts";

/** More are a sign that something else is wrong, which the first ones say. */
const MOST = 50;

export function FindingList({ findings }: { findings: Finding[] }) {
  const { t } = useStore();
  if (!findings.length) return null;
  return (
    <ul className="findings">
      {findings.slice(0, MOST).map((finding, index) => (
        <li key={index} className={finding.applied ? "applied" : finding.severity}>
          {!finding.applied && finding.severity !== "note" && <b>{t(`severity-${finding.severity}`)} </b>}
          {sentence(finding.message)}
        </li>
      ))}
      {findings.length > MOST && <li className="soft">{t("more", { count: findings.length - MOST })}</li>}
    </ul>
  );
}
