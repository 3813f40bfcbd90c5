"""Addresses of the app. Records are named by random numbers; nothing of a patient stands in an address."""

from django.urls import path

from .views import (
    access_pages,
    cases,
    ended,
    export,
    follow_up,
    history,
    hub,
    knowledge,
    lesions,
    panel,
    patients,
    plan,
    report,
    report_files,
    results,
    review,
    section,
    sign,
    signed,
)

app_name = "assessments"

urlpatterns = [
    path("", cases.case_list, name="list"),
    path("search/", cases.search, name="search"),
    path("send-again/", ended.send_again, name="send_again"),
    path("export/", export.export, name="export"),
    path("results/", results.results, name="results"),
    path("access/", access_pages.unit_access, name="access"),
    path("patients/<uuid:patient_uuid>/access/", access_pages.patient_access, name="patient_access"),
    path(
        "patients/<uuid:patient_uuid>/access.csv", access_pages.patient_access_csv, name="patient_access_csv"
    ),
    path("knowledge/", knowledge.knowledge, name="knowledge"),
    path("knowledge/<slug:kind>/", knowledge.kind, name="knowledge_kind"),
    path("knowledge/scores/<slug:key>/", knowledge.score, name="knowledge_score"),
    path("assessments/new/", patients.new_patient, name="new"),
    path("patients/<uuid:patient_uuid>/", patients.patient, name="patient"),
    path("patients/<uuid:patient_uuid>/assess/", patients.assess, name="assess"),
    path("patients/<uuid:patient_uuid>/follow-ups/", follow_up.entries, name="follow_ups"),
    path("lesions/<uuid:lesion_uuid>/follow-up/", follow_up.add, name="follow_up"),
    path("follow-ups/<uuid:uuid>/correct/", follow_up.correct, name="correct_follow_up"),
    path("assessments/<uuid:uuid>/", hub.hub, name="hub"),
    path("assessments/<uuid:uuid>/review/", review.review, name="review"),
    path("assessments/<uuid:uuid>/report/", report.report_page, name="report"),
    path("assessments/<uuid:uuid>/history/", history.history, name="history"),
    path("assessments/<uuid:uuid>/since/<uuid:earlier_uuid>/", history.comparison, name="comparison"),
    path("assessments/<uuid:uuid>/printed/", access_pages.printed, name="printed"),
    path("assessments/<uuid:uuid>/report.pdf", report_files.report_as_pdf, name="report_pdf"),
    path("assessments/<uuid:uuid>/report.txt", report_files.report_as_text, name="report_text"),
    path("assessments/<uuid:uuid>/plan/", plan.plan, name="plan"),
    path("assessments/<uuid:uuid>/sign/", sign.sign, name="sign"),
    path("assessments/<uuid:uuid>/note/", signed.note, name="note"),
    path("assessments/<uuid:uuid>/amend/", signed.amend, name="amend"),
    path("assessments/<uuid:uuid>/today/", signed.today, name="today"),
    path("assessments/<uuid:uuid>/case/<slug:section_key>/", section.section_page, name="section"),
    path("assessments/<uuid:uuid>/case/<slug:section_key>/draft/", section.draft, name="draft"),
    path("assessments/<uuid:uuid>/case/<slug:section_key>/panel/", panel.section_panel, name="panel"),
    path("assessments/<uuid:uuid>/lesions/add/", lesions.add, name="add_lesion"),
    path("assessments/<uuid:uuid>/lesions/<uuid:lesion_uuid>/remove/", lesions.remove, name="remove_lesion"),
    path(
        "assessments/<uuid:uuid>/lesions/<uuid:lesion_uuid>/<slug:section_key>/",
        section.section_page,
        name="lesion_section",
    ),
    path(
        "assessments/<uuid:uuid>/lesions/<uuid:lesion_uuid>/<slug:section_key>/draft/",
        section.draft,
        name="lesion_draft",
    ),
    path(
        "assessments/<uuid:uuid>/lesions/<uuid:lesion_uuid>/<slug:section_key>/panel/",
        panel.section_panel,
        name="lesion_panel",
    ),
]
