// What comes with the second script: one line for each view and for each button.

import { carryOver } from "./carry";
import { exportCriteriaCSV, exportCSV, exportYAML } from "./exports";
import { explain } from "./explain";
import { papersPanel, printPapers } from "./paperspanel";
import { importAnswers, importLastYear } from "./importing";
import { recordsPanel } from "./recordspanel";
import { openReport, reportPanel } from "./report";
import { resultPanel } from "./resultpanel";
import type { More, Session } from "./session";
import { receiveAnswers, shareAnswers } from "./share";

const actions: Readonly<Record<string, (session: Session, page: string) => void | Promise<void>>> = {
  carry: (session) => carryOver(session),
  explain,
  "export-csv": exportCSV,
  "export-csv-criteria": exportCriteriaCSV,
  "export-yaml": exportYAML,
  "print-papers": printPapers,
  receive: receiveAnswers,
  report: openReport,
  share: shareAnswers,
};

const fileActions: Readonly<Record<string, (session: Session, file: Blob) => Promise<void>>> = {
  import: importAnswers,
  "import-last-year": importLastYear,
};

export const more: More = {
  panels: [resultPanel, papersPanel, reportPanel, recordsPanel],
  async act(action, session, file) {
    const [name = "", page = ""] = action.split(" ");
    await (file === undefined ? actions[name]?.(session, page) : fileActions[action]?.(session, file));
  },
};
