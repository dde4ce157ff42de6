//! Letting somebody in from the command line.

use lanyard::accounts::{self, CreateAccountError, NewAccount, Role};
use lanyard::platform::lang::Lang;

use super::{history, text};
use crate::support::TestApp;

fn boris(role: Role) -> NewAccount {
    NewAccount {
        email: "Boris@example.org".parse().unwrap(),
        name: "Boris Ivanov".into(),
        language: Lang::Ru,
        organization: "Press Centre".into(),
        role,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn doing_it_again_makes_a_new_link_and_sets_the_role() {
    let app = TestApp::start().await;
    let keys = &app.app.config.keys;
    let mut conn = app.conn().await;
    let first = accounts::create_account(&mut conn, &app.app.clock, keys, &boris(Role::Viewer))
        .await
        .unwrap();
    assert!(first.is_new);
    assert_eq!(
        history(&app).await,
        "organization.created account.created membership.created account.sign_in_link_created"
    );
    let again = NewAccount {
        email: "bORIS@EXAMPLE.org".parse().unwrap(),
        ..boris(Role::Viewer)
    };
    let second = accounts::create_account(&mut conn, &app.app.clock, keys, &again)
        .await
        .unwrap();
    assert!(!second.is_new);
    assert_eq!(second.account, first.account);
    assert_eq!(second.organization, first.organization);
    assert_ne!(second.link.token, first.link.token);
    assert!(
        history(&app)
            .await
            .ends_with("account.sign_in_link_created account.sign_in_link_created")
    );
    let third = accounts::create_account(&mut conn, &app.app.clock, keys, &boris(Role::Owner))
        .await
        .unwrap();
    assert!(
        history(&app)
            .await
            .ends_with("membership.created account.sign_in_link_created")
    );
    let role = accounts::role_in(&mut conn, third.account.id, third.organization.id)
        .await
        .unwrap();
    assert_eq!(role, Some(Role::Owner));
    let places = accounts::list_organizations(&mut conn, third.account.id)
        .await
        .unwrap();
    assert_eq!(places, [(third.organization, Role::Owner)]);
    assert_eq!(text(&app, "SELECT count(*) FROM accounts").await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_at_once_make_one() {
    let app = TestApp::start().await;
    let tries = (0..6).map(|_| async {
        let mut conn = app.conn().await;
        accounts::create_account(
            &mut conn,
            &app.app.clock,
            &app.app.config.keys,
            &boris(Role::Owner),
        )
        .await
    });
    let made = futures_util::future::join_all(tries).await;
    let new = made.iter().filter(|one| one.as_ref().unwrap().is_new).count();
    assert_eq!(new, 1);
    assert_eq!(text(&app, "SELECT count(*) FROM organizations").await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_owner_keeps_the_role_until_there_is_another() {
    let app = TestApp::start().await;
    let keys = &app.app.config.keys;
    let mut conn = app.conn().await;
    let mut create = async |new| accounts::create_account(&mut conn, &app.app.clock, keys, &new).await;
    create(boris(Role::Owner)).await.unwrap();
    let refused = create(boris(Role::Viewer)).await;
    assert!(matches!(refused, Err(CreateAccountError::LastOwner(..))));
    assert_eq!(text(&app, "SELECT role FROM memberships").await, "owner");

    let second = NewAccount {
        email: "second@example.org".parse().unwrap(),
        ..boris(Role::Owner)
    };
    create(second).await.unwrap();
    create(boris(Role::Viewer)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disabled_account_gets_no_link() {
    let app = TestApp::start().await;
    let keys = &app.app.config.keys;
    let mut conn = app.conn().await;
    accounts::create_account(&mut conn, &app.app.clock, keys, &boris(Role::Viewer))
        .await
        .unwrap();
    app.execute("UPDATE accounts SET disabled_at = now()").await;
    let before = history(&app).await;
    let refused = accounts::create_account(&mut conn, &app.app.clock, keys, &boris(Role::Owner)).await;
    assert!(matches!(refused, Err(CreateAccountError::Disabled(_))));
    assert_eq!(history(&app).await, before, "nothing was changed");
}
