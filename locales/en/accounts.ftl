# Signing in and one's own account.

sign-in-title = Sign in
sign-in-for-whom = For those who organize events. To attend one you need no account.
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-link-text = We mail you a link that signs you in once.
sign-in-link-submit = E-mail me a sign-in link
sign-in-by-password = Sign in with a password
sign-in-again = Back to sign-in

sign-in-email-empty = Enter your e-mail address
sign-in-email-unusable = Enter a complete e-mail address, such as name@example.org
sign-in-password-empty = Enter your password, or have a link mailed to you
sign-in-wrong = E-mail and password do not match. Type the password again, or have a link mailed to you
# $n and $shown: minutes to wait.
sign-in-throttled = { $n ->
    [one] There were too many tries. Try again in { $shown } minute, or have a link mailed to you
   *[other] There were too many tries. Try again in { $shown } minutes, or have a link mailed to you
}
sign-in-link-throttled = { $n ->
    [one] Several links were asked for already. Open the latest one in your mailbox, or ask again in { $shown } minute
   *[other] Several links were asked for already. Open the latest one in your mailbox, or ask again in { $shown } minutes
}

sign-in-requested-title = Look into your mailbox
sign-in-requested-text = { $n ->
    [one] If this address belongs to an account, a sign-in link is on its way to it. The link works once, for { $shown } minute.
   *[other] If this address belongs to an account, a sign-in link is on its way to it. The link works once, for { $shown } minutes.
}
sign-in-requested-nothing = No mail? Check the spelling above and the spam folder. An owner of your organization knows whether you have an account.

sign-in-link-page-title = Sign in by link
sign-in-link-page-text = The link works once and is used up when you press the button. In this browser you then stay signed in for two weeks at most.
sign-in-link-page-submit = Sign in as { $name }
sign-in-dead-link-title = This link works no longer
sign-in-dead-link-text = It was used already, its time has run out, or it was not copied whole.
sign-in-dead-link-submit = E-mail me a new link
sign-in-renewed-text = { $n ->
    [one] If the old link was one of ours, a new one is on its way to the mailbox the old one came to. It works once, for { $shown } minute.
   *[other] If the old link was one of ours, a new one is on its way to the mailbox the old one came to. It works once, for { $shown } minutes.
}

account-title = Your account
account-name = Full name
account-organization = Organization
account-role-owner = Owner
account-role-manager = Manager
account-role-viewer = Viewer
account-role-owner-about = May do everything, and decides who belongs to the organization.
account-role-manager-about = Creates and changes events, and writes to their attendees.
account-role-viewer-about = Sees events, attendees and history, and changes nothing.

account-details = Name and language
account-language = Language of mails to you
account-language-hint = Pages follow the language you choose at their top.

account-password-first = Choose a password
account-password-change = Change the password
account-password-text = When you save it, all your other browsers are signed out. You can always sign in by a mailed link as well.
account-current-password = Current password
account-new-password = New password
account-new-password-hint = { $n ->
    [one] At least { $shown } character. A few words in a row are easy to remember.
   *[other] At least { $shown } characters. A few words in a row are easy to remember.
}
account-password-submit = Save the password
account-password-saved = The password is saved. All your other browsers are signed out.
account-current-empty = Enter your current password
account-current-wrong = This is not your current password. Type it again, or sign in by a mailed link to choose a new one
account-password-empty = Enter a new password
account-password-too-short = { $n ->
    [one] Make the new password longer: at least { $shown } character
   *[other] Make the new password longer: at least { $shown } characters
}
account-password-too-long = Make the new password shorter: up to 1,024 bytes fit
account-password-unreadable = The new password has signs that were lost on the way. Type it again
account-password-is-address = Choose a new password that is not your e-mail address
account-password-common = Choose another new password: this one is among the first that are guessed
account-throttled = { $n ->
    [one] There were too many tries. Enter the current password again in { $shown } minute
   *[other] There were too many tries. Enter the current password again in { $shown } minutes
}

account-browsers = Signed-in browsers
account-browsers-text = Do you not recognize one? Sign it out and change your password.
account-browser-unknown = Unknown browser
account-browser-current = (this one)
account-browser-revoke = Sign out
# $moment: with its zone.
account-browser-since = Signed in on { $moment }.

# $shown: how many hours or days.
seen-just-now = Last here within the hour.
seen-hours = { $n ->
    [one] Last here { $shown } hour ago.
   *[other] Last here { $shown } hours ago.
}
seen-days = { $n ->
    [one] Last here { $shown } day ago.
   *[other] Last here { $shown } days ago.
}
seen-on = Last here on { $date }.
seen-never = Not here yet.

account-mail-subject = Your link to sign in to { $host }
account-mail-greeting = Hello { $name },
account-mail-intro = here is the link that signs you in to { $host } as { $email }.
account-mail-open = Open it in the browser in which you want to work:
account-mail-button-label = Open the sign-in page
account-mail-lifetime = { $n ->
    [one] The link works once, for { $shown } minute from when it was asked for.
   *[other] The link works once, for { $shown } minutes from when it was asked for.
}
account-mail-button = It is used up when you press the button on the page it opens.
account-mail-asked = Somebody asked for it on the sign-in page.
account-mail-asked-in = Somebody asked for it on the sign-in page, in this browser: { $browser }.
account-mail-not-you = If it was not you, ignore this mail: nobody can sign in without the link.
account-mail-never-forward = Do not forward it.
account-mail-footer = This mail came because an organizer’s account at { $host } has your address.

# The team of an organization.

organization-rename = Rename
organization-title = Name of the organization
organization-text = It stands on the pages of all your events and in the mails to attendees.
organization-name = Name
organization-name-empty = Enter the name of the organization
organization-name-taken = Choose another name: an organization here has this one already
organizations-choose = You belong to several organizations. Choose one.

team-members = Members
team-you = (you)
team-role = Role
# $date: a day.
team-since = In the team since { $date }.
team-leave = Leave the team…
team-leave-text = You will see nothing of this organization any more. An owner can invite you again.
team-leave-submit = Leave the team
team-remove = Remove…
team-remove-text = This person will see nothing of the organization any more, from now on. You can invite them again.
team-remove-submit = Remove from the team
team-last-owner = This is the only owner, and somebody has to decide who belongs to the organization. Make somebody else an owner first.
# $stored, $wanted: roles.
team-role-conflict = Somebody else changed this role meanwhile; it is now “{ $stored }”. To make it “{ $wanted }”, choose that and save once more.
team-done-role = The role is saved.
team-done-removed = Removed from the team.
team-done-left = You have left the team.
team-done-joined = Welcome to the team.
team-done-invited = The invitation is on its way.
team-done-sent = The invitation is on its way once more, and can be accepted for seven days again.
team-done-revoked = The invitation is taken back; its link works no longer.

team-invited = Invited
# $moment: with its zone.
team-invitation-until = Can be accepted until { $moment }.
team-invitation-expired = Could be accepted until { $moment }. Send it again to allow seven more days.
team-invitation-resend = Send again
team-invitation-revoke = Take back
team-invite-title = Invite somebody
team-invite-text = We mail a link that can be accepted for seven days.
team-invite-language = Language of the mail
team-invite-submit = Send the invitation
team-invite-email-empty = Enter the e-mail address of the person you invite
team-invite-role-missing = Choose a role
# $role: a role.
team-invite-member = This person is in the team already; the role is “{ $role }”. Change it in the list above
team-invite-waiting = This person is invited already. Send the invitation again from the list above
team-invite-throttled = { $n ->
    [one] Several invitations were sent just now. Send the next one in { $shown } minute
   *[other] Several invitations were sent just now. Send the next one in { $shown } minutes
}

# $role: a role; $about: what it may do, a sentence.
invitation-role = { $role }. { $about }
invitation-title = Invitation
invitation-by = { $name } invites you to work here on events.
invitation-by-owner = You are invited to work here on events.
invitation-for = Sent to
invitation-until = Can be accepted until
invitation-name-hint = This is how your colleagues see you.
invitation-name-empty = Enter your full name
invitation-accept = Accept and join
# $name: whoever is signed in.
invitation-as = You are signed in as { $name }.
invitation-sign-in-text = This address has an account already. Sign in to it, and you come back to this page.
invitation-sign-in = Sign in to accept
invitation-other-title = You are signed in with another account
# $name and $own: who is signed in and her address; $email: whom it was sent to.
invitation-other-text = You are signed in as { $name } ({ $own }). The invitation was sent to { $email } and can be accepted only with that address.
invitation-other-submit = Sign out and go on
invitation-other-else = Or ask whoever invited you to send the invitation to the address you are signed in with.
invitation-dead-title = This invitation works no longer
invitation-dead-accepted = It was accepted already. If that was you, go on to your events.
invitation-dead-revoked = It was taken back. Ask whoever sent it if you think that is a mistake.
invitation-dead-expired = Its seven days are over. Ask whoever sent it to send it again; the same link will then work.
invitation-dead-unknown = It is no more, or its address was not copied whole. Open the link in the mail again, or ask for a new invitation.
invitation-dead-on = To your events

# $organization: its name, shortened if it is long.
invitation-mail-subject = Invitation to the team of { $organization }
invitation-mail-heading = You are invited to { $organization }
invitation-mail-intro = You are invited to work on events of { $organization }.
invitation-mail-intro-by = { $name } invites you to work on events of { $organization }.
invitation-mail-role = Your role there: { $role }. { $about }
invitation-mail-button = See the invitation
invitation-mail-until = It can be accepted once, until { $until }. Nothing happens before you press the button on the page.
invitation-mail-not-you = If you do not know what this is about, ignore this mail: you join nothing by that. Do not forward it.
invitation-mail-footer = This mail came because somebody entered { $email } at { $host } to invite you.
