/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the dictionary share. */
#pragma once

#include "reeve-schema.h"

G_BEGIN_DECLS

extern const ReeveTableInfo reeve_schema_tables[];
extern const guint reeve_schema_n_tables;

extern const ReeveCodeInfo reeve_codes_position_method[];
extern const ReeveCodeInfo reeve_codes_host[];
extern const ReeveCodeInfo reeve_codes_co_status[];
extern const ReeveCodeInfo reeve_codes_entity_type[];
extern const ReeveCodeInfo reeve_codes_category[];
extern const ReeveCodeInfo reeve_codes_services[];
extern const ReeveCodeInfo reeve_codes_attached_to[];
extern const ReeveCodeInfo reeve_codes_name_kind[];
extern const ReeveCodeInfo reeve_codes_ended_why[];
extern const ReeveCodeInfo reeve_codes_party_kind[];
extern const ReeveCodeInfo reeve_codes_owner_role[];
extern const ReeveCodeInfo reeve_codes_inquiry[];
extern const ReeveCodeInfo reeve_codes_staff_role[];
extern const ReeveCodeInfo reeve_codes_scope[];
extern const ReeveCodeInfo reeve_codes_approvals[];
extern const ReeveCodeInfo reeve_codes_exempt_ground[];
extern const ReeveCodeInfo reeve_codes_verified_how[];
extern const ReeveCodeInfo reeve_codes_licence_status[];
extern const ReeveCodeInfo reeve_codes_document_kind[];
extern const ReeveCodeInfo reeve_codes_signed_by[];
extern const ReeveCodeInfo reeve_codes_permit_kind[];
extern const ReeveCodeInfo reeve_codes_permit_status[];
extern const ReeveCodeInfo reeve_codes_exemption_ground[];
extern const ReeveCodeInfo reeve_codes_channel[];
extern const ReeveCodeInfo reeve_codes_source_class[];
extern const ReeveCodeInfo reeve_codes_complaint_category[];
extern const ReeveCodeInfo reeve_codes_priority[];
extern const ReeveCodeInfo reeve_codes_complaint_status[];
extern const ReeveCodeInfo reeve_codes_complaint_outcome[];
extern const ReeveCodeInfo reeve_codes_inspection_kind[];
extern const ReeveCodeInfo reeve_codes_inspection_reason[];
extern const ReeveCodeInfo reeve_codes_legal_basis[];
extern const ReeveCodeInfo reeve_codes_entry[];
extern const ReeveCodeInfo reeve_codes_areas[];
extern const ReeveCodeInfo reeve_codes_by_service[];
extern const ReeveCodeInfo reeve_codes_inspection_result[];
extern const ReeveCodeInfo reeve_codes_inspection_status[];
extern const ReeveCodeInfo reeve_codes_present_role[];
extern const ReeveCodeInfo reeve_codes_event_kind[];
extern const ReeveCodeInfo reeve_codes_event_category[];
extern const ReeveCodeInfo reeve_codes_notice_kind[];
extern const ReeveCodeInfo reeve_codes_method[];
extern const ReeveCodeInfo reeve_codes_addressees[];
extern const ReeveCodeInfo reeve_codes_states[];
extern const ReeveCodeInfo reeve_codes_layer_kind[];
extern const ReeveCodeInfo reeve_codes_place_kind[];
extern const ReeveCodeInfo reeve_codes_zone_kind[];
extern const ReeveCodeInfo reeve_codes_zone_class[];
extern const ReeveCodeInfo reeve_codes_feature_class[];
extern const ReeveCodeInfo reeve_codes_decision_kind[];
extern const ReeveCodeInfo reeve_codes_subject_kind[];
extern const ReeveCodeInfo reeve_codes_outcome[];
extern const ReeveCodeInfo reeve_codes_import_kind[];
extern const ReeveCodeInfo reeve_codes_application_kind[];
extern const ReeveCodeInfo reeve_codes_application_decision[];
extern const ReeveCodeInfo reeve_codes_application_role[];
extern const ReeveCodeInfo reeve_codes_sanction_kind[];
extern const ReeveCodeInfo reeve_codes_sanction_component[];
extern const ReeveCodeInfo reeve_codes_sanction_reason[];
extern const ReeveCodeInfo reeve_codes_length_unit[];
extern const ReeveCodeInfo reeve_codes_hearing_kind[];
extern const ReeveCodeInfo reeve_codes_hearing_decision[];
extern const ReeveCodeInfo reeve_codes_audience[];
extern const ReeveCodeInfo reeve_codes_release_format[];
extern const ReeveCodeInfo reeve_codes_attachment_subject[];
extern const ReeveCodeInfo reeve_codes_may_leave[];
extern const ReeveCodeInfo reeve_codes_forum[];
extern const ReeveCodeInfo reeve_codes_fee_kind[];
extern const ReeveCodeInfo reeve_codes_change_kind[];
extern const ReeveCodeInfo reeve_codes_duty[];
extern const ReeveCodeInfo reeve_codes_evidence[];
extern const ReeveCodeInfo reeve_codes_severity[];
extern const ReeveCodeInfo reeve_codes_inspection_part[];
extern const ReeveCodeInfo reeve_codes_room_kind[];

G_END_DECLS
