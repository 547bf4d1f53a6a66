-- The offers, every list that each of them ever had, and what was forgotten on request.

CREATE TABLE offer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100)
) STRICT;

-- The time is UTC. The counts say how the list differs from the one before it.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    offer INTEGER NOT NULL REFERENCES offer (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    time TEXT NOT NULL CHECK (time GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z'),
    kind TEXT NOT NULL CHECK (kind IN ('import', 'adopted', 'restored', 'retired')),
    restored_from INTEGER CHECK (restored_from BETWEEN 1 AND number - 1),
    source TEXT,
    sha256 BLOB CHECK (length(sha256) = 32),
    person TEXT,
    message TEXT,
    added INTEGER NOT NULL CHECK (added >= 0),
    changed INTEGER NOT NULL CHECK (changed >= 0),
    removed INTEGER NOT NULL CHECK (removed >= 0),
    contacts INTEGER NOT NULL CHECK (contacts >= 0),
    UNIQUE (offer, number),
    CHECK ((kind = 'restored') = (restored_from IS NOT NULL))
) STRICT;

-- The cells are those of a canonical list. A list's rows are written before its revision, which counts them: a row added
-- later is noticed when the list is read.
CREATE TABLE contact (
    revision INTEGER NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 1),
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT NOT NULL CHECK (instr(email, '@') > 1),
    job_title TEXT NOT NULL CHECK (job_title <> ''),
    role TEXT NOT NULL,
    countries TEXT NOT NULL CHECK (countries <> ''),
    states TEXT NOT NULL,
    PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;

-- What was forgotten, without a word of it.
CREATE TABLE forgotten (
    id INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    texts INTEGER NOT NULL CHECK (texts >= 0)
) STRICT;

CREATE TABLE forgotten_contacts (
    forgotten INTEGER NOT NULL REFERENCES forgotten (id),
    offer INTEGER NOT NULL REFERENCES offer (id),
    revisions INTEGER NOT NULL CHECK (revisions >= 1),
    contacts INTEGER NOT NULL CHECK (contacts >= revisions),
    PRIMARY KEY (forgotten, offer)
) STRICT, WITHOUT ROWID;

-- Has a row only inside the transaction that forgets a person: the one thing for which a revision may change.
CREATE TABLE forgetting (is_on INTEGER PRIMARY KEY CHECK (is_on = 1)) STRICT;

CREATE TRIGGER offer_stays BEFORE DELETE ON offer
BEGIN SELECT RAISE(ABORT, 'offers are never removed'); END;

CREATE TRIGGER offer_keeps_its_name BEFORE UPDATE ON offer
BEGIN SELECT RAISE(ABORT, 'offers are never renamed'); END;

CREATE TRIGGER revision_stays BEFORE DELETE ON revision
BEGIN SELECT RAISE(ABORT, 'revisions are never removed'); END;

CREATE TRIGGER revision_is_fixed BEFORE UPDATE ON revision
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;

-- INSERT OR REPLACE would remove a row without a trigger of DELETE being asked.
CREATE TRIGGER revision_follows_the_last BEFORE INSERT ON revision
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE offer = NEW.offer)
BEGIN SELECT RAISE(ABORT, 'revisions are numbered one after another'); END;

CREATE TRIGGER revision_has_its_contacts BEFORE INSERT ON revision
WHEN NEW.contacts IS NOT (SELECT count(*) FROM contact WHERE revision = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a revision says how many contacts it has'); END;

CREATE TRIGGER contact_stays BEFORE DELETE ON contact
WHEN NOT EXISTS (SELECT 1 FROM forgetting)
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;

CREATE TRIGGER contact_is_fixed BEFORE UPDATE ON contact
BEGIN SELECT RAISE(ABORT, 'revisions are never changed'); END;
