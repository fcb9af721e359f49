"""The cases that a browser, a workbook of ours or a document shows.

The test that proves each, which is not repeated here.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
PROVED = {
    "01_workbook_two_sheets": (
        "service/test_workbooks_true.py",
        "test_cells_of_several_sheets_are_previewed_and_saved_together",
    ),
    "02_progress_percent_cell": (
        "service/test_workbooks_true.py",
        "test_a_share_is_judged_by_the_format_of_its_cell_and_its_label",
    ),
    "28_still_writes_after_sign_out": (
        "browser/test_messages_and_sessions.py",
        "test_an_open_tab_writes_nothing_once_its_session_has_ended",
    ),
    "29_sub_path": ("browser/test_sub_path.py", "test_every_address_is_under_the_path"),
    "37_lever_dot": ("browser/test_what_if_reckoned.py", "test_what_is_typed_in_a_lever"),
    "37_lever_dot_and_the_importer": (
        "browser/test_number_reader.py",
        "test_browser_and_library_read_the_same",
    ),
    "38_connection_error_english": (
        "browser/test_desk.py",
        "test_a_lost_connection_is_told_in_italian_and_what_is_typed_stays",
    ),
    "39_upload_then_other_page": (
        "pages/test_import.py",
        "test_the_file_and_its_answers_are_still_there_after_another_screen",
    ),
    "40_zoom_200": (
        "browser/test_what_if.py",
        "test_at_200_percent_and_on_a_phone_nothing_overlaps",
    ),
    "41_pptx_off_the_slide": ("briefing/test_documents.py", "test_everything_stays_on_its_slide"),
    "41_pptx_off_the_slide_in_libreoffice": (
        "briefing/test_documents.py",
        "test_libreoffice_draws_every_row_above_the_foot",
    ),
    "42_xlsx_numbers_as_text": (
        "briefing/test_documents_content.py",
        "test_what_is_a_number_leaves_as_a_number",
    ),
    "43_ods_and_xls": (
        "service/imports/test_files_read_whole.py",
        "test_an_ods_and_an_xls_are_stored_as_an_xlsx_is",
    ),
    "44_deep_link_signed_out": (
        "browser/test_sub_path.py",
        "test_who_opens_a_link_signed_out_comes_in_and_is_there",
    ),
    "desk_stale_workbook": (
        "service/test_workbooks_true.py",
        "test_an_untouched_cell_of_an_old_file_puts_nothing_back",
    ),
}
"""Case to file and test: a test that is renamed or taken away leaves its case without proof."""


@pytest.mark.parametrize("case", PROVED)
def test_the_case_has_its_proof(case: str) -> None:
    file, name = PROVED[case]
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
