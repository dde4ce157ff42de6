// @generated automatically by Diesel CLI.

diesel::table! {
    use diesel::sql_types::*;

    accounts (id) {
        id -> Uuid,
        email -> Text,
        email_key -> Text,
        name -> Text,
        language -> Text,
        password_hash -> Nullable<Text>,
        disabled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        revision -> Int4,
        last_seen_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    activities (id) {
        id -> Uuid,
        occurred_at -> Timestamptz,
        kind -> Text,
        actor_kind -> Text,
        actor_id -> Nullable<Uuid>,
        organization_id -> Nullable<Uuid>,
        event_id -> Nullable<Uuid>,
        subject_id -> Uuid,
        data -> Jsonb,
        personal -> Nullable<Jsonb>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    address_changes (id) {
        id -> Uuid,
        registration_id -> Uuid,
        email -> Text,
        token_hash -> Bytea,
        requested_at -> Timestamptz,
        expires_at -> Timestamptz,
        confirmed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    agenda_sessions (id) {
        id -> Uuid,
        event_id -> Uuid,
        room_id -> Nullable<Uuid>,
        kind -> Text,
        title -> Jsonb,
        about -> Jsonb,
        starts_local -> Timestamp,
        ends_local -> Timestamp,
        revision -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    category_quotas (category_id, quota_id) {
        category_id -> Uuid,
        quota_id -> Uuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    consents (id) {
        id -> Uuid,
        registration_id -> Uuid,
        terms_version_id -> Uuid,
        required -> Bool,
        digest -> Bytea,
        document_digest -> Bytea,
        language -> Text,
        channel -> Text,
        given_at -> Timestamptz,
        withdrawn_at -> Nullable<Timestamptz>,
        key -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    dues_entries (id) {
        id -> Uuid,
        registration_id -> Uuid,
        terms_version_id -> Uuid,
        kind -> Text,
        currency -> Text,
        amount -> Int8,
        lines -> Jsonb,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    event_looks (event_id) {
        event_id -> Uuid,
        brand_color -> Nullable<Text>,
        revision -> Int4,
        picture_alt -> Jsonb,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    event_moves (id) {
        id -> Uuid,
        event_id -> Uuid,
        time_zone -> Text,
        starts_local -> Timestamp,
        ends_local -> Timestamp,
        venue_name -> Jsonb,
        venue_address -> Jsonb,
        moved_at -> Timestamptz,
        revision -> Int4,
        settled_at -> Nullable<Timestamptz>,
        is_told -> Nullable<Bool>,
        words -> Jsonb,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    event_pictures (event_id, size) {
        event_id -> Uuid,
        size -> Text,
        name -> Text,
        width -> Int4,
        height -> Int4,
        jpeg -> Bytea,
        uploaded_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    event_quotas (event_id, quota_id) {
        event_id -> Uuid,
        quota_id -> Uuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    event_slugs (slug) {
        slug -> Text,
        event_id -> Uuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    events (id) {
        id -> Uuid,
        organization_id -> Uuid,
        venue_id -> Nullable<Uuid>,
        slug -> Text,
        status -> Text,
        visibility -> Text,
        default_language -> Text,
        languages -> Array<Nullable<Text>>,
        title -> Jsonb,
        summary -> Jsonb,
        description -> Jsonb,
        contact_email -> Nullable<Text>,
        asks_phone -> Bool,
        time_zone -> Nullable<Text>,
        starts_local -> Nullable<Timestamp>,
        ends_local -> Nullable<Timestamp>,
        starts_at -> Nullable<Timestamptz>,
        ends_at -> Nullable<Timestamptz>,
        calendar_sequence -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        published_at -> Nullable<Timestamptz>,
        cancelled_at -> Nullable<Timestamptz>,
        deleted_at -> Nullable<Timestamptz>,
        revision -> Int4,
        cancellation_words -> Jsonb,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    installation (singleton) {
        singleton -> Bool,
        secret_key_fingerprint -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    invitations (id) {
        id -> Uuid,
        organization_id -> Uuid,
        email -> Text,
        email_key -> Text,
        role -> Text,
        language -> Text,
        token_hash -> Bytea,
        invited_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        accepted_at -> Nullable<Timestamptz>,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    mail_attempts (id) {
        id -> Uuid,
        outgoing_mail_id -> Uuid,
        number -> Int4,
        started_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        detail -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    mail_relay (singleton) {
        singleton -> Bool,
        paused_until -> Nullable<Timestamptz>,
        failures -> Int4,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    memberships (organization_id, account_id) {
        organization_id -> Uuid,
        account_id -> Uuid,
        role -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    option_quotas (event_id, option_key, quota_id) {
        event_id -> Uuid,
        option_key -> Text,
        quota_id -> Uuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    organizations (id) {
        id -> Uuid,
        name -> Text,
        created_at -> Timestamptz,
        revision -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    outgoing_mails (id) {
        id -> Uuid,
        kind -> Text,
        subject_id -> Uuid,
        event_id -> Nullable<Uuid>,
        language -> Text,
        revision -> Int4,
        dedupe_key -> Nullable<Text>,
        parameters -> Jsonb,
        message_id -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        priority -> Int2,
        attempts -> Int4,
        next_attempt_at -> Timestamptz,
        expires_at -> Nullable<Timestamptz>,
        lease_until -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    parties (id) {
        id -> Uuid,
        stays_together -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    participation_categories (id) {
        id -> Uuid,
        event_id -> Uuid,
        key -> Text,
        name -> Jsonb,
        description -> Jsonb,
        position -> Int4,
        archived_at -> Nullable<Timestamptz>,
        revision -> Int4,
        proves_address -> Bool,
        needs_review -> Bool,
        review_holds_place -> Bool,
        reviews_edits -> Bool,
        awaits_payment -> Bool,
        payment_days -> Nullable<Int4>,
        waitlist -> Text,
        offer_hours -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    quota_claims (id) {
        id -> Uuid,
        quota_id -> Uuid,
        registration_id -> Uuid,
        taken_at -> Timestamptz,
        held_until -> Nullable<Timestamptz>,
        released_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    quotas (id) {
        id -> Uuid,
        event_id -> Uuid,
        name -> Text,
        size -> Int4,
        excess -> Int4,
        taken -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    registration_notes (id) {
        id -> Uuid,
        registration_id -> Uuid,
        author_id -> Nullable<Uuid>,
        body -> Text,
        written_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    registrations (id) {
        id -> Uuid,
        event_id -> Uuid,
        category_id -> Uuid,
        party_id -> Nullable<Uuid>,
        accompanies_id -> Nullable<Uuid>,
        reference -> Text,
        status -> Text,
        channel -> Text,
        language -> Text,
        name -> Nullable<Text>,
        email -> Nullable<Text>,
        email_key -> Nullable<Text>,
        contact_email -> Nullable<Text>,
        organization -> Nullable<Text>,
        position -> Nullable<Text>,
        country -> Nullable<Text>,
        phone -> Nullable<Text>,
        answers -> Jsonb,
        submission_id -> Nullable<Uuid>,
        submission_digest -> Nullable<Bytea>,
        link_hash -> Bytea,
        link_epoch -> Int4,
        search_text -> Text,
        search_pieces -> Array<Nullable<Text>>,
        mail_revision -> Int4,
        revision -> Int4,
        registered_at -> Timestamptz,
        status_changed_at -> Timestamptz,
        status_reason -> Nullable<Text>,
        choices -> Jsonb,
        has_place -> Bool,
        acts_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    review_questions (id) {
        id -> Uuid,
        registration_id -> Uuid,
        question -> Text,
        asked_at -> Timestamptz,
        answer -> Nullable<Text>,
        closed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    rooms (id) {
        id -> Uuid,
        venue_id -> Uuid,
        name -> Jsonb,
        capacity -> Nullable<Int4>,
        revision -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    session_speakers (session_id, position) {
        session_id -> Uuid,
        position -> Int2,
        name -> Jsonb,
        affiliation -> Jsonb,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sessions (id) {
        id -> Uuid,
        account_id -> Uuid,
        token_hash -> Bytea,
        user_agent -> Text,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sign_in_links (id) {
        id -> Uuid,
        account_id -> Uuid,
        token_hash -> Bytea,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    terms_drafts (event_id) {
        event_id -> Uuid,
        rules -> Jsonb,
        clauses -> Jsonb,
        updated_at -> Timestamptz,
        revision -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    terms_versions (id) {
        id -> Uuid,
        event_id -> Uuid,
        number -> Int4,
        time_zone -> Text,
        rules -> Jsonb,
        clauses -> Jsonb,
        documents -> Jsonb,
        document_digests -> Jsonb,
        digest -> Bytea,
        published_at -> Timestamptz,
        applies_to_all -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    throttles (scope, key_hash) {
        scope -> Text,
        key_hash -> Bytea,
        window_started_at -> Timestamptz,
        hits -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    venues (id) {
        id -> Uuid,
        organization_id -> Uuid,
        name -> Jsonb,
        address -> Jsonb,
        latitude -> Nullable<Float8>,
        longitude -> Nullable<Float8>,
        revision -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    waitlist_entries (registration_id) {
        registration_id -> Uuid,
        event_id -> Uuid,
        category_id -> Uuid,
        since -> Timestamptz,
        priority -> Int4,
        together_id -> Nullable<Uuid>,
    }
}

diesel::joinable!(address_changes -> registrations (registration_id));
diesel::joinable!(agenda_sessions -> events (event_id));
diesel::joinable!(agenda_sessions -> rooms (room_id));
diesel::joinable!(category_quotas -> participation_categories (category_id));
diesel::joinable!(category_quotas -> quotas (quota_id));
diesel::joinable!(consents -> registrations (registration_id));
diesel::joinable!(consents -> terms_versions (terms_version_id));
diesel::joinable!(dues_entries -> registrations (registration_id));
diesel::joinable!(dues_entries -> terms_versions (terms_version_id));
diesel::joinable!(event_looks -> events (event_id));
diesel::joinable!(event_moves -> events (event_id));
diesel::joinable!(event_pictures -> events (event_id));
diesel::joinable!(event_quotas -> events (event_id));
diesel::joinable!(event_quotas -> quotas (quota_id));
diesel::joinable!(event_slugs -> events (event_id));
diesel::joinable!(events -> organizations (organization_id));
diesel::joinable!(events -> venues (venue_id));
diesel::joinable!(invitations -> accounts (invited_by));
diesel::joinable!(invitations -> organizations (organization_id));
diesel::joinable!(mail_attempts -> outgoing_mails (outgoing_mail_id));
diesel::joinable!(memberships -> accounts (account_id));
diesel::joinable!(memberships -> organizations (organization_id));
diesel::joinable!(option_quotas -> events (event_id));
diesel::joinable!(option_quotas -> quotas (quota_id));
diesel::joinable!(participation_categories -> events (event_id));
diesel::joinable!(quota_claims -> quotas (quota_id));
diesel::joinable!(quota_claims -> registrations (registration_id));
diesel::joinable!(quotas -> events (event_id));
diesel::joinable!(registration_notes -> accounts (author_id));
diesel::joinable!(registration_notes -> registrations (registration_id));
diesel::joinable!(registrations -> events (event_id));
diesel::joinable!(registrations -> participation_categories (category_id));
diesel::joinable!(registrations -> parties (party_id));
diesel::joinable!(review_questions -> registrations (registration_id));
diesel::joinable!(rooms -> venues (venue_id));
diesel::joinable!(session_speakers -> agenda_sessions (session_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(sign_in_links -> accounts (account_id));
diesel::joinable!(terms_drafts -> events (event_id));
diesel::joinable!(terms_versions -> events (event_id));
diesel::joinable!(venues -> organizations (organization_id));
diesel::joinable!(waitlist_entries -> events (event_id));
diesel::joinable!(waitlist_entries -> participation_categories (category_id));
diesel::joinable!(waitlist_entries -> registrations (registration_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    activities,
    address_changes,
    agenda_sessions,
    category_quotas,
    consents,
    dues_entries,
    event_looks,
    event_moves,
    event_pictures,
    event_quotas,
    event_slugs,
    events,
    installation,
    invitations,
    mail_attempts,
    mail_relay,
    memberships,
    option_quotas,
    organizations,
    outgoing_mails,
    parties,
    participation_categories,
    quota_claims,
    quotas,
    registration_notes,
    registrations,
    review_questions,
    rooms,
    session_speakers,
    sessions,
    sign_in_links,
    terms_drafts,
    terms_versions,
    throttles,
    venues,
    waitlist_entries,
);
