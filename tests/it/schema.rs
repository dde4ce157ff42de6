//! The database's schema: migrations lead up, down and up again to the same, `src/schema.rs` tells of it truly, and
//! no foreign key lacks an index.

use std::collections::{BTreeMap, BTreeSet};

use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::{AsyncMigrationHarness, RunQueryDsl};
use diesel_migrations::MigrationHarness as _;
use lanyard::platform::db::{self, Conn, MIGRATIONS};

use crate::support::TestDb;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

async fn lines(conn: &mut Conn, sql: &str) -> Vec<String> {
    let lines: Vec<Line> = diesel::sql_query(sql).load(conn).await.expect(sql);
    lines.into_iter().map(|one| one.line).collect()
}

/// Everything in the schema that a migration may make, an entry a line. What an extension brings is its own.
const EVERYTHING: &str = "
    SELECT format('column %s.%s %s %s default %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END, pg_get_expr(d.adbin, d.adrelid)) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
       AND c.relname <> '__diesel_schema_migrations'
    UNION ALL
    SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '__diesel_schema_migrations'
    UNION ALL
    SELECT format('index %s', indexdef) FROM pg_indexes
     WHERE schemaname = 'public' AND tablename <> '__diesel_schema_migrations'
    UNION ALL
    SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL
    SELECT format('%s %s', CASE relkind WHEN 'S' THEN 'sequence' ELSE 'view' END, relname) FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('S', 'v', 'm')
    UNION ALL
    SELECT format('extension %s', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    ORDER BY 1";

/// Foreign keys whose columns no index begins with. A partial index will do only where it leaves out nothing but
/// empty references.
const KEYS_WITHOUT_INDEX: &str = "
    SELECT format('%s (%s)', k.conrelid::regclass, k.conname) AS line FROM pg_constraint k
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT EXISTS (
           SELECT FROM pg_index i
            WHERE i.indrelid = k.conrelid
              AND (SELECT array_agg(c ORDER BY c) FROM unnest(k.conkey) c)
                = (SELECT array_agg(c ORDER BY c) FROM unnest((i.indkey::int2[])[0:cardinality(k.conkey) - 1]) c)
              AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = (
                   SELECT format('(%I IS NOT NULL)', a.attname) FROM pg_attribute a
                    WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1])))
     ORDER BY 1";

/// Tables with their primary keys and columns as `src/schema.rs` would have them.
const TABLES: &str = "
    SELECT format('%s (%s)', c.relname, string_agg(a.attname, ', ' ORDER BY array_position(k.conkey, a.attnum))) AS line
      FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> '__diesel_schema_migrations'
     GROUP BY c.relname
    UNION ALL
    SELECT format('%s.%s %s %s %s', table_name, lpad(ordinal_position::text, 3, '0'), column_name, udt_name, is_nullable)
      FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'
     ORDER BY 1";

/// What diesel calls a type of PostgreSQL.
fn diesel_type(udt_name: &str) -> String {
    if let Some(element) = udt_name.strip_prefix('_') {
        return format!("Array<Nullable<{}>>", diesel_type(element));
    }
    let mut letters = udt_name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_ascii_uppercase().to_string() + letters.as_str()
    })
}

/// By table: its primary key first, then its columns.
type Tables = BTreeMap<String, Vec<String>>;

async fn tables_of_database(conn: &mut Conn) -> Tables {
    let mut tables = Tables::new();
    let (columns, keys): (Vec<_>, Vec<_>) = lines(conn, TABLES)
        .await
        .into_iter()
        .partition(|line| !line.ends_with(')'));
    for line in keys {
        let (table, key) = line.split_once(' ').expect("a table and its key");
        tables.insert(table.to_owned(), vec![key.to_owned()]);
    }
    for line in columns {
        let (table, rest) = line.split_once('.').expect("a table and a column");
        let words: Vec<&str> = rest.split(' ').collect();
        let [_, name, kind, nullable] = words[..] else {
            panic!("{line}")
        };
        let kind = diesel_type(kind);
        let kind = if nullable == "YES" {
            format!("Nullable<{kind}>")
        } else {
            kind
        };
        tables
            .get_mut(table)
            .unwrap_or_else(|| panic!("{table} has no primary key"))
            .push(format!("{name} -> {kind}"));
    }
    tables
}

fn tables_of_file(text: &str) -> Tables {
    let mut tables = Tables::new();
    for body in text.split("diesel::table! {").skip(1) {
        let mut lines = body
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("use "));
        let head = lines
            .next()
            .and_then(|head| head.strip_suffix(" {"))
            .expect("a table has a head");
        let (table, key) = head.split_once(' ').expect("a table has a key");
        let columns = lines
            .take_while(|line| *line != "}")
            .map(|line| line.trim_end_matches(',').to_owned());
        tables.insert(
            table.to_owned(),
            std::iter::once(key.to_owned()).chain(columns).collect(),
        );
    }
    tables
}

async fn up(db: &TestDb) {
    db::migrate(&db.url()).await.expect("migrations run");
}

#[tokio::test(flavor = "multi_thread")]
async fn up_and_down_and_up_again_ends_in_the_same_schema() {
    let db = TestDb::empty().await;
    up(&db).await;
    let mut conn = db.connect().await;
    let first = lines(&mut conn, EVERYTHING).await;
    for kind in [
        "column",
        "constraint",
        "index",
        "trigger",
        "function",
        "extension",
    ] {
        assert!(
            first.iter().any(|line| line.starts_with(kind)),
            "no {kind} was seen"
        );
    }

    AsyncMigrationHarness::new(db.connect().await)
        .revert_all_migrations(MIGRATIONS)
        .expect("migrations are reverted");
    let left = lines(&mut conn, EVERYTHING).await;
    // Somebody else may use the extension.
    assert!(
        left.iter().all(|line| line.starts_with("extension ")),
        "left over: {left:#?}"
    );

    up(&db).await;
    similar(&first, &lines(&mut conn, EVERYTHING).await);
}

fn similar(first: &[String], second: &[String]) {
    let (first, second): (BTreeSet<_>, BTreeSet<_>) = (first.iter().collect(), second.iter().collect());
    let differences: Vec<_> = first.symmetric_difference(&second).collect();
    assert!(differences.is_empty(), "{differences:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_can_be_taken_back_by_itself() {
    let db = TestDb::empty().await;
    up(&db).await;
    let mut conn = db.connect().await;
    let mut harness = AsyncMigrationHarness::new(db.connect().await);
    let number = harness
        .applied_migrations()
        .expect("the list of migrations")
        .len();
    let before = lines(&mut conn, EVERYTHING).await;
    for back in 1..=number {
        for _ in 0..back {
            harness
                .revert_last_migration(MIGRATIONS)
                .expect("the last migration is reverted");
        }
        harness
            .run_pending_migrations(MIGRATIONS)
            .expect("what was reverted runs again");
        similar(&before, &lines(&mut conn, EVERYTHING).await);
    }
    assert!(number > 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_foreign_key_has_an_index() {
    let db = TestDb::new().await;
    let mut conn = db.connect().await;
    let keys = lines(
        &mut conn,
        "SELECT conname::text AS line FROM pg_constraint WHERE contype = 'f'",
    )
    .await;
    assert!(keys.len() > 10, "only {keys:?}");
    assert_eq!(lines(&mut conn, KEYS_WITHOUT_INDEX).await, Vec::<String>::new());

    // Does the question see anything at all?
    let spoil = "DROP INDEX quotas_by_event, registrations_by_accompanied";
    diesel::sql_query(spoil).execute(&mut conn).await.unwrap();
    let partial = "CREATE INDEX ON registrations (accompanies_id) WHERE status = 'confirmed'";
    diesel::sql_query(partial).execute(&mut conn).await.unwrap();
    let found = lines(&mut conn, KEYS_WITHOUT_INDEX).await;
    assert_eq!(
        found,
        [
            "quotas (quotas_event_id_fkey)",
            "registrations (registrations_accompanies_id_fkey)"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_schema_in_the_code_is_the_databases() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/schema.rs");
    let in_code = tables_of_file(&std::fs::read_to_string(path).expect(path));
    assert!(in_code.len() > 15, "only {:?}", in_code.keys());
    let db = TestDb::new().await;
    let mut conn = db.connect().await;
    let in_database = tables_of_database(&mut conn).await;
    for table in in_code.keys().chain(in_database.keys()) {
        let (code, database) = (in_code.get(table), in_database.get(table));
        assert_eq!(
            code, database,
            "{table}: run `diesel print-schema` as CONTRIBUTING.md tells"
        );
    }

    // Does the comparison see anything at all?
    for change in [
        "ALTER TABLE venues ADD COLUMN floor text",
        "ALTER TABLE quotas ALTER COLUMN name DROP NOT NULL",
        "ALTER TABLE events ALTER COLUMN revision TYPE bigint",
        "CREATE TABLE hotels (id uuid PRIMARY KEY)",
    ] {
        let before = tables_of_database(&mut conn).await;
        diesel::sql_query(change).execute(&mut conn).await.expect(change);
        assert_ne!(before, tables_of_database(&mut conn).await, "{change}");
    }
}
