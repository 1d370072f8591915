// What comes with the second script: one line for each view and for each button.

import { exportCriteriaCSV, exportCSV, exportYAML } from "./exports";
import { papersPanel, printPapers } from "./paperspanel";
import { openReport, reportPanel } from "./report";
import { resultPanel } from "./resultpanel";
import type { More, Session } from "./session";
import { receiveAnswers, shareAnswers } from "./share";

const actions: Readonly<Record<string, (session: Session) => void | Promise<void>>> = {
  "export-csv": exportCSV,
  "export-csv-criteria": exportCriteriaCSV,
  "export-yaml": exportYAML,
  "print-papers": printPapers,
  receive: receiveAnswers,
  report: openReport,
  share: shareAnswers,
};

export const more: More = {
  panels: [resultPanel, papersPanel, reportPanel],
  async act(action, session) {
    await actions[action]?.(session);
  },
};
