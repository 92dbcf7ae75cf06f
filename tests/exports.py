"""Files in the shapes in which seven form tools export answers. Written by hand from what is publicly documented of each tool's export; none
of them was exported by the tool itself. Taken from:

KoboToolbox: kobotoolbox/kpi pull requests 6557 and 7587 on GitHub (the order of the columns about the submission, with meta/rootUuid; _notes and _tags
until September 2026), and the manual of the R package KoboconnectR (semicolon, group separator "/", XML values).
ODK Central: the export format of getodk/briefcase (docs/export-format.md: comma, SubmissionDate first, KEY last) and docs.getodk.org on submissions.
LimeSurvey, Google Forms, Microsoft Forms, Yandex Forms, SurveyMonkey: no page that lists the columns of an export was found; general knowledge of
these tools, not checked against a source.
"""

import csv
import io

PEOPLE = [("sales", "common", "only_own"), ("sales", "each_own", "beyond_own"), ("marketing", "unknown", ""), ("marketing", "would_not_say", "only_own")]


def texts(known, lang):
    """The two questions and what each person answered, in words."""
    terms, work = known.questions["terms"], known.questions["own_work"]
    silent = {"en": {"unknown": "I do not know", "would_not_say": "I would rather not say", "": ""},
              "ru": {"unknown": "Не знаю", "would_not_say": "Не хочу отвечать", "": ""}}[lang]

    def label(question, code):
        return question.answers[code].label[lang] if code in question.answers else silent[code]

    rows = [(known.sides[side].name[lang], label(terms, a), label(work, b)) for side, a, b in PEOPLE]
    return terms.staff[lang], work.staff[lang], rows


def packed(rows, delimiter=",", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def coded(code):
    """The code as an XLSForm of ours has it."""
    return {"would_not_say": "would_not_say"}.get(code, code)


def kobotoolbox(known, old=False):
    """CSV with semicolons and quotes, XML values, group names before question names, columns about the submission at the end."""
    head = ["consent", "questions/department", "questions/page_terms/terms", "questions/page_own_tasks/own_work", "_id", "_uuid", "_submission_time", "_validation_status",
            *(["_notes"] if old else []), "_status", "_submitted_by", "__version__", *(["_tags"] if old else ["meta/rootUuid"]), "_index"]
    rows = [["yes", side, a, b, 400 + n, f"9f3c-{n}", "2026-11-20T10:00:00", "", *([""] if old else []), "submitted_via_web", "", "vX", "" if old else f"uuid:{n}", n + 1] for n, (side, a, b) in enumerate(PEOPLE)]
    return packed([head, *rows], ";", "utf-8-sig", csv.QUOTE_ALL)


def odk_central(known):
    """CSV with commas, groups joined with hyphens, SubmissionDate first, KEY and submitter at the end."""
    head = ["SubmissionDate", "consent", "questions-department", "questions-page_terms-terms", "questions-page_own_tasks-own_work", "meta-instanceID", "KEY", "SubmitterID",
            "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    rows = [["2026-11-20T10:00:00.000Z", "yes", side, a, b, f"uuid:{n}", f"uuid:{n}", 12, "link", 0, 0, "", "", "", 0, "1"] for n, (side, a, b) in enumerate(PEOPLE)]
    return packed([head, *rows])


def limesurvey(known):
    """CSV with "question code & question text" over the columns and full answers."""
    terms, work, people = texts(known, "en")
    head = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language", "seed. Seed", "ipaddr. IP address",
            "G01Q01. In which department do you work?", f"G01Q02. {terms}", f"G01Q03. {work}"]
    rows = [[n, "2026-11-20 10:00:00", 3, "en", 7, "10.0.0.1", side, a, b] for n, (side, a, b) in enumerate(people, 1)]
    return packed([head, *rows], quoting=csv.QUOTE_ALL)


def google_forms(known):
    """CSV with Timestamp and Username first, the text of each question over its column."""
    terms, work, people = texts(known, "en")
    head = ["Timestamp", "Email Address", "[department] In which department do you work?", f"[terms] {terms}", f"[own_work] {work}"]
    return packed([head, *[["2026/11/20 10:00:00 AM GMT+3", f"p{n}@example.com", *one] for n, one in enumerate(people)]])


def microsoft_forms(known):
    """A workbook: ID, Start time, Completion time, Email, Name, then the questions."""
    import openpyxl

    terms, work, people = texts(known, "ru")
    book = openpyxl.Workbook()
    book.active.append(["ID", "Start time", "Completion time", "Email", "Name", "В каком отделе вы работаете?", terms, f"{work}\xa0"])
    for n, one in enumerate(people, 1):
        book.active.append([n, "20.11.2026 10:00:00", "20.11.2026 10:05:00", "anonymous", None, *one])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def yandex_forms(known):
    """CSV in Windows-1251 with semicolons: ID and time of creation first."""
    terms, work, people = texts(known, "ru")
    head = ["ID", "Время создания", "В каком отделе вы работаете?", terms, work]
    return packed([head, *[[900 + n, "2026-11-20 10:00:00", *one] for n, one in enumerate(people)]], ";", "cp1251")


def surveymonkey(known):
    """CSV with two header rows: questions, then "Response" under each."""
    terms, work, people = texts(known, "en")
    about = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1"]
    head = [*about, "In which department do you work?", terms, work]
    rows = [[11400 + n, 4, "11/20/2026 10:00", "11/20/2026 10:04", "10.0.0.1", "", "", "", "", *one] for n, one in enumerate(people)]
    return packed([head, [""] * len(about) + ["Response"] * 3, *rows], encoding="utf-8-sig")


def kobotoolbox_until_2026(known):
    """The same with the columns of notes and tags."""
    return kobotoolbox(known, old=True)


def google_forms_in_russian(known):
    """The same sheet of a form made in Russian."""
    terms, work, people = texts(known, "ru")
    head = ["Отметка времени", "Адрес электронной почты", "[department] В каком отделе вы работаете?", f"[terms] {terms}", f"[own_work] {work}"]
    return packed([head, *[["20.11.2026 10:00:00", f"p{n}@example.com", *one] for n, one in enumerate(people)]])


TOOLS = {"kobotoolbox": (kobotoolbox, "csv"), "kobotoolbox_until_2026": (kobotoolbox_until_2026, "csv"), "google_forms_in_russian": (google_forms_in_russian, "csv"), "odk_central": (odk_central, "csv"), "limesurvey": (limesurvey, "csv"), "google_forms": (google_forms, "csv"),
         "microsoft_forms": (microsoft_forms, "xlsx"), "yandex_forms": (yandex_forms, "csv"), "surveymonkey": (surveymonkey, "csv")}
