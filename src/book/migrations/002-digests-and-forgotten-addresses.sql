-- A digest of each revision's contacts, protection against INSERT OR REPLACE, and the addresses that were forgotten.

-- SHA-256 of the contacts and their positions (`contact_digest.rs`). The program that migrates a book computes the
-- digests of the revisions that it has.
ALTER TABLE revision ADD COLUMN contacts_sha256 BLOB CHECK (length(contacts_sha256) = 32);

CREATE TRIGGER revision_has_a_digest BEFORE INSERT ON revision
WHEN NEW.contacts_sha256 IS NULL
BEGIN SELECT RAISE(ABORT, 'a revision has a digest of its contacts'); END;

-- INSERT OR REPLACE deletes the old row without running the triggers of DELETE.
CREATE TRIGGER contact_is_new BEFORE INSERT ON contact
WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.revision)
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;

CREATE TRIGGER revision_is_new BEFORE INSERT ON revision
WHEN EXISTS (SELECT 1 FROM revision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'revisions are never removed'); END;

CREATE TRIGGER offer_is_new BEFORE INSERT ON offer
WHEN EXISTS (SELECT 1 FROM offer WHERE id = NEW.id OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'offers are never removed'); END;

-- An offer's ID may contain the name or the address of a person who is forgotten.
DROP TRIGGER offer_keeps_its_name;

CREATE TRIGGER offer_keeps_its_name BEFORE UPDATE ON offer
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT RAISE(ABORT, 'offers are never renamed'); END;

-- SHA-256 of the salt and an address in lower case: enough to recognize the address if it comes back, but not to list
-- it.
CREATE TABLE salt (
    is_only INTEGER PRIMARY KEY CHECK (is_only = 1),
    bytes BLOB NOT NULL CHECK (length(bytes) = 32)
) STRICT;

INSERT INTO salt VALUES (1, randomblob(32));

CREATE TABLE forgotten_address (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    forgotten INTEGER NOT NULL REFERENCES forgotten (id)
) STRICT, WITHOUT ROWID;

-- Has a row from the transaction that forgets a person until the file is rewritten without the person's bytes.
CREATE TABLE erasing (is_on INTEGER PRIMARY KEY CHECK (is_on = 1)) STRICT;
