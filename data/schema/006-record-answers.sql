-- SPDX-License-Identifier: GPL-3.0-or-later
-- Answers to checklist items of every kind of record an ordinance can ask about. The table is made anew for its CHECK: exactly one of the
-- references is given. Older columns keep their places, and rows their numbers, so that older entries of the history still fit.
CREATE TABLE record_answer_new (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER REFERENCES application(id) ON DELETE CASCADE,
  decision_id    INTEGER REFERENCES decision(id) ON DELETE CASCADE,
  item           TEXT NOT NULL,
  answer         TEXT NOT NULL,
  date           TEXT CHECK (is_date(date)),
  note           TEXT,
  licence_id     INTEGER REFERENCES licence(id) ON DELETE CASCADE,
  notice_id      INTEGER REFERENCES notice(id) ON DELETE CASCADE,
  hearing_id     INTEGER REFERENCES hearing(id) ON DELETE CASCADE,
  sanction_id    INTEGER REFERENCES sanction(id) ON DELETE CASCADE,
  complaint_id   INTEGER REFERENCES complaint(id) ON DELETE CASCADE,
  event_id       INTEGER REFERENCES event(id) ON DELETE CASCADE,
  document_id    INTEGER REFERENCES document(id) ON DELETE CASCADE,
  change_id      INTEGER REFERENCES business_change(id) ON DELETE CASCADE,
  use_permit_id  INTEGER REFERENCES use_permit(id) ON DELETE CASCADE,
  occupancy_id   INTEGER REFERENCES occupancy(id) ON DELETE CASCADE,
  exemption_id   INTEGER REFERENCES exemption(id) ON DELETE CASCADE,
  fee_id         INTEGER REFERENCES fee(id) ON DELETE CASCADE,
  CHECK ((application_id IS NOT NULL) + (decision_id IS NOT NULL) + (licence_id IS NOT NULL) + (notice_id IS NOT NULL)
         + (hearing_id IS NOT NULL) + (sanction_id IS NOT NULL) + (complaint_id IS NOT NULL) + (event_id IS NOT NULL)
         + (document_id IS NOT NULL) + (change_id IS NOT NULL) + (use_permit_id IS NOT NULL) + (occupancy_id IS NOT NULL)
         + (exemption_id IS NOT NULL) + (fee_id IS NOT NULL) = 1)
) STRICT;
INSERT INTO record_answer_new (id, application_id, decision_id, item, answer, date, note)
  SELECT id, application_id, decision_id, item, answer, date, note FROM record_answer;
DROP TABLE record_answer;
ALTER TABLE record_answer_new RENAME TO record_answer;
CREATE INDEX record_answer_application ON record_answer (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX record_answer_decision ON record_answer (decision_id) WHERE decision_id IS NOT NULL;
CREATE INDEX record_answer_licence ON record_answer (licence_id) WHERE licence_id IS NOT NULL;
CREATE INDEX record_answer_notice ON record_answer (notice_id) WHERE notice_id IS NOT NULL;
CREATE INDEX record_answer_hearing ON record_answer (hearing_id) WHERE hearing_id IS NOT NULL;
CREATE INDEX record_answer_sanction ON record_answer (sanction_id) WHERE sanction_id IS NOT NULL;
CREATE INDEX record_answer_complaint ON record_answer (complaint_id) WHERE complaint_id IS NOT NULL;
CREATE INDEX record_answer_event ON record_answer (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX record_answer_document ON record_answer (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX record_answer_change ON record_answer (change_id) WHERE change_id IS NOT NULL;
CREATE INDEX record_answer_use_permit ON record_answer (use_permit_id) WHERE use_permit_id IS NOT NULL;
CREATE INDEX record_answer_occupancy ON record_answer (occupancy_id) WHERE occupancy_id IS NOT NULL;
CREATE INDEX record_answer_exemption ON record_answer (exemption_id) WHERE exemption_id IS NOT NULL;
CREATE INDEX record_answer_fee ON record_answer (fee_id) WHERE fee_id IS NOT NULL;
