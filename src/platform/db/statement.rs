//! Statements of constant text whose values are arrays, prepared once a connection however many rows they write.
//!
//! Diesel's own insert of several rows is another text for every number of rows, and neither it nor `sql_query` is
//! kept prepared: each costs a round trip and a plan more, while locks are held.

/// Declares a statement: what it returns, its values in their order, each an array, and the text before and behind
/// them. The values are written `$1, $2, …` between the two.
macro_rules! statement {
    (
        $(#[$doc:meta])* $vis:vis struct $name:ident -> $returns:ty {
            $($field:ident: $sql:ty = $rust:ty),+ $(,)?
        }
        $before:literal, $behind:literal
    ) => {
        $(#[$doc])*
        #[derive(Debug, Default)]
        $vis struct $name {
            $($vis $field: $rust,)+
        }

        impl diesel::query_builder::QueryId for $name {
            type QueryId = ();
            // Kept by its text, which is always the same.
            const HAS_STATIC_QUERY_ID: bool = false;
        }

        impl diesel::query_builder::Query for $name {
            type SqlType = $returns;
        }

        impl diesel::query_builder::QueryFragment<diesel::pg::Pg> for $name {
            fn walk_ast<'b>(
                &'b self,
                mut out: diesel::query_builder::AstPass<'_, 'b, diesel::pg::Pg>,
            ) -> diesel::QueryResult<()> {
                out.push_sql($before);
                let mut values = 0;
                $(
                    if values > 0 {
                        out.push_sql(", ");
                    }
                    values += 1;
                    out.push_bind_param::<$sql, _>(&self.$field)?;
                )+
                debug_assert!(values > 0);
                out.push_sql($behind);
                Ok(())
            }
        }
    };
}
pub(crate) use statement;
