internal import GRDB

/// The tables of a library and how an older file becomes a newer one.
enum Schema {
  /// "Rtnl" in the header of every library, so that another program's file is never touched.
  static let applicationID: Int32 = 0x5274_6E6C

  /// One step a version; a file's `user_version` is the number of steps it has seen.
  ///
  /// A step that has shipped is never edited: a change is a further step.
  static let steps: [@Sendable (Database) throws -> Void] = [
    createTables, addMetering, addBatchResults, addStages, addEdits, addInstants,
  ]

  /// The version this program writes.
  static var version: Int { steps.count }

  /// Brings the file to the current version. Runs inside one immediate transaction, so that of two
  /// processes that open a new file at once the second finds the work done.
  static func migrate(_ db: Database, path: String) throws {
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard found <= version else {
      throw LibraryError.newerVersion(path: path, found: found, known: version)
    }
    guard found < version else { return }
    for step in steps[found...] { try step(db) }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// What language models make necessary: what was used, for whom and where; what an endpoint was
  /// found to want; which calls wait for a batch; and with which embedder a model made its keys.
  ///
  /// A row of `usage` outlives its user: what was spent stays true, and holds no text.
  private static func addMetering(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE model ADD COLUMN embedder TEXT;
        ALTER TABLE model ADD COLUMN usage TEXT;

        CREATE TABLE usage (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          user INTEGER REFERENCES user (id) ON DELETE SET NULL,
          stage TEXT NOT NULL,
          model TEXT NOT NULL,
          endpoint TEXT NOT NULL,
          calls INTEGER NOT NULL,
          input INTEGER NOT NULL,
          cached INTEGER NOT NULL,
          output INTEGER NOT NULL,
          estimated INTEGER NOT NULL,
          dollars REAL NOT NULL,
          unpriced INTEGER NOT NULL,
          created REAL NOT NULL
        );
        CREATE INDEX usage_created ON usage (created);
        CREATE INDEX usage_user ON usage (user);

        CREATE TABLE trait (
          key TEXT PRIMARY KEY,
          body BLOB NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE batch_line (
          key TEXT NOT NULL,
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          model TEXT NOT NULL,
          endpoint TEXT NOT NULL,
          stage TEXT NOT NULL,
          prompt TEXT NOT NULL,
          file TEXT NOT NULL,
          exported REAL NOT NULL,
          PRIMARY KEY (key, user)
        ) WITHOUT ROWID;
        CREATE INDEX batch_line_user ON batch_line (user);
        """)
  }

  /// What came back for a line of a batch beside replies: whether its last results were a failure,
  /// the limit of tokens it was sent with and how often that was too low, and why it is given up.
  /// `batch_result` remembers failures by a digest, so that what they cost is booked once;
  /// `batch_file` every file with texts of a user, also when nothing waits any more.
  private static func addBatchResults(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE batch_line ADD COLUMN cap INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE batch_line ADD COLUMN cuts INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE batch_line ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE batch_line ADD COLUMN reason TEXT;

        CREATE TABLE batch_result (
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          result TEXT NOT NULL,
          PRIMARY KEY (user, result)
        ) WITHOUT ROWID;

        CREATE TABLE batch_file (
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          file TEXT NOT NULL,
          PRIMARY KEY (user, file)
        ) WITHOUT ROWID;
        INSERT INTO batch_file SELECT DISTINCT user, file FROM batch_line;
        """)
  }

  /// What each stage of a run took, and who was asked; `fit` holds fits that ended well, with the
  /// version of their model, and those that did not.
  private static func addStages(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE run ADD COLUMN name TEXT;
        ALTER TABLE run ADD COLUMN make TEXT;
        ALTER TABLE run ADD COLUMN stages TEXT;

        CREATE TABLE fit (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          model_version INTEGER,
          name TEXT NOT NULL,
          make TEXT NOT NULL,
          interactions INTEGER NOT NULL,
          factors INTEGER,
          state TEXT NOT NULL,
          message TEXT,
          created REAL NOT NULL,
          stages TEXT NOT NULL
        );
        CREATE INDEX fit_user ON fit (user, id);
        """)
  }

  /// The journal of edits: which version of a model was made of which other, when and how. A version
  /// without a row was fitted or taken back.
  private static func addEdits(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE edit (
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          version INTEGER NOT NULL,
          parent INTEGER NOT NULL,
          created REAL NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (user, version)
        ) WITHOUT ROWID;
        """)
  }

  /// The moment of a date beside its text, and how a person's dates are read. Those that are there
  /// are read, a person's together; an empty one is none; and histories come in order of time.
  private static func addInstants(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE interaction ADD COLUMN instant INTEGER;
        ALTER TABLE user ADD COLUMN date_form TEXT;
        """)
    try InteractionRows.dropBlankDates(db)
    let users = try Int64.fetchAll(
      db, sql: "SELECT DISTINCT user FROM interaction WHERE date IS NOT NULL")
    for user in users { try DateRows.settle(db, user: user) }
  }

  /// `part` of an interaction: 0 history, 1 test, 2 history that `--replace` put aside because a
  /// model was fitted on it. `position` counts from 0 within a user's part.
  ///
  /// The search index is contentless: the texts are stored once. Its row ids are `SearchRow`.
  private static func createTables(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE user (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          name TEXT NOT NULL,
          folded TEXT NOT NULL,
          task TEXT NOT NULL,
          instruction TEXT NOT NULL,
          kind TEXT NOT NULL,
          labels TEXT,
          extra TEXT,
          created REAL NOT NULL,
          interactions INTEGER NOT NULL DEFAULT 0,
          tests INTEGER NOT NULL DEFAULT 0,
          counts TEXT NOT NULL DEFAULT '',
          model_version INTEGER,
          model_fitted REAL,
          model_interactions INTEGER,
          model_stale INTEGER NOT NULL DEFAULT 0,
          UNIQUE (task, name)
        );
        CREATE INDEX user_name ON user (name);
        CREATE INDEX user_folded ON user (folded);

        CREATE TABLE interaction (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          part INTEGER NOT NULL,
          position INTEGER NOT NULL,
          query TEXT NOT NULL,
          response TEXT NOT NULL,
          date TEXT,
          options TEXT,
          extra TEXT,
          digest INTEGER NOT NULL
        );
        CREATE INDEX interaction_place ON interaction (user, part, position);

        CREATE TABLE model (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          version INTEGER NOT NULL,
          name TEXT NOT NULL,
          make TEXT NOT NULL,
          fitted REAL NOT NULL,
          saved REAL NOT NULL,
          interactions INTEGER NOT NULL,
          task TEXT NOT NULL,
          factors TEXT NOT NULL,
          statistics TEXT NOT NULL,
          notes BLOB NOT NULL,
          history BLOB NOT NULL,
          UNIQUE (user, version)
        );

        CREATE TABLE entry (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
          position INTEGER NOT NULL,
          interaction INTEGER NOT NULL,
          body TEXT NOT NULL,
          key BLOB NOT NULL,
          UNIQUE (model, position)
        );

        CREATE TABLE run (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          model_version INTEGER,
          query TEXT NOT NULL,
          response TEXT,
          confidence REAL,
          expected TEXT,
          state TEXT NOT NULL,
          message TEXT,
          created REAL NOT NULL,
          answer TEXT
        );
        CREATE INDEX run_user ON run (user, id);

        CREATE TABLE reply (
          user INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
          key TEXT NOT NULL,
          body BLOB NOT NULL,
          created REAL NOT NULL,
          PRIMARY KEY (user, key)
        ) WITHOUT ROWID;

        CREATE VIRTUAL TABLE search USING fts5 (
          text, content='', tokenize="unicode61 remove_diacritics 2"
        );
        """)
  }
}
