"""What PostgreSQL itself enforces, as SQLite's triggers do on a terminal."""

from __future__ import annotations

JOURNAL = (
    """
    CREATE TABLE journal (
        key bigint NOT NULL,
        spelled bytea NOT NULL,
        hash bytea NOT NULL CONSTRAINT ck_journal_hash_is_sha256 CHECK (length(hash) = 32),
        signature bytea NOT NULL
            CONSTRAINT ck_journal_signature_is_ed25519 CHECK (length(signature) = 64),
        position bigint NOT NULL,
        stream bigint NOT NULL,
        previous bytea,
        CONSTRAINT pk_journal PRIMARY KEY (position)
    ) PARTITION BY RANGE (position)
    """,
    # What is deflated already is not packed once more.
    "ALTER TABLE journal ALTER COLUMN spelled SET STORAGE EXTERNAL",
    "CREATE INDEX ix_journal_key ON journal (key)",
    "CREATE INDEX ix_journal_stream ON journal (stream, position)",
)

_NEVER = """
CREATE FUNCTION posted_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%%: a posted row is never changed and never deleted', TG_TABLE_NAME
        USING ERRCODE = 'check_violation';
END $$
"""

_STAYS = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION posted_rows_stay()
"""

# A lookup by index for each row, whatever the statistics of a young company say: questions in
# brackets are asked row by row, where a join would be planned once, for tables that were empty.
_PLAN = "SET enable_seqscan = off"

_CLOSED = """
CREATE FUNCTION sealed_rows_are_closed() RETURNS trigger LANGUAGE plpgsql PLAN AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT document FROM added) a
        WHERE (SELECT count(*) FROM applied_document d WHERE d.document = a.document) > 0
    ) THEN
        RAISE EXCEPTION '%%: the document is posted, its rows are closed', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
"""

_CLOSES = """
CREATE TRIGGER {table}_closed AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION sealed_rows_are_closed()
"""

_SEAL = """
CREATE FUNCTION seal_balances() RETURNS trigger LANGUAGE plpgsql PLAN AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM added
        WHERE (SELECT sum(m.amount) FROM money_entry m WHERE m.document = added.document) <> 0
    ) THEN
        RAISE EXCEPTION 'money_entry: debits and credits of a document must be equal'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM added
        WHERE (SELECT count(*) FROM journal j WHERE j.key = added.document) = 0
    ) THEN
        RAISE EXCEPTION 'applied_document: the journal does not hold this document'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$
"""

_SEALS = """
CREATE TRIGGER applied_document_seals AFTER INSERT ON applied_document
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_balances()
"""

RULES = (
    _NEVER,
    *(_STAYS.format(table=table) for table in ("journal", "money_entry", "stock_move")),
    _CLOSED.replace("PLAN", _PLAN),
    *(_CLOSES.format(table=table) for table in ("money_entry", "stock_move")),
    _SEAL.replace("PLAN", _PLAN),
    _SEALS,
)
"""Checked once per statement, over all its rows: a batch of five hundred costs one look."""
