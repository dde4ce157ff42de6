//! What somebody may do, as types: a handler names the right it wants in its signature.

use super::model::Role;

/// What somebody may do with what belongs to an organization.
pub trait Right: 'static {
    /// The least role that has this right.
    const LEAST: Role;
}

/// To see it: events, their attendees and their history.
#[derive(Debug)]
pub struct View;

/// To change it and to write to attendees.
#[derive(Debug)]
pub struct Manage;

/// To decide who belongs to the organization.
#[derive(Debug)]
pub struct Own;

impl Right for View {
    const LEAST: Role = Role::Viewer;
}

impl Right for Manage {
    const LEAST: Role = Role::Manager;
}

impl Right for Own {
    const LEAST: Role = Role::Owner;
}
